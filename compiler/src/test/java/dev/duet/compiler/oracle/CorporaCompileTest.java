package dev.duet.compiler.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorResponse;

import dev.duet.compiler.Compilation;
import dev.duet.compiler.ProtoCompiler;
import dev.duet.compiler.generate.JavaGenerator;
import dev.duet.proto.Message;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// What is generated for real files compiles without a warning, everything that they import with
/// it.
///
/// Each build does that for the smaller jars in `target/oracle`; the profile `oracle` for all.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorporaCompileTest {
    private static final Path ORACLE = Path.of("target", "oracle");
    private static final List<String> SAMPLE =
            List.of("opentelemetry-proto", "proto-google-common-protos", "protobuf-java");

    private final List<Corpus> jars = new ArrayList<>();
    private final List<Path> roots = new ArrayList<>();
    private int protos;
    private int sources;

    @TempDir Path folder;

    @BeforeAll
    void unpack() throws IOException {
        for (Corpus corpus : Corpus.jars(ORACLE)) {
            jars.add(corpus);
            roots.add(corpus.directory());
        }
    }

    @AfterAll
    void report() {
        IO.println(sources + " Java files of " + protos + " protos compiled");
    }

    List<Corpus> corpora() {
        boolean all = Boolean.getBoolean("duet.corpora.all");
        return jars.stream()
                .filter(jar -> all || SAMPLE.stream().anyMatch(jar.name()::startsWith))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("corpora")
    void generatedCodeOfJarsCompilesWithoutAWarning(Corpus jar) throws IOException {
        List<Path> paths = new ArrayList<>(List.of(jar.directory()));
        paths.addAll(roots);
        List<Path> written = generate(new ProtoCompiler(paths), jar.files());

        assertThat(warnings(written)).isEmpty();
        protos += jar.files().size();
        sources += written.size();
    }

    private List<Path> generate(ProtoCompiler compiler, List<String> names) throws IOException {
        Compilation alone = compiler.compile(names);
        assertThat(alone.diagnostics()).filteredOn(d -> d.isError()).isEmpty();
        List<String> all =
                alone.files().stream()
                        .map(FileDescriptorProto::getName)
                        .filter(name -> names.contains(name) || !isBuiltIn(name))
                        .toList();
        CodeGeneratorResponse response = JavaGenerator.generate(compiler.compile(all).request(""));
        assertThat(response.getError()).isEmpty();
        List<Path> written = new ArrayList<>();
        for (CodeGeneratorResponse.File file : response.getFileList()) {
            Path target = folder.resolve("java").resolve(file.getName());
            Files.createDirectories(target.getParent());
            written.add(Files.writeString(target, file.getContent()));
        }
        return written;
    }

    /// The runtime has these.
    private static boolean isBuiltIn(String name) {
        return name.startsWith("google/protobuf/");
    }

    private List<String> warnings(List<Path> files) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var found = new DiagnosticCollector<JavaFileObject>();
        String runtime = Path.of(location(Message.class)).toString();
        Path classes = Files.createTempDirectory(folder, "classes");
        List<String> options =
                List.of(
                        "-Xlint:all",
                        "-Werror",
                        "-proc:none",
                        "--release",
                        "25",
                        "-implicit:none",
                        "-cp",
                        runtime,
                        "-d",
                        classes.toString());
        List<String> lines = new ArrayList<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(found, null, null)) {
            boolean done =
                    compiler.getTask(
                                    null,
                                    manager,
                                    found,
                                    options,
                                    null,
                                    manager.getJavaFileObjectsFromPaths(files))
                            .call();
            found.getDiagnostics().forEach(d -> lines.add(d.toString()));
            if (!done && lines.isEmpty()) {
                lines.add("the compiler failed");
            }
        }
        return lines;
    }

    private static String location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }
}
