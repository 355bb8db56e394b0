package dev.duet.bench.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Idle streams that a raw client holds open in a process of its own, until closed.
final class HeldStreams implements AutoCloseable {
    private static final JavaProgram CLIENT = JavaProgram.of(".", "dev.duet.bench.raw.RawClient");

    private final Process client;

    private HeldStreams(Process client) {
        this.client = client;
    }

    /// Returns when every stream has had its answer.
    ///
    /// @throws MeasurementException if the server did not answer all of them
    static HeldStreams open(RunningServer server, int connections, int streams)
            throws InterruptedException {
        List<String> words =
                CLIENT.command(
                        server.home(),
                        "--hold",
                        "--port",
                        Integer.toString(server.port()),
                        "--connections",
                        Integer.toString(connections),
                        "--streams",
                        Integer.toString(streams));
        Path complaints = server.home().resolve("target/logs/held-streams.log");
        try {
            Process client = new ProcessBuilder(words).redirectError(complaints.toFile()).start();
            Runtime.getRuntime().addShutdownHook(new Thread(client::destroyForcibly));
            BufferedReader output = client.inputReader(StandardCharsets.UTF_8);
            if (!"open".equals(output.readLine())) {
                client.waitFor();
                throw new MeasurementException(Files.readString(complaints).strip());
            }
            return new HeldStreams(client);
        } catch (IOException e) {
            throw new MeasurementException("cannot hold streams: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        client.destroyForcibly();
        client.onExit().join();
    }
}
