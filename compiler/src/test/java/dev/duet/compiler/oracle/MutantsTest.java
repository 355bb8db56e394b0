package dev.duet.compiler.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.compiler.Compilation;
import dev.duet.compiler.Diagnostic;
import dev.duet.compiler.ProtoCompiler;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Of files that are almost right, this compiler and protoc accept the same ones, with the same
/// descriptors. A few hundred in each build, many more in the profile `oracle`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutantsTest {
    private static final Path PROTOC = Path.of("target", "oracle", "protoc.exe").toAbsolutePath();
    private static final Path RESOURCES = Path.of("src", "test", "resources");

    /// Those of the protos built in that do not come in a jar.
    private static final Path BUILT_IN = Path.of("src", "main", "resources");

    private static final long SEED = 20_261_122;

    private final List<Path> seeds = new ArrayList<>();
    private Path unpacked;

    @TempDir Path folder;

    @BeforeAll
    void find() throws IOException {
        assertThat(PROTOC.toFile().setExecutable(true)).isTrue();
        for (Corpus jar : Corpus.jars(PROTOC.getParent())) {
            if (jar.name().startsWith("protobuf-java")) {
                unpacked = jar.directory();
            }
        }
        for (String place : List.of("dev/duet/compiler/accepted", "generate")) {
            try (Stream<Path> files = Files.walk(RESOURCES.resolve(place))) {
                files.filter(file -> file.toString().endsWith(".proto"))
                        .filter(file -> file.toFile().length() < 6000)
                        .sorted()
                        .forEach(seeds::add);
            }
        }
    }

    @Test
    void bothAcceptTheSameFilesWithTheSameDescriptors() throws Exception {
        int count = Boolean.getBoolean("duet.corpora.all") ? 10_000 : 400;
        var random = new Random(SEED);
        var mutants = new Mutants(SEED);
        List<String> differences = new ArrayList<>();
        int accepted = 0;
        for (int i = 0; i < count; i++) {
            Path seed = seeds.get(random.nextInt(seeds.size()));
            String text = mutants.of(Files.readString(seed));
            Files.writeString(folder.resolve("mutant.proto"), text);
            List<Path> paths = List.of(folder, seed.getParent(), unpacked, BUILT_IN);
            Outcome outcome = compare(paths);
            if (outcome == Outcome.DIFFERENT) {
                differences.add("of " + seed + ":\n" + text);
            }
            accepted += outcome == Outcome.ACCEPTED ? 1 : 0;
        }

        assertThat(differences).isEmpty();
        assertThat(accepted).isGreaterThan(count / 20);
    }

    /// What both made of a file.
    private enum Outcome {
        ACCEPTED,
        REJECTED,
        DIFFERENT
    }

    private Outcome compare(List<Path> paths) throws IOException, InterruptedException {
        List<String> names = List.of("mutant.proto");
        Protoc.Run run =
                new Protoc(PROTOC, paths)
                        .run(names, "--descriptor_set_out=" + folder.resolve("mutant.binpb"));
        Compilation compilation = new ProtoCompiler(paths).compile(names);
        boolean accepted = compilation.diagnostics().stream().noneMatch(Diagnostic::isError);
        if (!accepted && !run.succeeded()) {
            return Outcome.REJECTED;
        }
        boolean same =
                accepted == run.succeeded()
                        && new OracleComparison(PROTOC, paths).differences(names).isEmpty();
        return same ? Outcome.ACCEPTED : Outcome.DIFFERENT;
    }
}
