package dev.duet.bench.load;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// Unary calls at a fixed rate, whether or not earlier ones have been answered. The time of each
/// counts from when it was due, not from when it was made: a client that falls behind because the
/// server is slow must not hide that (coordinated omission).
final class FixedRate {
    private static final int MAX_OPEN_CALLS = 20_000;
    private static final long ENDING_SECONDS = 20;
    private static final int DIGITS = 3;
    private static final double MICROS = 1e-3;

    private final Recorder recorder = new Recorder(DIGITS);
    private final Semaphore openCalls = new Semaphore(MAX_OPEN_CALLS);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final EchoClient client;

    private FixedRate(EchoClient client) {
        this.client = client;
    }

    /// Calls at that rate and prints percentiles in microseconds.
    static void run(EchoClient client, double callsPerSecond, Stretch stretch)
            throws InterruptedException {
        FixedRate run = new FixedRate(client);
        run.calls(callsPerSecond, stretch.warmUpSeconds());
        run.recorder.reset();
        long start = System.nanoTime();
        double cpuBefore = stretch.serverCpuSeconds();
        run.calls(callsPerSecond, stretch.seconds());
        double cpuSeconds = stretch.serverCpuSeconds() - cpuBefore;
        double elapsed = (System.nanoTime() - start) / 1e9;
        Histogram times = run.recorder.getIntervalHistogram();
        Output.print("messages", times.getTotalCount());
        Output.print("seconds", elapsed);
        Output.print("messages-per-second", times.getTotalCount() / elapsed);
        Output.print("server-cpu-seconds", cpuSeconds);
        Output.print("p50-micros", times.getValueAtPercentile(50) * MICROS);
        Output.print("p99-micros", times.getValueAtPercentile(99) * MICROS);
        Output.print("p99.9-micros", times.getValueAtPercentile(99.9) * MICROS);
        Output.print("max-micros", times.getMaxValue() * MICROS);
    }

    /// Makes the calls of so many seconds and waits for the last answer.
    private void calls(double callsPerSecond, double seconds) throws InterruptedException {
        long count = Math.round(callsPerSecond * seconds);
        long start = System.nanoTime();
        for (long i = 0; i < count; i++) {
            long due = start + Math.round(i * 1e9 / callsPerSecond);
            waitUntil(due);
            openCalls.acquire();
            client.unary(new Call(due));
        }
        if (!openCalls.tryAcquire(MAX_OPEN_CALLS, ENDING_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    MAX_OPEN_CALLS - openCalls.availablePermits() + " calls were not answered");
        }
        openCalls.release(MAX_OPEN_CALLS);
        if (failure.get() != null) {
            throw new IllegalStateException("a call failed: " + failure.get(), failure.get());
        }
    }

    private static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /// One call that was due at some time.
    private final class Call implements EchoClient.Outcome {
        private final long due;

        Call(long due) {
            this.due = due;
        }

        @Override
        public void answered() {
            recorder.recordValue(System.nanoTime() - due);
            openCalls.release();
        }

        @Override
        public void failed(Throwable reason) {
            failure.compareAndSet(null, reason);
            openCalls.release();
        }
    }
}
