package dev.duet.compiler.generate;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileOptions;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Makes a [Schema]: first every type gets its Java name, then fields find their types.
final class SchemaBuilder {
    private static final Map<String, String> WRAPPERS =
            Map.of(
                    "google.protobuf.StringValue", "STRING",
                    "google.protobuf.BytesValue", "BYTES",
                    "google.protobuf.BoolValue", "BOOL",
                    "google.protobuf.Int32Value", "INT32",
                    "google.protobuf.Int64Value", "INT64",
                    "google.protobuf.UInt32Value", "UINT32",
                    "google.protobuf.UInt64Value", "UINT64",
                    "google.protobuf.FloatValue", "FLOAT",
                    "google.protobuf.DoubleValue", "DOUBLE");

    private static final List<Integer> JAVA_PACKAGE =
            List.of(
                    FileDescriptorProto.OPTIONS_FIELD_NUMBER,
                    FileOptions.JAVA_PACKAGE_FIELD_NUMBER);

    private final Schema schema;
    private final Options options;

    /// The names of the top-level classes of each package, in small letters.
    private final Map<String, Set<String>> topLevelNames = new HashMap<>();

    private final Map<MessageModel, Features> features = new HashMap<>();
    private final Map<FileModel, Comments> comments = new HashMap<>();

    private final Map<String, FileDescriptorProto> announced = new HashMap<>();

    /// Of the file that is just being declared or completed.
    private UsableNames usable;

    SchemaBuilder(Schema schema, Options options) {
        this.schema = schema;
        this.options = options;
    }

    // --- names of types

    /// Takes note of a file; before any type is declared.
    void announce(FileDescriptorProto proto) {
        announced.put(proto.getName(), proto);
    }

    FileModel declare(FileDescriptorProto proto) {
        var file = new FileModel(proto, javaPackage(proto));
        usable = usableNames(proto);
        var notes = new Comments(proto);
        comments.put(file, notes);
        Features inherited = Features.of(proto);
        Set<String> taken = topLevelNames.computeIfAbsent(file.javaPackage, p -> fileNames());
        String prefix = proto.getPackage().isEmpty() ? "" : proto.getPackage() + ".";
        for (int i = 0; i < proto.getMessageTypeCount(); i++) {
            DescriptorProto message = proto.getMessageType(i);
            var className = ClassName.of(file.javaPackage, take(message.getName(), taken));
            file.messages.add(
                    declare(
                            message,
                            prefix,
                            className,
                            null,
                            inherited,
                            notes,
                            List.of(FileDescriptorProto.MESSAGE_TYPE_FIELD_NUMBER, i)));
        }
        for (int i = 0; i < proto.getEnumTypeCount(); i++) {
            EnumDescriptorProto type = proto.getEnumType(i);
            var className = ClassName.of(file.javaPackage, take(type.getName(), taken));
            file.enums.add(
                    declare(
                            type,
                            prefix,
                            className,
                            inherited,
                            notes,
                            List.of(FileDescriptorProto.ENUM_TYPE_FIELD_NUMBER, i)));
        }
        return file;
    }

    private UsableNames usableNames(FileDescriptorProto proto) {
        return UsableNames.of(proto, announced, file -> javaPackage(file).isEmpty());
    }

    private String javaPackage(FileDescriptorProto proto) {
        if (JavaGenerator.isInRuntime(proto)) {
            return Schema.WELL_KNOWN_PACKAGE;
        }
        if (options.javaPackage() != null) {
            return options.javaPackage();
        }
        if (proto.getOptions().hasJavaPackage()) {
            String name = proto.getOptions().getJavaPackage();
            if (!JavaGenerator.isPackage(name)) {
                throw new IllegalArgumentException(
                        packageAt(proto) + ": java_package \"" + name + "\" is not a Java package");
            }
            return name;
        }
        return packageOf(proto.getPackage());
    }

    /// Where a file has its `java_package`; only which file, if there is no source info.
    private static String packageAt(FileDescriptorProto proto) {
        for (Location location : proto.getSourceCodeInfo().getLocationList()) {
            if (location.getPathList().equals(JAVA_PACKAGE)) {
                return proto.getName()
                        + ":"
                        + (location.getSpan(0) + 1)
                        + ":"
                        + (location.getSpan(1) + 1);
            }
        }
        return proto.getName();
    }

    /// The proto package as a Java package: a part that is a keyword gets an underscore.
    private static String packageOf(String protoPackage) {
        if (protoPackage.isEmpty()) {
            return "";
        }
        var parts = new ArrayList<String>();
        for (String part : protoPackage.split("\\.")) {
            parts.add(Names.free(part, Set.of()));
        }
        return String.join(".", parts);
    }

    /// The names that a type nested in a class cannot have, in small letters.
    private Set<String> takenInside(ClassName className) {
        Set<String> taken = new HashSet<>();
        className.names().forEach(name -> taken.add(name.toLowerCase(Locale.ROOT)));
        if (className.packageName().isEmpty()) {
            usable.unnamed().forEach(name -> taken.add(name.toLowerCase(Locale.ROOT)));
        }
        return taken;
    }

    /// The names that Windows has for devices: there can be no file of such a name.
    private static Set<String> fileNames() {
        Set<String> taken = new HashSet<>(Set.of("aux", "con", "nul", "prn"));
        for (int i = 1; i <= 9; i++) {
            taken.add("com" + i);
            taken.add("lpt" + i);
        }
        return taken;
    }

    private static String take(String protoName, Set<String> taken) {
        return Names.takeType(Names.declaredType(protoName), taken);
    }

    private MessageModel declare(
            DescriptorProto proto,
            String prefix,
            ClassName className,
            MessageModel outer,
            Features inherited,
            Comments notes,
            List<Integer> path) {
        var message =
                new MessageModel(proto, prefix + proto.getName(), className, notes.at(path), outer);
        Features own = inherited.with(proto.getOptions().getFeatures());
        features.put(message, own);
        schema.messages.put(message.fullName, message);
        Set<String> taken = takenInside(className);
        String inside = message.fullName + ".";
        for (int i = 0; i < proto.getNestedTypeCount(); i++) {
            DescriptorProto nested = proto.getNestedType(i);
            List<Integer> at = Comments.path(path, DescriptorProto.NESTED_TYPE_FIELD_NUMBER, i);
            if (nested.getOptions().getMapEntry()) {
                // A map entry is no Java class: its name only leads from the field to its types.
                var entry =
                        new MessageModel(nested, inside + nested.getName(), className, "", message);
                features.put(entry, own);
                schema.messages.put(entry.fullName, entry);
            } else {
                message.messages.add(
                        declare(
                                nested,
                                inside,
                                className.nested(take(nested.getName(), taken)),
                                message,
                                own,
                                notes,
                                at));
            }
        }
        for (int i = 0; i < proto.getEnumTypeCount(); i++) {
            EnumDescriptorProto type = proto.getEnumType(i);
            message.enums.add(
                    declare(
                            type,
                            inside,
                            className.nested(take(type.getName(), taken)),
                            own,
                            notes,
                            Comments.path(path, DescriptorProto.ENUM_TYPE_FIELD_NUMBER, i)));
        }
        message.builder = take("Builder", taken);
        message.wire = take("Wire", taken);
        message.type = take("Type", taken);
        declareOneofs(message, taken, notes, path);
        return message;
    }

    private static void declareOneofs(
            MessageModel message, Set<String> taken, Comments notes, List<Integer> path) {
        Set<Integer> real = new HashSet<>();
        for (FieldDescriptorProto field : message.proto.getFieldList()) {
            if (field.hasOneofIndex() && !field.getProto3Optional()) {
                real.add(field.getOneofIndex());
            }
        }
        for (int i = 0; i < message.proto.getOneofDeclCount(); i++) {
            OneofDescriptorProto oneof = message.proto.getOneofDecl(i);
            String comment =
                    notes.at(Comments.path(path, DescriptorProto.ONEOF_DECL_FIELD_NUMBER, i));
            message.oneofs.add(
                    real.contains(i)
                            ? new OneofModel(
                                    oneof.getName(),
                                    message.className.nested(
                                            take(Names.type(oneof.getName()), taken)),
                                    comment)
                            : null);
        }
    }

    private EnumModel declare(
            EnumDescriptorProto proto,
            String prefix,
            ClassName className,
            Features outer,
            Comments notes,
            List<Integer> path) {
        var values = new ArrayList<EnumModel.Value>();
        Set<String> taken = new HashSet<>(Set.of("number", "name", "List", "java"));
        taken.addAll(className.names());
        if (EnumModel.isLarge(proto.getValueCount())) {
            // Its description is made by a static method.
            taken.addAll(Set.of("EnumType", "dev"));
        }
        Map<Integer, String> first = new HashMap<>();
        for (int i = 0; i < proto.getValueCount(); i++) {
            EnumValueDescriptorProto value = proto.getValue(i);
            String javaName = Names.free(value.getName(), taken);
            taken.add(javaName);
            values.add(
                    new EnumModel.Value(
                            value.getName(),
                            javaName,
                            value.getNumber(),
                            first.putIfAbsent(value.getNumber(), javaName),
                            value.getOptions().getDeprecated(),
                            notes.at(
                                    Comments.path(
                                            path, EnumDescriptorProto.VALUE_FIELD_NUMBER, i))));
        }
        boolean closed = outer.with(proto.getOptions().getFeatures()).closedEnum();
        var result =
                new EnumModel(
                        prefix + proto.getName(),
                        className,
                        List.copyOf(values),
                        closed,
                        proto.getOptions().getDeprecated(),
                        notes.at(path));
        schema.enums.put(result.fullName(), result);
        return result;
    }

    // --- fields, methods, extensions

    void complete(FileModel file) {
        Comments notes = comments.get(file);
        usable = usableNames(file.proto);
        for (int i = 0; i < file.messages.size(); i++) {
            complete(
                    file.messages.get(i),
                    notes,
                    List.of(FileDescriptorProto.MESSAGE_TYPE_FIELD_NUMBER, i));
        }
        Set<String> taken = topLevelNames.get(file.javaPackage);
        for (int i = 0; i < file.proto.getServiceCount(); i++) {
            file.services.add(
                    service(
                            file,
                            file.proto.getService(i),
                            taken,
                            notes,
                            List.of(FileDescriptorProto.SERVICE_FIELD_NUMBER, i)));
        }
        if (file.proto.getExtensionCount() > 0) {
            String base = file.name().substring(file.name().lastIndexOf('/') + 1);
            String stem = base.endsWith(".proto") ? base.substring(0, base.length() - 6) : base;
            String name = Names.type(stem.replaceAll("[^A-Za-z0-9_]", "_")) + "Extensions";
            file.extensionsClass = ClassName.of(file.javaPackage, take(name, taken));
            String prefix = file.proto.getPackage().isEmpty() ? "" : file.proto.getPackage() + ".";
            addExtensions(
                    file.proto.getExtensionList(),
                    prefix,
                    Features.of(file.proto),
                    notes,
                    List.of(),
                    FileDescriptorProto.EXTENSION_FIELD_NUMBER,
                    file.extensions,
                    new HashSet<>(usable.types()));
        }
    }

    private void complete(MessageModel message, Comments notes, List<Integer> path) {
        Features own = features.get(message);
        for (int i = 0; i < message.proto.getFieldCount(); i++) {
            FieldDescriptorProto proto = message.proto.getField(i);
            FieldModel field =
                    field(
                            proto,
                            own,
                            notes.at(Comments.path(path, DescriptorProto.FIELD_FIELD_NUMBER, i)));
            message.fields.add(field);
            if (field.isMember()) {
                field.oneof = message.oneofs.get(proto.getOneofIndex());
                field.oneof.members.add(field);
            }
        }
        message.oneofs.removeIf(oneof -> oneof == null);
        nameComponents(message);
        Set<String> constants = new HashSet<>(usable.types());
        constants.addAll(Set.of("DEFAULT", "CODEC"));
        addExtensions(
                message.proto.getExtensionList(),
                message.fullName + ".",
                own,
                notes,
                path,
                DescriptorProto.EXTENSION_FIELD_NUMBER,
                message.extensions,
                constants);
        int nested = 0;
        for (int i = 0; i < message.proto.getNestedTypeCount(); i++) {
            if (!message.proto.getNestedType(i).getOptions().getMapEntry()) {
                complete(
                        message.messages.get(nested++),
                        notes,
                        Comments.path(path, DescriptorProto.NESTED_TYPE_FIELD_NUMBER, i));
            }
        }
    }

    private void nameComponents(MessageModel message) {
        Set<String> components = new HashSet<>();
        Set<OneofModel> named = new HashSet<>();
        for (FieldModel field : message.fields) {
            if (!field.isMember()) {
                field.component = Names.component(field.name(), components);
                components.add(field.component);
            } else if (named.add(field.oneof)) {
                field.oneof.component = Names.component(field.oneof.protoName, components);
                components.add(field.oneof.component);
            }
        }
        Set<String> members = new HashSet<>(components);
        for (OneofModel oneof : message.oneofs) {
            Set<String> classes = takenInside(oneof.className);
            members.remove(oneof.component);
            for (FieldModel member : oneof.members) {
                member.component = Names.component(member.name(), members);
                members.add(member.component);
                member.memberClass =
                        oneof.className.nested(take(Names.type(member.name()), classes));
            }
        }
    }

    private FieldModel field(FieldDescriptorProto proto, Features outer, String comment) {
        Features own = outer.with(proto.getOptions().getFeatures());
        boolean isMessage =
                proto.getType() == Type.TYPE_MESSAGE || proto.getType() == Type.TYPE_GROUP;
        MessageModel message = isMessage ? schema.message(proto.getTypeName()) : null;
        if (message != null && message.proto.getOptions().getMapEntry()) {
            return new FieldModel(
                    proto,
                    FieldModel.Shape.MAP,
                    own,
                    null,
                    null,
                    null,
                    field(message.proto.getField(0), own, ""),
                    field(message.proto.getField(1), own, ""),
                    comment);
        }
        String wrapper =
                message == null || options.wellKnown() ? null : WRAPPERS.get(message.fullName);
        EnumModel enumModel =
                proto.getType() == Type.TYPE_ENUM ? schema.enumModel(proto.getTypeName()) : null;
        return new FieldModel(
                proto,
                shape(proto, own, isMessage),
                own,
                wrapper == null ? message : null,
                enumModel,
                wrapper,
                null,
                null,
                comment);
    }

    private static FieldModel.Shape shape(
            FieldDescriptorProto proto, Features own, boolean isMessage) {
        if (proto.getLabel() == Label.LABEL_REPEATED) {
            return FieldModel.Shape.REPEATED;
        }
        if (proto.getLabel() == Label.LABEL_REQUIRED || own.required()) {
            return FieldModel.Shape.REQUIRED;
        }
        if (proto.hasOneofIndex() && !proto.getProto3Optional()) {
            return FieldModel.Shape.MEMBER;
        }
        return isMessage || proto.getProto3Optional() || own.explicitPresence()
                ? FieldModel.Shape.OPTIONAL
                : FieldModel.Shape.IMPLICIT;
    }

    private void addExtensions(
            List<FieldDescriptorProto> protos,
            String prefix,
            Features outer,
            Comments notes,
            List<Integer> path,
            int number,
            List<ExtensionModel> into,
            Set<String> taken) {
        for (int i = 0; i < protos.size(); i++) {
            FieldDescriptorProto proto = protos.get(i);
            String constant = Names.free(Names.constant(proto.getName()), taken);
            taken.add(constant);
            into.add(
                    new ExtensionModel(
                            constant,
                            prefix + proto.getName(),
                            schema.message(proto.getExtendee()),
                            field(proto, outer, notes.at(Comments.path(path, number, i)))));
        }
    }

    private ServiceModel service(
            FileModel file,
            ServiceDescriptorProto proto,
            Set<String> taken,
            Comments notes,
            List<Integer> path) {
        var methods = new ArrayList<ServiceModel.Method>();
        Set<String> javaNames = new HashSet<>(Set.of("bind"));
        Set<String> constants = new HashSet<>(usable.types());
        constants.add("NAME");
        for (int i = 0; i < proto.getMethodCount(); i++) {
            MethodDescriptorProto method = proto.getMethod(i);
            String javaName = Names.method(method.getName(), javaNames);
            javaNames.add(javaName);
            String constant = Names.free(Names.constant(method.getName()), constants);
            constants.add(constant);
            methods.add(
                    new ServiceModel.Method(
                            method.getName(),
                            javaName,
                            constant,
                            methodType(method.getInputType()),
                            methodType(method.getOutputType()),
                            method.getClientStreaming(),
                            method.getServerStreaming(),
                            method.getOptions().getDeprecated(),
                            notes.at(
                                    Comments.path(
                                            path, ServiceDescriptorProto.METHOD_FIELD_NUMBER, i))));
        }
        String fullName =
                file.proto.getPackage().isEmpty()
                        ? proto.getName()
                        : file.proto.getPackage() + "." + proto.getName();
        var className = ClassName.of(file.javaPackage, take(proto.getName(), taken));
        Set<String> inside = takenInside(className);
        return new ServiceModel(
                fullName,
                className,
                className.nested(take("Service", inside)),
                className.nested(take("Client", inside)),
                List.copyOf(methods),
                proto.getOptions().getDeprecated(),
                notes.at(path));
    }

    private ServiceModel.Type methodType(String typeName) {
        MessageModel message = schema.message(typeName);
        return new ServiceModel.Type(message, WRAPPERS.get(message.fullName));
    }
}
