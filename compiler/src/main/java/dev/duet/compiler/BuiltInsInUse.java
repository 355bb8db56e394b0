package dev.duet.compiler;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;

import dev.duet.compiler.generate.JavaGenerator;
import dev.duet.compiler.link.BuiltInProtos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the built-in protos that have to be generated along with others: the others use their
/// types, and the runtime has no classes for these.
///
/// A file that is only imported, for options or for nothing, is not in use.
final class BuiltInsInUse {
    /// The files that can be in use, by the names of their types as fields have them.
    private final Map<String, FileDescriptorProto> owners = new HashMap<>();

    private final Set<String> asked;
    private final Set<String> found = new LinkedHashSet<>();

    private BuiltInsInUse(Compilation compilation) {
        asked = Set.copyOf(compilation.generated());
    }

    /// The names of the files, which are none of those asked for, in the order of their use.
    static List<String> of(Compilation compilation) {
        var result = new BuiltInsInUse(compilation);
        for (FileDescriptorProto file : compilation.files()) {
            result.declare(file);
        }
        if (!result.owners.isEmpty()) {
            for (FileDescriptorProto file : compilation.files()) {
                if (result.asked.contains(file.getName())) {
                    result.use(file);
                }
            }
        }
        return new ArrayList<>(result.found);
    }

    private void declare(FileDescriptorProto file) {
        String name = file.getName();
        if (!BuiltInProtos.NAMES.contains(name)
                || JavaGenerator.isInRuntime(file)
                || asked.contains(name)) {
            return;
        }
        String scope = file.getPackage().isEmpty() ? "" : "." + file.getPackage();
        for (DescriptorProto message : file.getMessageTypeList()) {
            declare(message, scope, file);
        }
        for (EnumDescriptorProto type : file.getEnumTypeList()) {
            owners.put(scope + "." + type.getName(), file);
        }
    }

    private void declare(DescriptorProto message, String scope, FileDescriptorProto file) {
        String name = scope + "." + message.getName();
        owners.put(name, file);
        for (DescriptorProto nested : message.getNestedTypeList()) {
            declare(nested, name, file);
        }
        for (EnumDescriptorProto type : message.getEnumTypeList()) {
            owners.put(name + "." + type.getName(), file);
        }
    }

    private void use(FileDescriptorProto file) {
        file.getMessageTypeList().forEach(this::use);
        use(file.getExtensionList());
        for (ServiceDescriptorProto service : file.getServiceList()) {
            for (MethodDescriptorProto method : service.getMethodList()) {
                use(method.getInputType());
                use(method.getOutputType());
            }
        }
    }

    private void use(DescriptorProto message) {
        use(message.getFieldList());
        use(message.getExtensionList());
        message.getNestedTypeList().forEach(this::use);
    }

    private void use(List<FieldDescriptorProto> fields) {
        for (FieldDescriptorProto field : fields) {
            use(field.getTypeName());
            use(field.getExtendee());
        }
    }

    private void use(String type) {
        FileDescriptorProto file = owners.get(type);
        if (file != null && found.add(file.getName())) {
            use(file);
        }
    }
}
