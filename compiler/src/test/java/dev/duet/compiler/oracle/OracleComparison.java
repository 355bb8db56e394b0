package dev.duet.compiler.oracle;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;

import dev.duet.compiler.Compilation;
import dev.duet.compiler.Diagnostic;
import dev.duet.compiler.ProtoCompiler;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Compiles files with protoc and with this compiler and tells where the descriptors differ.
final class OracleComparison {
    private final Protoc protoc;
    private final ProtoCompiler compiler;

    OracleComparison(Path executable, List<Path> protoPaths) {
        this(executable, protoPaths, List.of());
    }

    /// A comparison for which only protoc looks into some more proto paths.
    OracleComparison(Path executable, List<Path> protoPaths, List<Path> protocPaths) {
        List<Path> all = new ArrayList<>(protoPaths);
        all.addAll(protocPaths);
        this.protoc = new Protoc(executable, all);
        this.compiler = new ProtoCompiler(protoPaths);
    }

    /// A line per file that differs, or per error.
    List<String> differences(List<String> names) throws IOException, InterruptedException {
        FileDescriptorSet expected = protoc.descriptors(names);
        Compilation compilation = compiler.compile(names);
        List<String> differences = new ArrayList<>();
        for (Diagnostic diagnostic : compilation.diagnostics()) {
            if (diagnostic.isError()) {
                differences.add(diagnostic.render(false));
            }
        }
        if (!differences.isEmpty()) {
            return differences;
        }
        Map<String, FileDescriptorProto> ours = new HashMap<>();
        for (FileDescriptorProto file : compilation.files()) {
            ours.put(file.getName(), file);
        }
        for (FileDescriptorProto file : expected.getFileList()) {
            FileDescriptorProto mine = ours.get(file.getName());
            if (!file.equals(mine)) {
                differences.add(file.getName() + ": " + firstDifference(file, mine));
            }
        }
        return differences;
    }

    private static String firstDifference(FileDescriptorProto expected, FileDescriptorProto ours) {
        String[] left = expected.toString().split("\n");
        String[] right = ours.toString().split("\n");
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            if (!left[i].equals(right[i])) {
                int from = Math.max(0, i - 6);
                return "line "
                        + i
                        + "\n  protoc: "
                        + String.join(
                                " ", List.of(left).subList(from, Math.min(left.length, i + 6)))
                        + "\n  ours:   "
                        + String.join(
                                " ", List.of(right).subList(from, Math.min(right.length, i + 6)));
            }
        }
        return "lengths " + left.length + " and " + right.length;
    }
}
