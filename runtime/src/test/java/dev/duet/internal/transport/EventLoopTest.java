package dev.duet.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

class EventLoopTest {
    private final EventLoop loop = new EventLoop("loop", System::nanoTime);

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void runsTasksOnItsOwnDaemonThreadInOrder() throws Exception {
        loop.start();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            int number = i;
            loop.execute(() -> order.add(number));
        }
        Thread thread = Loops.call(loop, Thread::currentThread);
        assertThat(thread.getName()).isEqualTo("loop");
        assertThat(thread.isDaemon()).isTrue();
        assertThat(order).hasSize(1000).isSorted();
        assertThat(loop.inLoop()).isFalse();
        assertThat(Loops.call(loop, loop::inLoop)).isTrue();
    }

    @Test
    void tasksOfManyThreadsAllRunEachThreadsInOrder() throws Exception {
        loop.start();
        int threads = 8;
        int each = 50_000;
        int[] last = new int[threads];
        AtomicInteger disorder = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(threads * each);
        for (int t = 0; t < threads; t++) {
            int thread = t;
            Thread.startVirtualThread(
                    () -> {
                        for (int i = 1; i <= each; i++) {
                            int number = i;
                            loop.execute(
                                    () -> {
                                        if (last[thread] != number - 1) {
                                            disorder.incrementAndGet();
                                        }
                                        last[thread] = number;
                                        done.countDown();
                                    });
                        }
                    });
        }
        Loops.await(done);
        assertThat(disorder).hasValue(0);
    }

    @Test
    void wakesForEachTaskHoweverItFallsAsleep() throws Exception {
        loop.start();
        for (int i = 0; i < 20_000; i++) {
            CountDownLatch ran = new CountDownLatch(1);
            loop.execute(ran::countDown);
            Loops.await(ran);
        }
    }

    @Test
    void signalsThatArriveTogetherAreAnsweredByOneRun() {
        AtomicInteger runs = new AtomicInteger();
        LoopTask task =
                new LoopTask() {
                    @Override
                    protected void run() {
                        if (runs.incrementAndGet() == 1) {
                            loop.signal(this);
                        }
                    }
                };
        loop.signal(task);
        loop.signal(task);
        loop.runRound(0);
        assertThat(runs).hasValue(1);
        Loops.runUntilQuiet(loop);
        assertThat(runs).hasValue(2);
        loop.signal(task);
        loop.runRound(0);
        assertThat(runs).hasValue(3);
    }

    @Test
    void noSignalIsLostBetweenThreads() throws Exception {
        loop.start();
        AtomicInteger given = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        LoopTask task =
                new LoopTask() {
                    @Override
                    protected void run() {
                        seen.set(given.get());
                    }
                };
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(
                    Thread.startVirtualThread(
                            () -> {
                                for (int i = 0; i < 100_000; i++) {
                                    given.incrementAndGet();
                                    loop.signal(task);
                                }
                            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Loops.rounds(loop, 1);
        assertThat(seen).hasValue(400_000);
    }

    @Test
    void aTaskThatThrowsIsLoggedAndTheLoopGoesOn() throws Exception {
        loop.start();
        try (var log = new LogCapture(EventLoop.class)) {
            loop.execute(
                    () -> {
                        throw new StackOverflowError("thrown by a test");
                    });
            loop.execute(
                    () ->
                            loop.atEndOfRound(
                                    () -> {
                                        throw new IllegalStateException("thrown by a test");
                                    }));
            Loops.rounds(loop, 2);
            assertThat(log.thrown()).hasSize(2);
        }
    }

    @Test
    void endOfRoundTasksRunOnceAfterEverythingElse() {
        List<String> order = new ArrayList<>();
        loop.execute(
                () -> {
                    loop.atEndOfRound(
                            () -> {
                                order.add("end");
                                loop.atEndOfRound(() -> order.add("end of the next round"));
                            });
                    order.add("first task");
                });
        loop.execute(() -> order.add("second task"));
        loop.runRound(0);
        assertThat(order).containsExactly("first task", "second task", "end");
        loop.runRound(TimeUnit.HOURS.toNanos(1)); // does not sleep over what is left to do
        loop.runRound(0);
        assertThat(order).endsWith("end of the next round").hasSize(4);
    }

    @Test
    void manyEndOfRoundTasksRunInOrder() {
        List<Integer> order = new ArrayList<>();
        loop.execute(
                () -> {
                    for (int i = 0; i < 100; i++) {
                        int number = i;
                        loop.atEndOfRound(() -> order.add(number));
                    }
                });
        loop.runRound(0);
        assertThat(order).hasSize(100).isSorted();
    }

    @Test
    void aTimerOfAnotherThreadWakesALoopThatSleepsLonger() throws Exception {
        loop.start();
        loop.schedule(Duration.ofHours(1).toNanos(), () -> {});
        Loops.rounds(loop, 1);
        CountDownLatch fired = new CountDownLatch(1);
        AtomicLong at = new AtomicLong();
        long start = System.nanoTime();
        loop.schedule(
                Duration.ofMillis(20).toNanos(),
                () -> {
                    at.set(System.nanoTime());
                    fired.countDown();
                });
        Loops.await(fired);
        assertThat(at.get() - start).isGreaterThanOrEqualTo(20_000_000);
    }

    @Test
    void timersOfManyThreadsFireOrAreCancelledExactlyOnce() throws Exception {
        loop.start();
        int each = 20_000;
        AtomicInteger fired = new AtomicInteger();
        AtomicInteger cancelled = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(
                    Thread.startVirtualThread(
                            () -> {
                                Timer[] recent = new Timer[64];
                                for (int i = 0; i < each; i++) {
                                    long delay = i % 5 * 500_000L;
                                    Timer old = recent[i % 64];
                                    recent[i % 64] = loop.schedule(delay, fired::incrementAndGet);
                                    if (old != null && old.cancel()) {
                                        cancelled.incrementAndGet();
                                    }
                                }
                            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        CountDownLatch later = new CountDownLatch(1);
        loop.schedule(50_000_000, later::countDown);
        Loops.await(later);
        assertThat(fired.get() + cancelled.get()).isEqualTo(4 * each);
    }

    @Test
    @Timeout(60)
    void timersCancelledWhileTheLoopSleepsDoNotPileUp() throws Exception {
        loop.start();
        AtomicInteger rounds = new AtomicInteger();
        int waiting;
        do { // a busy machine may not run the loop for a while
            for (int i = 0; i < 10_000; i++) {
                loop.schedule(Duration.ofHours(1).toNanos(), rounds::incrementAndGet).cancel();
            }
            LoopTask probe =
                    new LoopTask() {
                        @Override
                        protected void run() {}
                    };
            loop.signal(probe);
            waiting = probe.depth;
        } while (waiting > 5_000 && !Thread.currentThread().isInterrupted());
        assertThat(waiting).isLessThanOrEqualTo(5_000);
        assertThat(rounds).hasValue(0);
    }

    @Test
    void anInterruptDoesNotKeepTheLoopAwake() throws Exception {
        loop.start();
        Thread thread = Loops.call(loop, Thread::currentThread);
        thread.interrupt();
        Loops.rounds(loop, 3);
        assertThat(Loops.call(loop, () -> thread.isInterrupted())).isFalse();
    }

    @Test
    void closingRunsWhatWasQueuedAndEndsTheThread() throws Exception {
        loop.start();
        Thread thread = Loops.call(loop, Thread::currentThread);
        AtomicInteger ran = new AtomicInteger();
        loop.execute(
                () -> {
                    for (int i = 0; i < 10; i++) {
                        loop.execute(ran::incrementAndGet);
                    }
                    loop.close();
                });
        thread.join(30_000);
        assertThat(thread.isAlive()).isFalse();
        assertThat(ran).hasValue(10);
        loop.execute(ran::incrementAndGet);
        loop.close();
        assertThat(ran).hasValue(10);
    }

    @Test
    void closingClosesTheChannelsOfTheLoop() throws Exception {
        EventLoop other = new EventLoop("other", System::nanoTime);
        other.start();
        loop.start();
        Transport[] ends = new TcpTransportTest().connect();
        new End(ends[0], loop).start();
        End end = new End(ends[1], other).start();
        Loops.rounds(loop, 1);
        loop.close();
        end.await("end", e -> e.atEnd);
        other.close();
    }

    @Test
    void aGroupStartsItsLoopsOnlyAsTheyAreNeeded() throws Exception {
        try (EventLoops group = new EventLoops("lazy-group", 3, System::nanoTime)) {
            assertThat(threadsNamed("lazy-group")).isZero();
            EventLoop first = group.next();
            assertThat(threadsNamed("lazy-group")).isEqualTo(1);
            EventLoop second = group.next();
            EventLoop third = group.next();
            assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
            assertThat(group.next()).isSameAs(first);
            assertThat(threadsNamed("lazy-group")).isEqualTo(3);
        }
    }

    private static long threadsNamed(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }
}
