package dev.duet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.internal.http2.Limits;
import dev.duet.testing.PlainHttpServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// The server role against h2spec, all 146 cases, of which none is left out.
///
/// h2spec is a program; a Maven artifact carries it for the systems that it was built for.
class H2SpecTest {
    private static final int TAR_HEADER = 512;
    private static final int TAR_SIZE = 124;
    private static final int TAR_SIZE_DIGITS = 11;

    @TempDir private Path folder;

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void everyCasePasses() throws Exception {
        Path program = unpack();
        Path output = folder.resolve("output");
        try (PlainHttpServer server = PlainHttpServer.start(Limits.DEFAULT)) {
            int exit =
                    new ProcessBuilder(
                                    program.toString(),
                                    "--strict",
                                    "--host",
                                    "localhost",
                                    "--port",
                                    Integer.toString(server.port()))
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start()
                            .waitFor();
            String said = Files.readString(output);
            assertThat(said).contains("146 tests, 146 passed, 0 skipped, 0 failed");
            assertThat(exit).as(said).isZero();
        }
    }

    /// Takes the only file out of the archive.
    private Path unpack() throws IOException {
        String archive = "/h2spec/2.2.0/h2spec_linux_amd64.tar.gz";
        try (InputStream packed = getClass().getResourceAsStream(archive);
                InputStream tar = new GZIPInputStream(packed)) {
            byte[] header = tar.readNBytes(TAR_HEADER);
            String size = new String(header, TAR_SIZE, TAR_SIZE_DIGITS, StandardCharsets.US_ASCII);
            Path program = folder.resolve("h2spec");
            Files.write(program, tar.readNBytes(Integer.parseInt(size, 8)));
            assertThat(program.toFile().setExecutable(true)).isTrue();
            return program;
        }
    }
}
