package dev.duet.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// What tests do with running loops.
final class Loops {
    private Loops() {}

    /// Waits for a latch, with patience.
    static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(30, TimeUnit.SECONDS)).as("latch opened").isTrue();
    }

    /// Runs something on the loop and waits for its result.
    static <T> T call(EventLoop loop, Callable<T> action) throws Exception {
        FutureTask<T> task = new FutureTask<>(action);
        loop.execute(task);
        return task.get(30, TimeUnit.SECONDS);
    }

    /// Waits until the loop has looked at its channels at least `count` times.
    static void rounds(EventLoop loop, int count) throws Exception {
        for (int i = 0; i <= count; i++) {
            call(loop, () -> null);
        }
    }

    /// Drives a loop by hand until it has nothing to do.
    static void runUntilQuiet(EventLoop loop) {
        int rounds = 0;
        while (loop.runRound(0)) {
            assertThat(++rounds).as("rounds without coming to rest").isLessThan(100_000);
        }
    }
}
