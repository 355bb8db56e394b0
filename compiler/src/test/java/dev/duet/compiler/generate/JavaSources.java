package dev.duet.compiler.generate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Compiles Java sources in memory, as strictly as the project compiles its own.
final class JavaSources {
    private JavaSources() {}

    /// Compiles sources, by path, to classes.
    ///
    /// @throws AssertionError with every error and warning of the compiler
    static ClassLoader compile(Map<String, String> sources) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var found = new DiagnosticCollector<JavaFileObject>();
        var classes = new HashMap<String, ByteArrayOutputStream>();
        List<JavaFileObject> units =
                sources.entrySet().stream()
                        .map(file -> source(file.getKey(), file.getValue()))
                        .toList();
        try (var files = new Memory(compiler.getStandardFileManager(found, null, null), classes)) {
            List<String> options =
                    List.of("-Xlint:all", "-Werror", "-proc:none", "--release", "25");
            if (!compiler.getTask(null, files, found, options, null, units).call()) {
                throw new AssertionError(describe(found.getDiagnostics()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ClassLoader(JavaSources.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                ByteArrayOutputStream bytes = classes.get(name);
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, bytes.toByteArray(), 0, bytes.size());
            }
        };
    }

    private static JavaFileObject source(String path, String text) {
        return SimpleJavaFileObject.forSource(URI.create("memory:///" + path), text);
    }

    private static String describe(List<Diagnostic<? extends JavaFileObject>> found) {
        var text = new StringBuilder();
        found.forEach(diagnostic -> text.append(diagnostic).append('\n'));
        return text.toString();
    }

    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes;

        Memory(JavaFileManager files, Map<String, ByteArrayOutputStream> classes) {
            super(files);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, Kind kind, FileObject sibling) {
            URI name = URI.create("memory:///" + className.replace('.', '/') + kind.extension);
            return new SimpleJavaFileObject(name, kind) {
                @Override
                public OutputStream openOutputStream() {
                    var bytes = new ByteArrayOutputStream();
                    classes.put(className, bytes);
                    return bytes;
                }
            };
        }
    }
}
