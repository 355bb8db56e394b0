package dev.duet.fuzz;

import com.google.protobuf.compiler.PluginProtos.CodeGeneratorResponse;
import com.sun.source.util.JavacTask;

import dev.duet.compiler.Compilation;
import dev.duet.compiler.ProtoCompiler;
import dev.duet.compiler.generate.JavaGenerator;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Whatever a proto file says, the compiler reports what is wrong with it; if nothing is, Java is
/// generated that can be parsed.
public final class CompileProtoFile {
    private static final String NAME = "fuzz.proto";
    private static final Path FOLDER = folder();
    private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

    private CompileProtoFile() {}

    /// Called by Jazzer with the file's text.
    public static void fuzzerTestOneInput(byte[] text) throws IOException {
        Files.write(FOLDER.resolve(NAME), text);
        Compilation compilation = new ProtoCompiler(List.of(FOLDER)).compile(List.of(NAME));
        compilation.diagnostics().forEach(Object::toString);
        if (compilation.succeeded()) {
            CodeGeneratorResponse response = JavaGenerator.generate(compilation.request(""));
            // An error is a package that is none in Java, for example; and of a file that defines
            // nothing, nothing is generated.
            if (response.getError().isEmpty() && response.getFileCount() > 0) {
                parse(response);
            }
        }
    }

    private static void parse(CodeGeneratorResponse response) throws IOException {
        var found = new DiagnosticCollector<JavaFileObject>();
        List<JavaFileObject> sources =
                response.getFileList().stream().map(CompileProtoFile::source).toList();
        List<String> options = List.of("-proc:none");
        var task = (JavacTask) JAVAC.getTask(null, null, found, options, null, sources);
        task.parse();
        if (!found.getDiagnostics().isEmpty()) {
            throw new IllegalStateException(found.getDiagnostics().toString());
        }
    }

    private static JavaFileObject source(CodeGeneratorResponse.File file) {
        URI name = URI.create("memory:///" + file.getName());
        return SimpleJavaFileObject.forSource(name, file.getContent());
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("duet-fuzz");
            folder.toFile().deleteOnExit();
            folder.resolve(NAME).toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
