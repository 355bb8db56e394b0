package dev.duet.loops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.internal.transport.EventLoop;
import dev.duet.internal.transport.EventLoops;
import dev.duet.internal.transport.FreeThreads;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// What the scheduler of a loop promises to virtual threads, apart from calls. Runs with
/// `duet.threadsOnLoops`.
@Timeout(60)
@EnabledIfSystemProperty(named = "duet.threadsOnLoops", matches = "true")
class LoopSchedulerTest {
    private final EventLoops loops = new EventLoops("test-loop", 2, System::nanoTime);
    private final EventLoop loop = loops.next();

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void noWakeUpIsLostBetweenLoopsAndOtherThreads() throws Exception {
        int items = 20_000;
        var forth = new SynchronousQueue<Integer>();
        var back = new SynchronousQueue<Integer>();
        Thread echo =
                start(
                        loops.next(),
                        () -> {
                            for (int i = 0; i < items; i++) {
                                back.put(forth.take());
                            }
                        });
        var sum = new AtomicReference<>(0L);
        Thread client =
                start(
                        loop,
                        () -> {
                            long own = 0;
                            for (int i = 0; i < items; i++) {
                                forth.put(i);
                                own += back.take();
                            }
                            sum.set(own);
                        });
        client.join();
        echo.join();
        assertThat(sum.get()).isEqualTo(items * (items - 1L) / 2);
    }

    @Test
    void aParkedThreadIsWokenHoweverTheLoopFallsAsleep() throws Exception {
        int rounds = 20_000;
        var done = new AtomicInteger();
        Thread parker =
                start(
                        loop,
                        () -> {
                            for (int i = 1; i <= rounds; i++) {
                                LockSupport.park();
                                done.set(i);
                            }
                        });
        for (int i = 1; i <= rounds; i++) {
            while (done.get() < i) {
                LockSupport.unpark(parker);
                Thread.onSpinWait();
            }
        }
        parker.join();
        assertThat(done.get()).isEqualTo(rounds);
    }

    @Test
    void aLoopThatWaitsForAThreadItShouldRunIsFreed() throws Exception {
        for (int i = 0; i < 20; i++) {
            var ready = new CountDownLatch(1);
            var release = new CountDownLatch(1);
            Thread needed = loop.scheduler().newThread("needed", release::countDown);
            loop.execute(
                    () -> {
                        needed.start(); // from the loop: it lies in the loop's own ring
                        ready.countDown();
                        try {
                            release.await();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    });
            ready.await();
            needed.join();
        }
        assertThat(ranOnLoop()).isTrue();
    }

    @Test
    void aLoopThatIsStuckInAThreadGoesOnAndTimersFire() throws Exception {
        var over = new CountDownLatch(1);
        List<Thread> computing = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            computing.add(
                    start(
                            loop,
                            () -> {
                                while (over.getCount() > 0) {
                                    Thread.onSpinWait();
                                }
                            }));
        }
        var fired = new CountDownLatch(3);
        for (int i = 1; i <= 3; i++) {
            loop.schedule(i * 20_000_000L, fired::countDown);
        }
        fired.await();
        over.countDown();
        for (Thread thread : computing) {
            thread.join();
        }
        assertThat(ranOnLoop()).isTrue();
    }

    @Test
    void manyThreadsThatWakeEachOtherWhileOthersComputeAllFinish() throws Exception {
        var counter = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            boolean slow = i % 40 == 0;
            threads.add(
                    start(
                            loop,
                            () -> {
                                for (int j = 0; j < 200; j++) {
                                    if (slow && j % 50 == 0) {
                                        long end = System.nanoTime() + 6_000_000;
                                        while (System.nanoTime() < end) {
                                            Thread.onSpinWait();
                                        }
                                    }
                                    counter.incrementAndGet();
                                    Thread.yield();
                                }
                            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(counter.get()).isEqualTo(200 * 200);
    }

    @Test
    void theRoundGoesToItsEndWhileAThreadYieldsWithoutEnd() throws Exception {
        var over = new CountDownLatch(1);
        Thread yielding =
                start(
                        loop,
                        () -> {
                            while (over.getCount() > 0) {
                                Thread.yield();
                            }
                        });
        for (int i = 0; i < 100; i++) {
            var ran = new CountDownLatch(1);
            loop.execute(() -> loop.atEndOfRound(ran::countDown));
            ran.await();
        }
        over.countDown();
        yielding.join();
        assertThat(ranOnLoop()).isTrue();
    }

    @Test
    void aThreadIsRunAlthoughTheLoopHasBeenHeldUpForLong() throws Exception {
        var over = new CountDownLatch(1);
        Thread computing =
                start(
                        loop,
                        () -> {
                            while (over.getCount() > 0) {
                                Thread.onSpinWait();
                            }
                        });
        letTheWatchSleep();
        assertThat(ranOnLoop()).isTrue();
        over.countDown();
        computing.join();
    }

    @Test
    void aLoopThatHasWaitedForLongIsFreedAsSoonAsAThreadCanDoIt() throws Exception {
        var lock = new Object();
        var held = new CountDownLatch(1);
        Thread holder =
                start(
                        loop,
                        () -> {
                            synchronized (lock) {
                                held.countDown();
                                LockSupport.park();
                            }
                        });
        held.await();
        var done = new CountDownLatch(1);
        loop.execute(
                () -> {
                    synchronized (lock) {
                        done.countDown();
                    }
                });
        letTheWatchSleep();
        LockSupport.unpark(holder);
        done.await();
        holder.join();
        assertThat(ranOnLoop()).isTrue();
    }

    @Test
    void aFreeThreadThatAThreadOnTheLoopMakesRunsElsewhere() throws Exception {
        var onLoop = new AtomicReference<Boolean>();
        start(loop, () -> FreeThreads.start("free", () -> onLoop.set(loop.carriesCaller())).join())
                .join();
        assertThat(onLoop.get()).isFalse();
    }

    /// Lets so much time go by that the watch finds nothing to do and sleeps.
    private void letTheWatchSleep() throws InterruptedException {
        var passed = new CountDownLatch(1);
        loops.next().schedule(400_000_000, passed::countDown);
        passed.await();
    }

    private boolean ranOnLoop() throws InterruptedException {
        var seen = new AtomicReference<Boolean>();
        start(loop, () -> seen.set(loop.carriesCaller())).join();
        return seen.get();
    }

    private static Thread start(EventLoop where, Action action) {
        Thread thread =
                where.scheduler()
                        .newThread(
                                "test",
                                () -> {
                                    try {
                                        action.run();
                                    } catch (InterruptedException e) {
                                        throw new AssertionError(e);
                                    }
                                });
        thread.start();
        return thread;
    }

    private interface Action {
        void run() throws InterruptedException;
    }
}
