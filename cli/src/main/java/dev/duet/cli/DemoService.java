package dev.duet.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The service that the demo runs in the background. It never outlives the demo.
final class DemoService implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(20);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(10);

    private final Process process;
    private final Thread end;

    DemoService(Process process) {
        this.process = process;
        this.end = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(end);
    }

    /// Returns once something listens on this port of this machine.
    void awaitListening(int port) throws InterruptedException {
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (!listens(port)) {
            if (process.waitFor(LOOK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                int code = process.exitValue();
                throw new Failure(
                        code == ExitCode.OK ? ExitCode.INTERNAL : code,
                        "the demo stops here: the service ended with " + code + ".");
            }
            if (System.nanoTime() > limit) {
                throw new Failure(
                        ExitCode.INTERNAL,
                        "the service did not listen on port " + port + " within 60 seconds.");
            }
        }
    }

    private static boolean listens(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Asks it to end, as Ctrl-C does, and waits until it has.
    void drain() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(DRAIN_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new Failure(ExitCode.INTERNAL, "the service did not end within 10 seconds.");
        }
    }

    @Override
    public void close() {
        process.destroy();
        Runtime.getRuntime().removeShutdownHook(end);
    }
}
