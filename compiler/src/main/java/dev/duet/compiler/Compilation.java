package dev.duet.compiler;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorRequest;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What [ProtoCompiler] made of its input. Immutable.
///
/// @param files the files asked for and everything they import, each after its imports; empty if
///   there are errors
/// @param generated the names of the files that were asked for, in the order asked
/// @param diagnostics errors and warnings, file by file, in the order of the text
/// @param lookedAt every file and jar that was looked for, whether it was there or not: what the
///   result depends on
public record Compilation(
        List<FileDescriptorProto> files,
        List<String> generated,
        List<Diagnostic> diagnostics,
        Set<Path> lookedAt) {

    /// Copies the collections.
    public Compilation {
        files = List.copyOf(files);
        generated = List.copyOf(generated);
        diagnostics = List.copyOf(diagnostics);
        lookedAt = Set.copyOf(lookedAt);
    }

    /// Whether there is no error among the diagnostics.
    public boolean succeeded() {
        for (Diagnostic diagnostic : diagnostics) {
            if (diagnostic.isError()) {
                return false;
            }
        }
        return true;
    }

    /// The files as a descriptor set, as `protoc --descriptor_set_out` writes it.
    ///
    /// @param includeImports whether the imported files are in it too
    /// @param includeSourceInfo whether positions and comments are in it
    public FileDescriptorSet descriptorSet(boolean includeImports, boolean includeSourceInfo) {
        Set<String> asked = new HashSet<>(generated);
        var set = FileDescriptorSet.newBuilder();
        for (FileDescriptorProto file : files) {
            if (includeImports || asked.contains(file.getName())) {
                set.addFile(includeSourceInfo ? file : withoutSourceInfo(file));
            }
        }
        return set.build();
    }

    /// The request that a code generator gets: all files, source info with them.
    ///
    /// @param parameter the generator's options, `name=value` with commas between
    public CodeGeneratorRequest request(String parameter) {
        return CodeGeneratorRequest.newBuilder()
                .addAllFileToGenerate(generated)
                .setParameter(parameter)
                .addAllProtoFile(files)
                .build();
    }

    private static FileDescriptorProto withoutSourceInfo(FileDescriptorProto file) {
        return file.toBuilder().clearSourceCodeInfo().build();
    }
}
