package dev.duet.internal.transport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/// When a loop looks on before it sleeps, by a clock that only the test moves.
@Timeout(60)
class LoopSleepTest {
    private static final long LONG_NANOS = 10_000_000;

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
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private void awaitLooks() {
        long before = looks.get();
        await(() -> looks.get() > before + 100);
    }

    @Test
    void aLoopThatWasWokenSoonLooksOnAndThenSleeps() throws Exception {
        Loops.call(loop, () -> null);
        awaitLooks();
        now.addAndGet(LoopSleep.LINGER_NANOS);
        await(loop::isSleeping);
    }

    @Test
    void aTaskIsRunByALoopThatLooksOn() throws Exception {
        Loops.call(loop, () -> null);
        awaitLooks();
        Loops.call(loop, () -> null);
        awaitLooks();
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
