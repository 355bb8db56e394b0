package dev.duet.compiler.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.compiler.broken.BrokenCase;
import dev.duet.compiler.broken.BrokenTable;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// This compiler and the real protoc agree: on the descriptors of real files and of our own, source
/// info with them, and on which files are broken.
///
/// The build puts protoc and jars full of protos into `target/oracle`; the profile `oracle` adds
/// many more jars.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OracleTest {
    private static final Path ORACLE = Path.of("target", "oracle");
    private static final Path PROTOC = ORACLE.resolve("protoc.exe").toAbsolutePath();
    private static final Path ACCEPTED =
            Path.of("src", "test", "resources", "dev", "duet", "compiler", "accepted");

    private final List<Corpus> jars = new ArrayList<>();
    private final List<Path> roots = new ArrayList<>();
    private int compared;

    @TempDir Path folder;

    @BeforeAll
    void unpack() throws IOException {
        assertThat(PROTOC.toFile().setExecutable(true)).isTrue();
        for (Corpus corpus : Corpus.jars(ORACLE)) {
            jars.add(corpus);
            roots.add(corpus.directory());
        }
    }

    @AfterAll
    void report() {
        IO.println(compared + " files compared with protoc");
    }

    List<Corpus> jars() {
        return jars;
    }

    List<Corpus> folders() throws IOException {
        List<Corpus> folders = new ArrayList<>();
        try (Stream<Path> files = Files.list(ACCEPTED)) {
            for (Path file : files.sorted().toList()) {
                folders.add(Corpus.of(file, folder));
            }
        }
        return folders;
    }

    @ParameterizedTest
    @MethodSource("jars")
    void filesOfJarsGiveTheSameDescriptors(Corpus jar) throws Exception {
        compare(jar);
    }

    @ParameterizedTest
    @MethodSource("folders")
    void filesThatUseEveryFeatureGiveTheSameDescriptors(Corpus files) throws Exception {
        compare(files);
    }

    private void compare(Corpus corpus) throws IOException, InterruptedException {
        List<Path> paths = new ArrayList<>(List.of(corpus.directory()));
        paths.addAll(roots);

        List<String> differences = new OracleComparison(PROTOC, paths).differences(corpus.files());

        compared += corpus.files().size();
        assertThat(differences).isEmpty();
    }

    @Test
    void protocRejectsEveryBrokenProtoToo() throws Exception {
        List<String> accepted = new ArrayList<>();
        for (BrokenCase broken : BrokenTable.read()) {
            Path own = Files.createTempDirectory(folder, "case");
            broken.writeTo(own);
            List<Path> paths = new ArrayList<>(List.of(own));
            paths.addAll(roots);
            Protoc.Run run =
                    new Protoc(PROTOC, paths)
                            .run(List.of(BrokenCase.MAIN), "--descriptor_set_out=" + own + "/out");
            if (run.succeeded()) {
                accepted.add(broken.toString());
            }
        }

        assertThat(accepted).isEmpty();
    }
}
