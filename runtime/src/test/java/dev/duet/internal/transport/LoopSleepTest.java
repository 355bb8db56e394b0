package dev.duet.internal.transport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/// When a loop looks on before it sleeps, by a clock that only the test moves.
class LoopSleepTest {
    private static final long LONG_NANOS = 10_000_000;
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final AtomicLong now = new AtomicLong();
    private final AtomicLong looks = new AtomicLong();
    private final EventLoop loop =
            new EventLoop(
                    "sleeper",
                    () -> {
                        looks.incrementAndGet();
                        return now.get();
                    });

    @BeforeEach
    void start() {
        loop.start();
        await(loop::isSleeping);
    }

    @AfterEach
    void close() {
        loop.close();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it does not come about");
            }
            Thread.onSpinWait();
        }
    }

    /// Wakes the loop, if it sleeps, from sleeps that have taken no time, until it has looked on a
    /// hundred times at a stretch.
    private void awaitLooks() {
        long[] from = {looks.get()};
        await(
                () -> {
                    if (loop.isSleeping()) {
                        loop.execute(() -> {});
                        from[0] = looks.get();
                    }
                    return looks.get() > from[0] + 100;
                });
    }

    @Test
    void aLoopThatWasWokenSoonLooksOnAndThenSleeps() {
        awaitLooks();
        now.addAndGet(LoopSleep.LINGER_NANOS);
        await(loop::isSleeping);
    }

    @Test
    void aTaskIsRunByALoopThatLooksOn() throws Exception {
        awaitLooks();
        Loops.call(loop, () -> null);
        awaitLooks();
    }

    @Test
    void aTimerThatFallsDueWhileTheLoopLooksOnFires() throws Exception {
        now.set(EventLoop.TICK_NANOS - LoopSleep.LINGER_NANOS / 2);
        awaitLooks();
        CountDownLatch fired = new CountDownLatch(1);
        Loops.call(loop, () -> loop.schedule(1, fired::countDown));
        awaitLooks();
        now.set(EventLoop.TICK_NANOS + 1);
        Loops.await(fired);
    }

    @Test
    void aLoopThatLooksOnCanBeClosed() {
        awaitLooks();
        loop.close();
        long[] before = new long[1];
        await(
                () -> {
                    boolean quiet = looks.get() == before[0];
                    before[0] = looks.get();
                    return quiet;
                });
    }

    @Test
    void aLoopThatHasSleptForLongSleepsAgainAtOnce() throws Exception {
        now.addAndGet(LONG_NANOS);
        Loops.call(loop, () -> null);
        await(loop::isSleeping);
    }

    @Test
    void aLoopThatHasWorkedForLongSleepsAtOnce() throws Exception {
        Loops.call(loop, () -> now.addAndGet(LONG_NANOS));
        await(loop::isSleeping);
    }
}
