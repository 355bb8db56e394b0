package dev.duet.compiler.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What is generated of a table of proto files that has every feature.
///
/// After a change that is meant, `mvn -pl compiler -am test -Dgolden=update -Dtest=GoldenFilesTest
/// -Dsurefire.failIfNoSpecifiedTests=false` writes the files anew: read the difference.
class GoldenFilesTest {
    private static final Path GOLDEN = Path.of("src/test/golden");
    private static final Path WELL_KNOWN = Path.of("../runtime/src/main/java");
    private static final boolean UPDATE = "update".equals(System.getProperty("golden"));
    private static final List<String> WELL_KNOWN_PROTOS =
            List.of(
                    "any",
                    "api",
                    "descriptor",
                    "duration",
                    "empty",
                    "field_mask",
                    "source_context",
                    "struct",
                    "timestamp",
                    "type",
                    "wrappers");

    static List<String> table() {
        return Generated.table();
    }

    @ParameterizedTest
    @MethodSource("table")
    void generatesTheGoldenFiles(String proto) throws IOException {
        Path folder = GOLDEN.resolve(proto.replace(".proto", ""));
        var sources = new TreeMap<>(Generated.of(proto).sources);
        if (proto.equals("chat.proto") || proto.equals("services.proto")) {
            sources.putAll(Generated.of(proto, "mode=service").sources);
            sources.putAll(Generated.of(proto, "mode=client").sources);
        }
        check(folder, sources);
    }

    @ParameterizedTest
    @MethodSource("table")
    void compilesWithoutAWarning(String proto) {
        assertThat(Generated.of(proto).classes()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("table")
    void givesTheSameBytesForTheSameInput(String proto) {
        assertThat(Generated.of(proto).sources).isEqualTo(Generated.of(proto).sources);
    }

    @Test
    void generatesTheWellKnownTypesOfTheRuntime() throws IOException {
        List<String> protos =
                WELL_KNOWN_PROTOS.stream()
                        .map(name -> "google/protobuf/" + name + ".proto")
                        .toList();
        check(WELL_KNOWN, Generated.of(Generated.PROTOS, protos, "well_known").sources);
    }

    private static void check(Path folder, Map<String, String> sources) throws IOException {
        for (var source : sources.entrySet()) {
            Path file = folder.resolve(source.getKey());
            if (UPDATE) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, source.getValue());
            }
            assertThat(file).exists();
            assertThat(Files.readString(file)).as(source.getKey()).isEqualTo(source.getValue());
        }
    }
}
