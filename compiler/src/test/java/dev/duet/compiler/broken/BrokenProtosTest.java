package dev.duet.compiler.broken;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Every broken proto of the tables gets the messages that the tables have, at their positions.
///
/// `-Dduet.update=true` writes what is said into the tables.
class BrokenProtosTest {
    @TempDir Path folder;

    static List<BrokenCase> cases() throws IOException {
        return BrokenTable.read();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void says(BrokenCase broken) throws IOException {
        broken.writeTo(folder);

        List<String> said = BrokenCase.compile(folder);

        if (!Boolean.getBoolean("duet.update")) {
            assertThat(said).isEqualTo(broken.expected());
        }
        assertThat(said).anyMatch(line -> !line.contains(": warning: "));
    }

    @Test
    void thereAreHundreds() throws IOException {
        List<BrokenCase> cases = cases();
        if (Boolean.getBoolean("duet.update")) {
            Map<BrokenCase, List<String>> said = new LinkedHashMap<>();
            for (BrokenCase broken : cases) {
                Path own = Files.createTempDirectory(folder, "case");
                broken.writeTo(own);
                said.put(broken, BrokenCase.compile(own));
            }
            BrokenTable.write(said);
        }
        assertThat(cases).hasSizeGreaterThan(530);
    }
}
