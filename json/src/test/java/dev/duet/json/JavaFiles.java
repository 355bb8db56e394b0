package dev.duet.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

import javax.tools.ToolProvider;

/// Compiles Java files on the class path of the tests.
final class JavaFiles {
    private JavaFiles() {}

    static void compile(List<Path> sources, Path classes) throws IOException {
        String surefire = System.getProperty("surefire.test.class.path");
        String classPath = surefire == null ? System.getProperty("java.class.path") : surefire;
        List<String> options = List.of("-proc:none", "-cp", classPath, "-d", classes.toString());
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var units = files.getJavaFileObjectsFromPaths(sources);
            assertThat(compiler.getTask(said, files, null, options, null, units).call())
                    .as(said.toString())
                    .isTrue();
        }
    }
}
