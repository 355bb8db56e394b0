package dev.duet.compiler.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.compiler.broken.BrokenCase;
import dev.duet.compiler.broken.BrokenTable;
import dev.duet.compiler.link.BuiltInProtos;

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

    /// Those of the protos built in that do not come in a jar. We find them without.
    private static final Path BUILT_IN = Path.of("src", "main", "resources");

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

    @Test
    void protosBuiltInNeedNoProtoPath() throws Exception {
        List<Path> paths = new ArrayList<>(roots);
        paths.add(BUILT_IN);
        List<String> names = BuiltInProtos.NAMES;

        assertThat(new OracleComparison(PROTOC, List.of(), paths).differences(names)).isEmpty();
        assertThat(names).containsAll(Corpus.of(BUILT_IN, folder).files());
        compared += names.size();
    }

    private void compare(Corpus corpus) throws IOException, InterruptedException {
        List<Path> paths = new ArrayList<>(List.of(corpus.directory()));
        paths.addAll(roots);

        List<String> differences =
                new OracleComparison(PROTOC, paths, List.of(BUILT_IN)).differences(corpus.files());

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
            paths.add(BUILT_IN);
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
