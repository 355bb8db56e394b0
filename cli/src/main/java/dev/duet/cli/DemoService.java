package dev.duet.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The service that the demo runs in the background. It never outlives the demo.
final class DemoService implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration WORD_LIMIT = Duration.ofMillis(500);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(20);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(10);

    private final Process process;
    private final Thread end;
    private final CountDownLatch spoken = new CountDownLatch(1);

    DemoService(Process process, Terminal terminal) {
        this.process = process;
        this.end = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(end);
        Thread.ofPlatform().daemon().name("duet-demo-output").start(() -> passOn(terminal));
    }

    private void passOn(Terminal terminal) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                terminal.println(line);
                spoken.countDown();
            }
        } catch (IOException e) {
            terminal.error("the service's output is lost: " + e.getMessage());
        }
    }

    /// Returns once something listens on this port of this machine, and has said so (or has had
    /// half a second to say it).
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
        spoken.await(WORD_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
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
