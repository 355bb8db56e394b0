package dev.duet.compiler.link;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.Edition;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo;
import com.google.protobuf.DescriptorProtos.SymbolVisibility;

import dev.duet.compiler.model.Element;
import dev.duet.compiler.model.EnumType;
import dev.duet.compiler.model.EnumValue;
import dev.duet.compiler.model.ExtensionRange;
import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.Import;
import dev.duet.compiler.model.JsonNames;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.Method;
import dev.duet.compiler.model.Oneof;
import dev.duet.compiler.model.OptionValues;
import dev.duet.compiler.model.ProtoFile;
import dev.duet.compiler.model.ReservedName;
import dev.duet.compiler.model.ReservedRange;
import dev.duet.compiler.model.Service;
import dev.duet.compiler.model.Visibility;
import dev.duet.compiler.syntax.Location;

/// Makes the descriptor of a linked file, equal to the one that protoc makes.
public final class DescriptorWriter {
    private final SourcePaths stripped = new SourcePaths();

    private DescriptorWriter() {}

    /// The descriptor of a file without errors, source info with it.
    public static FileDescriptorProto write(ProtoFile file) {
        return new DescriptorWriter().descriptor(file);
    }

    private FileDescriptorProto descriptor(ProtoFile file) {
        FileDescriptorProto.Builder out = FileDescriptorProto.newBuilder().setName(file.name);
        if (!file.packageName.isEmpty()) {
            out.setPackage(file.packageName);
        }
        for (int i = 0; i < file.imports.size(); i++) {
            Import statement = file.imports.get(i);
            out.addDependency(statement.name);
            switch (statement.modifier) {
                case PUBLIC -> out.addPublicDependency(i);
                case WEAK -> out.addWeakDependency(i);
                case NONE, OPTION -> {}
            }
        }
        for (Import statement : file.optionImports) {
            out.addOptionDependency(statement.name);
        }
        for (MessageType message : file.messages) {
            out.addMessageType(write(message));
        }
        for (EnumType type : file.enums) {
            out.addEnumType(write(type));
        }
        for (Service service : file.services) {
            out.addService(write(service));
        }
        for (Field extension : file.extensions) {
            out.addExtension(write(extension));
        }
        OptionValues fileOptions = handedOn(file);
        if (fileOptions != null) {
            out.setOptions(OptionMessages.file(fileOptions));
        }
        switch (file.edition) {
            case PROTO2 -> {}
            case PROTO3 -> out.setSyntax("proto3");
            case EDITION_2023, EDITION_2024, EDITION_2026 ->
                    out.setSyntax("editions").setEdition(Edition.forNumber(file.edition.number()));
        }
        return out.setSourceCodeInfo(sourceInfo(file)).build();
    }

    private DescriptorProto write(MessageType message) {
        DescriptorProto.Builder out = DescriptorProto.newBuilder().setName(message.name);
        for (Field field : message.fields) {
            out.addField(write(field));
        }
        for (Field extension : message.extensions) {
            out.addExtension(write(extension));
        }
        for (MessageType nested : message.messages) {
            out.addNestedType(write(nested));
        }
        for (EnumType type : message.enums) {
            out.addEnumType(write(type));
        }
        for (ExtensionRange range : message.extensionRanges) {
            var rangeOut =
                    DescriptorProto.ExtensionRange.newBuilder()
                            .setStart(range.start)
                            .setEnd(range.end);
            OptionValues rangeOptions = handedOn(range);
            if (rangeOptions != null) {
                rangeOut.setOptions(OptionMessages.extensionRange(rangeOptions));
            }
            out.addExtensionRange(rangeOut);
        }
        for (Oneof oneof : message.oneofs) {
            out.addOneofDecl(write(oneof));
        }
        for (ReservedRange range : message.reservedRanges) {
            out.addReservedRange(
                    DescriptorProto.ReservedRange.newBuilder()
                            .setStart(range.start)
                            .setEnd(range.end));
        }
        for (ReservedName name : message.reservedNames) {
            out.addReservedName(name.name());
        }
        OptionValues messageOptions = handedOn(message);
        if (messageOptions != null) {
            out.setOptions(OptionMessages.message(messageOptions));
        }
        if (message.visibility != Visibility.UNSET) {
            out.setVisibility(visibility(message.visibility));
        }
        return out.build();
    }

    private OneofDescriptorProto write(Oneof oneof) {
        OneofDescriptorProto.Builder out = OneofDescriptorProto.newBuilder().setName(oneof.name);
        OptionValues oneofOptions = handedOn(oneof);
        if (oneofOptions != null) {
            out.setOptions(OptionMessages.oneof(oneofOptions));
        }
        return out.build();
    }

    private FieldDescriptorProto write(Field field) {
        FieldDescriptorProto.Builder out =
                FieldDescriptorProto.newBuilder()
                        .setName(field.name)
                        .setNumber(field.number)
                        .setLabel(FieldDescriptorProto.Label.forNumber(field.label.ordinal() + 1))
                        .setType(FieldDescriptorProto.Type.forNumber(field.type.ordinal() + 1))
                        .setJsonName(JsonNames.of(field));
        if (field.extendedType != null) {
            out.setExtendee("." + field.extendedType.fullName);
        }
        if (field.messageType != null) {
            out.setTypeName("." + field.messageType.fullName);
        } else if (field.enumType != null) {
            out.setTypeName("." + field.enumType.fullName);
        }
        if (field.defaultValue != null) {
            out.setDefaultValue(field.defaultValue);
        }
        if (field.oneof != null) {
            out.setOneofIndex(field.oneof.index);
        }
        if (field.proto3Optional) {
            out.setProto3Optional(true);
        }
        OptionValues fieldOptions = handedOn(field);
        if (fieldOptions != null) {
            out.setOptions(OptionMessages.field(fieldOptions));
        }
        return out.build();
    }

    private EnumDescriptorProto write(EnumType type) {
        EnumDescriptorProto.Builder out = EnumDescriptorProto.newBuilder().setName(type.name);
        for (EnumValue value : type.values) {
            EnumValueDescriptorProto.Builder valueOut =
                    EnumValueDescriptorProto.newBuilder()
                            .setName(value.name)
                            .setNumber(value.number);
            OptionValues valueOptions = handedOn(value);
            if (valueOptions != null) {
                valueOut.setOptions(OptionMessages.enumValue(valueOptions));
            }
            out.addValue(valueOut);
        }
        for (ReservedRange range : type.reservedRanges) {
            out.addReservedRange(
                    EnumDescriptorProto.EnumReservedRange.newBuilder()
                            .setStart(range.start)
                            .setEnd(range.end));
        }
        for (ReservedName name : type.reservedNames) {
            out.addReservedName(name.name());
        }
        OptionValues typeOptions = handedOn(type);
        if (typeOptions != null) {
            out.setOptions(OptionMessages.enumType(typeOptions));
        }
        if (type.visibility != Visibility.UNSET) {
            out.setVisibility(visibility(type.visibility));
        }
        return out.build();
    }

    private ServiceDescriptorProto write(Service service) {
        ServiceDescriptorProto.Builder out =
                ServiceDescriptorProto.newBuilder().setName(service.name);
        for (Method method : service.methods) {
            MethodDescriptorProto.Builder methodOut =
                    MethodDescriptorProto.newBuilder()
                            .setName(method.name)
                            .setInputType("." + method.input.fullName)
                            .setOutputType("." + method.output.fullName);
            if (method.clientStreaming) {
                methodOut.setClientStreaming(true);
            }
            if (method.serverStreaming) {
                methodOut.setServerStreaming(true);
            }
            OptionValues methodOptions = handedOn(method);
            if (methodOptions == null && method.hasOptionBlock && method.options.isEmpty()) {
                methodOptions = new OptionValues();
            }
            if (methodOptions != null) {
                methodOut.setOptions(OptionMessages.method(methodOptions));
            }
            out.addMethod(methodOut);
        }
        OptionValues serviceOptions = handedOn(service);
        if (serviceOptions != null) {
            out.setOptions(OptionMessages.service(serviceOptions));
        }
        return out.build();
    }

    private static SymbolVisibility visibility(Visibility visibility) {
        return visibility == Visibility.EXPORT
                ? SymbolVisibility.VISIBILITY_EXPORT
                : SymbolVisibility.VISIBILITY_LOCAL;
    }

    private SourceCodeInfo sourceInfo(ProtoFile file) {
        SourceCodeInfo.Builder info = SourceCodeInfo.newBuilder();
        for (Location location : file.locations) {
            if (stripped.cover(location.path())) {
                continue;
            }
            SourceCodeInfo.Location.Builder out = SourceCodeInfo.Location.newBuilder();
            for (int part : location.path()) {
                out.addPath(part);
            }
            out.addSpan(location.startLine()).addSpan(location.startColumn());
            if (location.endLine() != location.startLine()) {
                out.addSpan(location.endLine());
            }
            out.addSpan(location.endColumn());
            if (location.leadingComments() != null) {
                out.setLeadingComments(location.leadingComments());
            }
            if (location.trailingComments() != null) {
                out.setTrailingComments(location.trailingComments());
            }
            for (String comment : location.detachedComments()) {
                out.addLeadingDetachedComments(comment);
            }
            info.addLocation(out);
        }
        return info.build();
    }

    /// The options without those for the source only; null if none are left.
    private OptionValues handedOn(Element element) {
        if (element.optionValues == null) {
            return null;
        }
        int[] path = SourcePaths.join(element.path, OptionSchema.optionsNumber(element));
        OptionValues values = OptionNormalizer.strip(element.optionValues, path, stripped);
        if (values.isEmpty()) {
            stripped.add(path);
            return null;
        }
        return values;
    }
}
