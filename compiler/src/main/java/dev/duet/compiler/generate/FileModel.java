package dev.duet.compiler.generate;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;

import java.util.ArrayList;
import java.util.List;

/// A proto file.
final class FileModel {
    final FileDescriptorProto proto;
    final String javaPackage;
    final List<MessageModel> messages = new ArrayList<>();
    final List<EnumModel> enums = new ArrayList<>();
    final List<ServiceModel> services = new ArrayList<>();
    final List<ExtensionModel> extensions = new ArrayList<>();

    /// The class that holds the extensions.
    ClassName extensionsClass;

    FileModel(FileDescriptorProto proto, String javaPackage) {
        this.proto = proto;
        this.javaPackage = javaPackage;
    }

    String name() {
        return proto.getName();
    }

    /// The classes that are generated of it, beside samples.
    List<ClassName> topLevelClasses() {
        var classes = new ArrayList<ClassName>();
        messages.forEach(message -> classes.add(message.className));
        enums.forEach(type -> classes.add(type.className()));
        services.forEach(service -> classes.add(service.className()));
        if (extensionsClass != null) {
            classes.add(extensionsClass);
        }
        return classes;
    }
}
