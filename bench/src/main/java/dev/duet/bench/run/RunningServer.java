package dev.duet.bench.run;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A contender's process, from its start until it is closed.
public final class RunningServer implements AutoCloseable {
    private static final String LISTENING = "listening on ";
    private static final long KILL_AFTER_SECONDS = 5;

    private final Contender contender;
    private final Path home;
    private final Process process;
    private final int port;
    private double pace;

    private RunningServer(Contender contender, Path home, Process process, int port) {
        this.contender = contender;
        this.home = home;
        this.process = process;
        this.port = port;
    }

    /// Starts the server on a free port of the loopback interface and waits until it listens.
    ///
    /// @param home the `bench` directory
    public static RunningServer start(Contender contender, Path home) {
        return start(contender, home, List.of());
    }

    /// The same with further options for the JVM.
    static RunningServer start(Contender contender, Path home, List<String> options) {
        try {
            Process process =
                    new ProcessBuilder(contender.server().with(options).command(home, "0"))
                            .redirectError(log(contender, home))
                            .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new RunningServer(contender, home, process, readPort(contender, process));
        } catch (IOException e) {
            throw new MeasurementException(
                    "cannot start " + contender.name() + ": " + e.getMessage(), e);
        }
    }

    /// Where a server's complaints go; some print a stack trace for every call that fails.
    private static File log(Contender contender, Path home) throws IOException {
        Path directory = Files.createDirectories(home.resolve("target/logs"));
        return directory.resolve(contender.name().replaceAll("\\W", "-") + ".log").toFile();
    }

    private static int readPort(Contender contender, Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(LISTENING)) {
                Thread.ofVirtual().start(() -> output.lines().forEach(ignored -> {}));
                return Integer.parseInt(line.substring(LISTENING.length()).strip());
            }
        }
        throw new MeasurementException(contender.name() + " ended without listening");
    }

    public Contender contender() {
        return contender;
    }

    /// The `bench` directory.
    Path home() {
        return home;
    }

    public int port() {
        return port;
    }

    public long process() {
        return process.pid();
    }

    /// Calls a second that the last client saw, 0 if there was none yet.
    double pace() {
        return pace;
    }

    /// Remembers a client's rate for the next one.
    void pace(double callsPerSecond) {
        pace = callsPerSecond;
    }

    /// Processor seconds that the server has used since its start.
    public double cpuSeconds() {
        return use().cpuSeconds();
    }

    /// Resident memory of the server in MiB.
    public double residentMib() {
        return use().residentMib();
    }

    private ProcessUse use() {
        try {
            return ProcessUse.of(process.pid());
        } catch (IOException e) {
            throw new UncheckedIOException(contender.name() + " is gone", e);
        }
    }

    /// Ends the process.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(KILL_AFTER_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
