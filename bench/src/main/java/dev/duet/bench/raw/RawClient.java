package dev.duet.bench.raw;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;

/// The raw client as a program. Prints one `name value` pair a line, or the reason why it failed.
@Command(
        name = "raw",
        mixinStandardHelpOptions = true,
        description = {
            "Opens CONNECTIONS x STREAMS bidi streams of bench.Echo by hand-made HTTP/2 frames,"
                    + " keeps one",
            "message of 16 bytes in flight on each, and checks every byte that comes back."
        })
public final class RawClient implements Callable<Integer> {
    @Option(
            names = "--port",
            required = true,
            description = "port of the server on the loopback interface")
    private int port;

    @Option(names = "--connections", defaultValue = "1")
    private int connections;

    @Option(names = "--streams", defaultValue = "100", description = "streams on each connection")
    private int streams;

    @Option(
            names = "--threads",
            description =
                    "selector threads; as many as processors, or connections if those are fewer")
    private Integer threads;

    @Option(
            names = "--stream-window",
            defaultValue = "1048576",
            description = "bytes, default ${DEFAULT-VALUE}")
    private int streamWindow;

    @Option(
            names = "--connection-window",
            defaultValue = "16777216",
            description = "bytes, default ${DEFAULT-VALUE}")
    private int connectionWindow;

    @Option(
            names = "--warm-up",
            defaultValue = "3",
            description = "seconds, default ${DEFAULT-VALUE}")
    private double warmUp;

    @Option(
            names = "--seconds",
            defaultValue = "5",
            description = "measured time, default ${DEFAULT-VALUE}")
    private double seconds;

    @Option(
            names = "--watch",
            description = "process id of the server, to report its processor time")
    private long watchedProcess;

    @Option(names = "--echo-only", description = "the server echoes bytes and speaks no HTTP/2")
    private boolean echoOnly;

    @Option(
            names = "--hold",
            description = "send one message on each stream, print `open`, do nothing until killed")
    private boolean hold;

    private RawClient() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new RawClient()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        ManyStreams.Plan plan =
                new ManyStreams.Plan(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                        echoOnly,
                        connections,
                        streams,
                        threads == null ? defaultThreads() : threads,
                        streamWindow,
                        connectionWindow,
                        duration(warmUp),
                        duration(seconds),
                        watchedProcess);
        try {
            if (hold) {
                ManyStreams.hold(plan);
                System.out.println("open");
                Thread.sleep(Long.MAX_VALUE);
            }
            ManyStreams.Result result = ManyStreams.run(plan);
            System.out.println("messages " + result.messages());
            System.out.printf(Locale.ROOT, "seconds %.3f%n", result.seconds());
            System.out.printf(Locale.ROOT, "messages-per-second %.0f%n", result.rate());
            System.out.printf(Locale.ROOT, "server-cpu-seconds %.2f%n", result.serverCpuSeconds());
            return 0;
        } catch (IOException e) {
            System.err.println("raw: " + e.getMessage());
            return 1;
        }
    }

    /// So that the client keeps no processor waiting where the server has work for all of them.
    private int defaultThreads() {
        return Math.min(connections, Runtime.getRuntime().availableProcessors());
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }
}
