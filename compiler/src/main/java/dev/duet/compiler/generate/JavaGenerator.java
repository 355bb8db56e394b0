package dev.duet.compiler.generate;

import com.google.protobuf.DescriptorProtos.Edition;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorRequest;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorResponse;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorResponse.Feature;

/// Generates Java from descriptors: the protoc plugin, as a function.
///
/// The plugin parameter is a list of `name=value` with commas between: `java_package` overrides the
/// package of everything generated; `mode=service` or `mode=client` adds a service ready to edit,
/// or a sample client.
public final class JavaGenerator {
    private JavaGenerator() {}

    /// Returns the first line of what is generated of a proto file.
    ///
    /// @param protoName the file's name
    /// @return the line, without its end
    public static String header(String protoName) {
        return FileGenerator.GENERATED_MARK
                + " from "
                + protoName
                + ". Do not edit: edit that file.";
    }

    /// Whether a name can be that of a Java package; of what is in no package, it is empty.
    public static boolean isPackage(String name) {
        return name.isEmpty() || Options.isPackage(name);
    }

    /// Whether the runtime has the classes of a file: nothing is generated of it.
    public static boolean isInRuntime(FileDescriptorProto file) {
        return file.getPackage().equals("google.protobuf")
                && file.getName().startsWith("google/protobuf/");
    }

    /// Generates the files asked for.
    ///
    /// @param request the descriptors, imports included, and the parameter
    /// @return the Java files, or an error for people
    public static CodeGeneratorResponse generate(CodeGeneratorRequest request) {
        var response =
                CodeGeneratorResponse.newBuilder()
                        .setSupportedFeatures(
                                Feature.FEATURE_PROTO3_OPTIONAL_VALUE
                                        | Feature.FEATURE_SUPPORTS_EDITIONS_VALUE)
                        .setMinimumEdition(Edition.EDITION_PROTO2_VALUE)
                        .setMaximumEdition(Edition.EDITION_2024_VALUE);
        try {
            Options options = Options.parse(request.getParameter());
            Schema schema = Schema.of(request.getProtoFileList(), options);
            for (String name : request.getFileToGenerateList()) {
                for (JavaFile file : FileGenerator.generate(schema.file(name), schema, options)) {
                    response.addFile(
                            CodeGeneratorResponse.File.newBuilder()
                                    .setName(file.path())
                                    .setContent(file.text()));
                }
            }
        } catch (IllegalArgumentException e) {
            return response.clearFile().setError(e.getMessage()).build();
        }
        return response.build();
    }
}
