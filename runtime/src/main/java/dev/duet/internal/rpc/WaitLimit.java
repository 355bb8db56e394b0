package dev.duet.internal.rpc;

import java.time.Duration;

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
        Duration bounded = timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
        return System.nanoTime() + (bounded.isNegative() ? 0 : bounded.toNanos());
    }
}
