package dev.duet.hold;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Waiting for what no latch announces: that a count has fallen to zero, or that nothing moves.
final class Await {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long PAUSE_NANOS = 10_000_000;

    /// So many looks without change mean that nothing moves.
    private static final int STILL_LOOKS = 30;

    private Await() {}

    static void until(String what, Callable<Boolean> condition) throws Exception {
        long giveUp = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.call()) {
            if (System.nanoTime() > giveUp) {
                throw new AssertionError("never came: " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /// Waits until a number that grows has stopped to grow.
    ///
    /// @return the number
    static long still(LongSupplier number) {
        long giveUp = System.nanoTime() + PATIENCE_NANOS;
        long last = -1;
        int same = 0;
        while (same < STILL_LOOKS) {
            long now = number.getAsLong();
            same = now == last && now > 0 ? same + 1 : 0;
            last = now;
            if (System.nanoTime() > giveUp) {
                throw new AssertionError("goes on and on: " + now);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return last;
    }
}
