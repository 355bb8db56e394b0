package dev.duet.testing;

import java.util.concurrent.atomic.AtomicLong;

/// What is wrong with one direction of a [FaultProxy], and how much went through. Any thread.
final class Faults {
    private final AtomicLong forwarded = new AtomicLong();
    private volatile long delayNanos;
    private volatile long bytesPerSecond = Long.MAX_VALUE;
    private volatile long cutAfter = Long.MAX_VALUE;
    private boolean stalled;

    void delay(long nanos) {
        delayNanos = nanos;
    }

    long delay() {
        return delayNanos;
    }

    void limitRate(long perSecond) {
        bytesPerSecond = perSecond;
    }

    /// How long the given number of bytes occupies the line.
    long nanosOnTheLine(int bytes) {
        return bytesPerSecond == Long.MAX_VALUE ? 0 : bytes * 1_000_000_000L / bytesPerSecond;
    }

    void cutAfter(long bytes) {
        cutAfter = bytes;
    }

    /// After how many bytes of a connection it is cut.
    long cutAfter() {
        return cutAfter;
    }

    synchronized void stall(boolean on) {
        stalled = on;
        notifyAll();
    }

    synchronized void awaitNoStall() throws InterruptedException {
        while (stalled) {
            wait();
        }
    }

    void countForwarded(int bytes) {
        forwarded.addAndGet(bytes);
    }

    long forwarded() {
        return forwarded.get();
    }
}
