package dev.duet.bench.raw;

import dev.duet.bench.load.ProcessStats;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Many streams with one message in flight on each: the load of the raw client, measured over a
/// stretch of time after a warm-up.
public final class ManyStreams {
    private static final Duration FINISHING = Duration.ofSeconds(20);
    private static final Duration OPENING = Duration.ofSeconds(60);
    private static final Duration POLLING = Duration.ofMillis(20);

    /// What to do.
    ///
    /// @param server where the server listens
    /// @param echoOnly true if the server merely echoes bytes, without HTTP/2
    /// @param connections how many connections
    /// @param streams how many streams on each connection
    /// @param threads among how many threads the connections are divided
    /// @param streamWindow receive window of each stream, in bytes
    /// @param connectionWindow receive window of each connection, in bytes
    /// @param warmUp how long the load runs before the measured time
    /// @param measured how long it is measured
    /// @param watchedProcess process whose processor time is read around the measured time, 0 for
    ///   none
    public record Plan(
            InetSocketAddress server,
            boolean echoOnly,
            int connections,
            int streams,
            int threads,
            int streamWindow,
            int connectionWindow,
            Duration warmUp,
            Duration measured,
            long watchedProcess) {}

    /// What came of it.
    ///
    /// @param messages echoes in the measured time
    /// @param seconds the measured time, as it really was
    /// @param serverCpuSeconds processor time of the watched process meanwhile, 0 without one
    public record Result(long messages, double seconds, double serverCpuSeconds) {
        /// Echoes a second.
        public double rate() {
            return messages / seconds;
        }
    }

    private ManyStreams() {}

    /// Opens the streams, sends one message on each and leaves them idle. Returns when all have
    /// been answered; from then on nobody looks after them, they just stay open.
    ///
    /// @throws IOException if the server does not answer them all
    public static void hold(Plan plan) throws IOException, InterruptedException {
        List<RawLoop> loops = connect(plan, 1);
        loops.forEach(loop -> Thread.ofPlatform().daemon().name("raw").start(loop));
        awaitOpen(plan, loops);
    }

    /// Waits until as many messages have come back as there are streams.
    private static void awaitOpen(Plan plan, List<RawLoop> loops)
            throws IOException, InterruptedException {
        long wanted = (long) plan.connections * plan.streams;
        long deadline = System.nanoTime() + OPENING.toNanos();
        while (sum(loops) < wanted) {
            check(loops);
            if (System.nanoTime() > deadline) {
                throw new IOException(sum(loops) + " of " + wanted + " streams were answered");
            }
            Thread.sleep(POLLING);
        }
    }

    /// Runs the load to its end: after the measured time every stream is ended properly and its
    /// trailers are awaited.
    ///
    /// @throws IOException if the server does anything but echo: changes a message, ends a stream
    ///   or a connection, or falls silent
    public static Result run(Plan plan) throws IOException, InterruptedException {
        List<RawLoop> loops = connect(plan, Long.MAX_VALUE);
        List<Thread> threads = new ArrayList<>();
        for (RawLoop loop : loops) {
            threads.add(Thread.ofPlatform().daemon().name("raw-" + threads.size()).start(loop));
        }
        Result result = measure(plan, loops);
        loops.forEach(RawLoop::finish);
        for (Thread thread : threads) {
            if (!thread.join(FINISHING)) {
                check(loops);
                throw new IOException("some streams did not end within " + FINISHING);
            }
        }
        check(loops);
        return result;
    }

    private static List<RawLoop> connect(Plan plan, long messages) throws IOException {
        RawConnection.Setup setup =
                new RawConnection.Setup(
                        plan.echoOnly ? RawConnection.Mode.ECHO : RawConnection.Mode.GRPC,
                        "localhost:" + plan.server.getPort(),
                        "/bench.Echo/Bidi",
                        plan.streams,
                        messages,
                        plan.streamWindow,
                        plan.connectionWindow);
        List<RawLoop> loops = new ArrayList<>();
        for (int i = 0; i < plan.threads; i++) {
            loops.add(new RawLoop());
        }
        for (int i = 0; i < plan.connections; i++) {
            loops.get(i % plan.threads).connect(plan.server, setup);
        }
        return loops;
    }

    private static Result measure(Plan plan, List<RawLoop> loops)
            throws IOException, InterruptedException {
        awaitOpen(plan, loops);
        Thread.sleep(plan.warmUp);
        check(loops);
        double cpuBefore = cpu(plan);
        long before = sum(loops);
        long start = System.nanoTime();
        Thread.sleep(plan.measured);
        long messages = sum(loops) - before;
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = cpu(plan) - cpuBefore;
        check(loops);
        if (messages == 0) {
            throw new IOException("not one message came back");
        }
        return new Result(messages, seconds, cpuSeconds);
    }

    private static double cpu(Plan plan) throws IOException {
        return plan.watchedProcess == 0 ? 0 : ProcessStats.cpuSeconds(plan.watchedProcess);
    }

    private static long sum(List<RawLoop> loops) {
        return loops.stream().mapToLong(RawLoop::echoes).sum();
    }

    private static void check(List<RawLoop> loops) throws IOException {
        for (RawLoop loop : loops) {
            if (loop.failure() != null) {
                throw new IOException(loop.failure().getMessage(), loop.failure());
            }
        }
    }
}
