package dev.duet.internal.rpc;

import dev.duet.internal.transport.EventLoop;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Turns how long someone is willing to wait into the point in time that waiting operations take.
public final class WaitLimit {
    /// A hundred years: far enough, and far from an overflow of [System#nanoTime].
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private WaitLimit() {}

    /// When a wait that begins now is over.
    ///
    /// @param timeout how long to wait; any length will do
    /// @return the end as [System#nanoTime] counts
    public static long after(Duration timeout) {
        return System.nanoTime() + nanos(timeout);
    }

    /// The nanoseconds of a duration of any length.
    ///
    /// @param duration how long
    /// @return at most a hundred years, at least 0
    public static long nanos(Duration duration) {
        Duration bounded = duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
        return bounded.isNegative() ? 0 : bounded.toNanos();
    }

    /// Waits on a monitor until something is so, or the time is over.
    ///
    /// @param monitor notified when it may have become so
    /// @param deadlineNanos until when, as [System#nanoTime] counts; `Long.MAX_VALUE` for as long
    ///   as it takes, `Long.MIN_VALUE` for not at all
    static void await(Object monitor, long deadlineNanos, BooleanSupplier condition)
            throws InterruptedException {
        synchronized (monitor) {
            while (!condition.getAsBoolean()) {
                if (deadlineNanos == Long.MAX_VALUE) {
                    EventLoop.checkMayBlock();
                    monitor.wait();
                    continue;
                }
                long left = deadlineNanos == Long.MIN_VALUE ? 0 : deadlineNanos - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                EventLoop.checkMayBlock();
                TimeUnit.NANOSECONDS.timedWait(monitor, left);
            }
        }
    }
}
