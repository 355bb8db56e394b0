package dev.duet.compiler;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;

import dev.duet.compiler.link.DescriptorWriter;
import dev.duet.compiler.link.SourceFinder;
import dev.duet.compiler.link.Workspace;
import dev.duet.compiler.model.ProtoFile;

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
        var finder = new SourceFinder(protoPaths);
        var workspace = new Workspace(finder);
        workspace.add(names);
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

    /// The directories where files are looked for.
    public List<Path> protoPaths() {
        return protoPaths;
    }
}
