package dev.duet.bench.run;

import dev.duet.bench.raw.OneCall;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Milliseconds from the start of a process to the first answered unary call.
///
/// @param what what runs in that process
public record FirstAnswerLoad(What what) implements ProcessLoad {
    /// What runs in the process.
    public enum What {
        /// The server. The client is part of this program and warm.
        SERVER,
        /// The server and the client of the same library.
        PAIR
    }

    private static final String ANSWERED = "answered";
    private static final double SECONDS = 1;

    @Override
    public double seconds(double effort) {
        return SECONDS;
    }

    /// Warms up the client, and the system's memory of the files.
    @Override
    public void prepare(Contender contender, Path home) throws InterruptedException {
        measure(contender, home);
    }

    @Override
    public Measurement measure(Contender contender, Path home) throws InterruptedException {
        try {
            return switch (what) {
                case SERVER -> server(contender, home);
                case PAIR -> pair(contender, home);
            };
        } catch (IOException e) {
            throw new MeasurementException(contender.name() + ": " + e.getMessage(), e);
        }
    }

    private static Measurement server(Contender contender, Path home) throws IOException {
        long start = System.nanoTime();
        try (RunningServer server = RunningServer.start(contender, home)) {
            OneCall.unary(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            double millis = (System.nanoTime() - start) / 1e6;
            return new Measurement(millis, server.cpuSeconds() * 1e6, server.residentMib());
        }
    }

    private static Measurement pair(Contender contender, Path home)
            throws IOException, InterruptedException {
        ProcessBuilder program =
                new ProcessBuilder(contender.pair().orElseThrow().command(home))
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        long start = System.nanoTime();
        Process process = program.start();
        String line = process.inputReader(StandardCharsets.UTF_8).readLine();
        double millis = (System.nanoTime() - start) / 1e6;
        ProcessUse use = ProcessUse.of(process.pid());
        process.destroyForcibly();
        process.waitFor();
        if (!ANSWERED.equals(line)) {
            throw new MeasurementException(contender.name() + " got no answer: " + line);
        }
        return new Measurement(millis, use.cpuSeconds() * 1e6, use.residentMib());
    }
}
