package dev.duet.compiler.generate;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All the files of a request, and every type by its full name.
final class Schema {
    /// The package of the well-known types in the runtime.
    static final String WELL_KNOWN_PACKAGE = "dev.duet.proto.wellknown";

    private final Map<String, FileModel> files = new LinkedHashMap<>();
    final Map<String, MessageModel> messages = new HashMap<>();
    final Map<String, EnumModel> enums = new HashMap<>();

    private Schema() {}

    static Schema of(List<FileDescriptorProto> protos, Options options) {
        var schema = new Schema();
        var builder = new SchemaBuilder(schema, options);
        protos.forEach(builder::announce);
        for (FileDescriptorProto proto : protos) {
            schema.files.put(proto.getName(), builder.declare(proto));
        }
        for (FileModel file : schema.files.values()) {
            builder.complete(file);
        }
        return schema;
    }

    FileModel file(String name) {
        FileModel file = files.get(name);
        if (file == null) {
            throw new IllegalArgumentException(name + " is not among the files of the request");
        }
        return file;
    }

    Collection<FileModel> files() {
        return files.values();
    }

    MessageModel message(String typeName) {
        return messages.get(typeName.substring(1));
    }

    EnumModel enumModel(String typeName) {
        return enums.get(typeName.substring(1));
    }
}
