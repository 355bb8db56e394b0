package dev.duet.compiler;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;

import dev.duet.compiler.generate.JavaGenerator;
import dev.duet.compiler.link.DescriptorWriter;
import dev.duet.compiler.link.SourceFinder;
import dev.duet.compiler.link.Workspace;
import dev.duet.compiler.model.OptionNumbers;
import dev.duet.compiler.model.OptionStatement;
import dev.duet.compiler.model.OptionValues.Entry;
import dev.duet.compiler.model.ProtoFile;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Turns `.proto` files into descriptors, with every error that protoc would find.
///
/// Names are relative to one of the proto paths, with `/` between the parts, as in an `import`. The
/// first proto path that has the file wins. The `google/protobuf` files need no path: they are
/// built in, unless a proto path has them too.
///
/// An instance may be used from several threads and many times; it keeps nothing between calls.
public final class ProtoCompiler {
    private final List<Path> protoPaths;

    /// A compiler that looks for files in these directories, in this order.
    public ProtoCompiler(List<Path> protoPaths) {
        this.protoPaths = List.copyOf(protoPaths);
    }

    /// Compiles the files with these names and all they import.
    public Compilation compile(List<String> names) {
        return compile(names, false);
    }

    /// Compiles files.
    ///
    /// @param checkPackages whether a `java_package` that cannot be one is an error; to protoc it
    ///   is a text like any other
    Compilation compile(List<String> names, boolean checkPackages) {
        var finder = new SourceFinder(protoPaths);
        var workspace = new Workspace(finder);
        workspace.add(names);
        if (checkPackages) {
            workspace.files().forEach(ProtoCompiler::checkPackage);
        }
        List<Diagnostic> diagnostics = workspace.diagnostics();
        for (Diagnostic diagnostic : diagnostics) {
            if (diagnostic.isError()) {
                return new Compilation(List.of(), names, diagnostics, finder.lookedAt());
            }
        }
        List<FileDescriptorProto> files = new ArrayList<>();
        for (ProtoFile file : workspace.files()) {
            files.add(DescriptorWriter.write(file));
        }
        return new Compilation(files, names, diagnostics, finder.lookedAt());
    }

    private static void checkPackage(ProtoFile file) {
        Entry option =
                file.optionValues == null
                        ? null
                        : file.optionValues.last(OptionNumbers.JAVA_PACKAGE);
        if (option == null) {
            return;
        }
        String name = new String(option.bytes(), StandardCharsets.UTF_8);
        if (!JavaGenerator.isPackage(name)) {
            int at = -1;
            for (OptionStatement statement : file.options) {
                at = statement.is("java_package") ? statement.valueAt() : at;
            }
            file.problems.error(at, "java_package \"" + name + "\" is not a Java package");
        }
    }

    /// The directories where files are looked for.
    public List<Path> protoPaths() {
        return protoPaths;
    }
}
