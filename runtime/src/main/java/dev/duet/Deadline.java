package dev.duet;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

/// A point in time after which a call is of no use to anybody.
///
/// It is measured on a clock that only goes forward ([System#nanoTime()]), so that changes of the
/// wall clock do not touch it. Immutable. Deadlines are compared with each other only if they are
/// measured on the same clock.
public final class Deadline implements Comparable<Deadline> {
    /// Times further away than this (some 146 years) count as this far away, so that differences of
    /// two clock readings never overflow.
    private static final long FURTHEST_NANOS = Long.MAX_VALUE / 2;

    private final LongSupplier clock;
    private final long atNanos;

    private Deadline(LongSupplier clock, long atNanos) {
        this.clock = clock;
        this.atNanos = atNanos;
    }

    /// Returns a deadline so far from now.
    ///
    /// @param timeout how far; zero and less give a deadline that has passed
    /// @return the deadline
    public static Deadline after(Duration timeout) {
        return after(timeout, System::nanoTime);
    }

    /// Returns a deadline so far from now, on a clock of one's own.
    ///
    /// @param timeout how far; zero and less give a deadline that has passed
    /// @param clock gives nanoseconds from an arbitrary origin, and never goes back
    /// @return the deadline
    public static Deadline after(Duration timeout, LongSupplier clock) {
        return afterNanos(saturatedNanos(timeout), clock);
    }

    /// Returns a deadline so many nanoseconds from now, on a clock of one's own.
    ///
    /// @param nanos how far; zero and less give a deadline that has passed
    /// @param clock gives nanoseconds from an arbitrary origin, and never goes back
    /// @return the deadline
    public static Deadline afterNanos(long nanos, LongSupplier clock) {
        Objects.requireNonNull(clock, "clock");
        long bounded = Math.clamp(nanos, -FURTHEST_NANOS, FURTHEST_NANOS);
        return new Deadline(clock, clock.getAsLong() + bounded);
    }

    private static long saturatedNanos(Duration timeout) {
        try {
            return timeout.toNanos();
        } catch (ArithmeticException tooFar) {
            return timeout.isNegative() ? -FURTHEST_NANOS : FURTHEST_NANOS;
        }
    }

    /// Says whether the time has come.
    ///
    /// @return true if nothing remains
    public boolean isExpired() {
        return remainingNanos() <= 0;
    }

    /// Returns how much time is left.
    ///
    /// @return the time; zero if the deadline has passed
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, remainingNanos()));
    }

    /// Returns how much time is left, in nanoseconds.
    ///
    /// @return the time; zero or negative if the deadline has passed
    public long remainingNanos() {
        return atNanos - clock.getAsLong();
    }

    /// Returns the one of two deadlines that comes first.
    ///
    /// @param other the other deadline, or null for none
    /// @return this one or the other
    public Deadline earlier(Deadline other) {
        return other == null || compareTo(other) <= 0 ? this : other;
    }

    @Override
    public int compareTo(Deadline other) {
        return Long.signum(atNanos - other.atNanos);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Deadline that && atNanos == that.atNanos;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(atNanos);
    }

    /// Returns how much time is left, such as `1.5 s from now` or `0.25 s ago`.
    @Override
    public String toString() {
        long nanos = remainingNanos();
        double seconds = Math.abs(nanos) / 1e9;
        return seconds + (nanos > 0 ? " s from now" : " s ago");
    }
}
