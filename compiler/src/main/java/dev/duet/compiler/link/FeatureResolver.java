package dev.duet.compiler.link;

import dev.duet.compiler.model.Edition;
import dev.duet.compiler.model.Element;
import dev.duet.compiler.model.EnumType;
import dev.duet.compiler.model.EnumValue;
import dev.duet.compiler.model.ExtensionRange;
import dev.duet.compiler.model.Features;
import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.FieldType;
import dev.duet.compiler.model.Label;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.Method;
import dev.duet.compiler.model.Oneof;
import dev.duet.compiler.model.OptionNumbers;
import dev.duet.compiler.model.OptionValues;
import dev.duet.compiler.model.ProtoFile;
import dev.duet.compiler.model.Service;

/// Works out which features hold for each element: its own, else those of what it stands in, else
/// those of the edition. In proto2 and proto3 they follow from labels, groups and `packed`.
final class FeatureResolver {
    private final ProtoFile file;

    FeatureResolver(ProtoFile file) {
        this.file = file;
    }

    void resolve() {
        file.features = Features.of(file.edition).with(own(file));
        for (MessageType message : file.messages) {
            resolve(message, file.features);
        }
        for (EnumType type : file.enums) {
            resolve(type, file.features);
        }
        for (Field extension : file.extensions) {
            resolve(extension, file.features);
        }
        for (Service service : file.services) {
            service.features = file.features.with(own(service));
            for (Method method : service.methods) {
                method.features = service.features.with(own(method));
            }
        }
    }

    private void resolve(MessageType message, Features around) {
        message.features = around.with(own(message));
        for (Oneof oneof : message.oneofs) {
            oneof.features = message.features.with(own(oneof));
        }
        for (Field field : message.fields) {
            resolve(field, field.oneof == null ? message.features : field.oneof.features);
        }
        for (EnumType type : message.enums) {
            resolve(type, message.features);
        }
        for (ExtensionRange range : message.extensionRanges) {
            range.features = message.features.with(own(range));
        }
        for (Field extension : message.extensions) {
            resolve(extension, message.features);
        }
        for (MessageType nested : message.messages) {
            resolve(nested, message.features);
        }
    }

    private void resolve(EnumType type, Features around) {
        type.features = around.with(own(type));
        for (EnumValue value : type.values) {
            value.features = type.features.with(own(value));
        }
    }

    private void resolve(Field field, Features around) {
        Features features = around.with(own(field));
        if (file.edition.isLegacy()) {
            features = inferred(field, features);
        }
        field.features = features;
    }

    private Features inferred(Field field, Features features) {
        int presence =
                field.label == Label.REQUIRED ? Features.LEGACY_REQUIRED : features.fieldPresence();
        if (field.proto3Optional) {
            presence = Features.EXPLICIT;
        }
        int packing = features.repeatedFieldEncoding();
        OptionValues options = field.optionValues;
        if (options != null && options.has(OptionNumbers.PACKED)) {
            if (field.flag(OptionNumbers.PACKED)) {
                packing = Features.PACKED;
            } else if (file.edition == Edition.PROTO3) {
                packing = Features.EXPANDED;
            }
        }
        int encoding =
                field.type == FieldType.GROUP ? Features.DELIMITED : features.messageEncoding();
        return new Features(
                presence,
                features.enumType(),
                packing,
                features.utf8Validation(),
                encoding,
                features.jsonFormat(),
                features.namingStyle(),
                features.symbolVisibility(),
                features.protoLimits());
    }

    /// What an element sets itself; null if nothing.
    static OptionValues own(Element element) {
        if (element.optionValues == null) {
            return null;
        }
        return element.optionValues.message(OptionNumbers.features(element));
    }
}
