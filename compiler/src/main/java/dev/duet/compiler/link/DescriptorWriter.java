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
import dev.duet.compiler.model.EnumType;
import dev.duet.compiler.model.EnumValue;
import dev.duet.compiler.model.ExtensionRange;
import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.Import;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.Method;
import dev.duet.compiler.model.Oneof;
import dev.duet.compiler.model.ProtoFile;
import dev.duet.compiler.model.ReservedName;
import dev.duet.compiler.model.ReservedRange;
import dev.duet.compiler.model.Service;
import dev.duet.compiler.model.Visibility;
import dev.duet.compiler.syntax.Location;

/// Makes the descriptor of a linked file, equal to the one that protoc makes.
public final class DescriptorWriter {
    private DescriptorWriter() {}

    /// The descriptor of a file without errors, source info with it.
    public static FileDescriptorProto write(ProtoFile file) {
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
                case NONE, OPTION -> { }
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
        if (file.optionValues != null) {
            out.setOptions(OptionMessages.file(file.optionValues));
        }
        switch (file.edition) {
            case PROTO2 -> { }
            case PROTO3 -> out.setSyntax("proto3");
            case EDITION_2023, EDITION_2024, EDITION_2026 -> out.setSyntax("editions")
                    .setEdition(Edition.forNumber(file.edition.number()));
        }
        return out.setSourceCodeInfo(sourceInfo(file)).build();
    }

    private static DescriptorProto write(MessageType message) {
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
            var rangeOut = DescriptorProto.ExtensionRange.newBuilder()
                    .setStart(range.start).setEnd(range.end);
            if (range.optionValues != null) {
                rangeOut.setOptions(OptionMessages.extensionRange(range.optionValues));
            }
            out.addExtensionRange(rangeOut);
        }
        for (Oneof oneof : message.oneofs) {
            out.addOneofDecl(write(oneof));
        }
        for (ReservedRange range : message.reservedRanges) {
            out.addReservedRange(DescriptorProto.ReservedRange.newBuilder()
                    .setStart(range.start).setEnd(range.end));
        }
        for (ReservedName name : message.reservedNames) {
            out.addReservedName(name.name());
        }
        if (message.optionValues != null) {
            out.setOptions(OptionMessages.message(message.optionValues));
        }
        if (message.visibility != Visibility.UNSET) {
            out.setVisibility(visibility(message.visibility));
        }
        return out.build();
    }

    private static OneofDescriptorProto write(Oneof oneof) {
        OneofDescriptorProto.Builder out =
                OneofDescriptorProto.newBuilder().setName(oneof.name);
        if (oneof.optionValues != null) {
            out.setOptions(OptionMessages.oneof(oneof.optionValues));
        }
        return out.build();
    }

    private static FieldDescriptorProto write(Field field) {
        FieldDescriptorProto.Builder out = FieldDescriptorProto.newBuilder()
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
        if (field.optionValues != null) {
            out.setOptions(OptionMessages.field(field.optionValues));
        }
        return out.build();
    }

    private static EnumDescriptorProto write(EnumType type) {
        EnumDescriptorProto.Builder out = EnumDescriptorProto.newBuilder().setName(type.name);
        for (EnumValue value : type.values) {
            EnumValueDescriptorProto.Builder valueOut = EnumValueDescriptorProto.newBuilder()
                    .setName(value.name).setNumber(value.number);
            if (value.optionValues != null) {
                valueOut.setOptions(OptionMessages.enumValue(value.optionValues));
            }
            out.addValue(valueOut);
        }
        for (ReservedRange range : type.reservedRanges) {
            out.addReservedRange(EnumDescriptorProto.EnumReservedRange.newBuilder()
                    .setStart(range.start).setEnd(range.end));
        }
        for (ReservedName name : type.reservedNames) {
            out.addReservedName(name.name());
        }
        if (type.optionValues != null) {
            out.setOptions(OptionMessages.enumType(type.optionValues));
        }
        if (type.visibility != Visibility.UNSET) {
            out.setVisibility(visibility(type.visibility));
        }
        return out.build();
    }

    private static ServiceDescriptorProto write(Service service) {
        ServiceDescriptorProto.Builder out =
                ServiceDescriptorProto.newBuilder().setName(service.name);
        for (Method method : service.methods) {
            MethodDescriptorProto.Builder methodOut = MethodDescriptorProto.newBuilder()
                    .setName(method.name)
                    .setInputType("." + method.input.fullName)
                    .setOutputType("." + method.output.fullName);
            if (method.clientStreaming) {
                methodOut.setClientStreaming(true);
            }
            if (method.serverStreaming) {
                methodOut.setServerStreaming(true);
            }
            if (method.optionValues != null || method.hasOptionBlock) {
                methodOut.setOptions(OptionMessages.method(method.optionValues));
            }
            out.addMethod(methodOut);
        }
        if (service.optionValues != null) {
            out.setOptions(OptionMessages.service(service.optionValues));
        }
        return out.build();
    }

    private static SymbolVisibility visibility(Visibility visibility) {
        return visibility == Visibility.EXPORT
                ? SymbolVisibility.VISIBILITY_EXPORT
                : SymbolVisibility.VISIBILITY_LOCAL;
    }

    private static SourceCodeInfo sourceInfo(ProtoFile file) {
        SourceCodeInfo.Builder info = SourceCodeInfo.newBuilder();
        for (Location location : file.locations) {
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
}
