package dev.duet.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Timers through a loop that is driven by hand, in virtual time.
class TimerWheelTest {
    private static final long MILLI = 1_000_000;
    private long clock = 12345;
    private final EventLoop loop = new EventLoop("virtual", () -> clock);
    private final List<String> fired = new ArrayList<>();

    @AfterEach
    void close() {
        loop.close();
    }

    private void advance(long nanos) {
        clock += nanos;
        Loops.runUntilQuiet(loop);
    }

    private Timer after(Duration delay, String name) {
        return loop.schedule(delay.toNanos(), () -> fired.add(name));
    }

    @Test
    void firesAfterTheDelayAndNotBefore() {
        after(Duration.ofMillis(10), "ten");
        advance(10 * MILLI - 1);
        assertThat(fired).isEmpty();
        advance(1 + MILLI);
        assertThat(fired).containsExactly("ten");
    }

    @Test
    void firesAtOnceWithoutADelay() {
        after(Duration.ZERO, "zero");
        after(Duration.ofMillis(-5), "negative");
        advance(0);
        assertThat(fired).containsExactly("zero", "negative");
    }

    @Test
    void firesTimersOfOneTickInTheOrderOfScheduling() {
        after(Duration.ofMillis(5000), "1");
        advance(4_990 * MILLI);
        after(Duration.ofMillis(10), "2");
        after(Duration.ofMillis(10), "3");
        advance(20 * MILLI);
        assertThat(fired).containsExactly("1", "2", "3");
    }

    @Test
    void firesInTheOrderOfTimeWhenTheClockJumps() {
        after(Duration.ofDays(3), "3 days");
        after(Duration.ofMillis(1), "1 ms");
        after(Duration.ofHours(1), "1 hour");
        after(Duration.ofSeconds(64), "64 s");
        after(Duration.ofMillis(64), "64 ms");
        advance(Duration.ofDays(4).toNanos());
        assertThat(fired).containsExactly("1 ms", "64 ms", "64 s", "1 hour", "3 days");
    }

    @Test
    void holdsDelaysOfEveryLength() {
        loop.schedule(Long.MAX_VALUE, () -> fired.add("never"));
        after(Duration.ofDays(36_500), "a century");
        advance(Duration.ofDays(36_499).toNanos());
        assertThat(fired).isEmpty();
        advance(Duration.ofDays(2).toNanos());
        assertThat(fired).containsExactly("a century");
    }

    @Test
    void aCancelledTimerDoesNotFire() {
        Timer travelling = after(Duration.ofMillis(5), "travelling");
        assertThat(travelling.cancel()).isTrue();
        Timer armed = after(Duration.ofMillis(5), "armed");
        advance(0);
        assertThat(armed.cancel()).isTrue();
        assertThat(armed.cancel()).isFalse();
        advance(100 * MILLI);
        assertThat(fired).isEmpty();
    }

    @Test
    void cancellingATimerThatFiredSaysSo() {
        Timer timer = after(Duration.ofMillis(5), "timer");
        advance(10 * MILLI);
        assertThat(timer.cancel()).isFalse();
        assertThat(fired).containsExactly("timer");
    }

    @Test
    void aTimerMayCancelItsNeighbours() {
        List<Timer> timers = new ArrayList<>();
        loop.schedule(MILLI, () -> timers.forEach(Timer::cancel));
        for (int i = 0; i < 10; i++) {
            timers.add(after(Duration.ofMillis(1), "neighbour"));
        }
        advance(10 * MILLI);
        assertThat(fired).isEmpty();
    }

    @Test
    void aTimerMayScheduleItselfAgain() {
        Runnable[] tick = new Runnable[1];
        tick[0] =
                () -> {
                    fired.add("tick");
                    if (fired.size() < 100) {
                        loop.schedule(0, tick[0]);
                    }
                };
        loop.schedule(0, tick[0]);
        loop.runRound(0);
        loop.runRound(0);
        assertThat(fired).as("in two rounds").hasSizeLessThanOrEqualTo(2);
        advance(0);
        assertThat(fired).hasSize(100);
    }

    @Test
    void aTimerThatThrowsDoesNotStopTheOthers() {
        try (var log = new LogCapture(EventLoop.class)) {
            loop.schedule(
                    MILLI,
                    () -> {
                        throw new IllegalStateException("thrown by a test");
                    });
            after(Duration.ofMillis(1), "other");
            advance(2 * MILLI);
            assertThat(fired).containsExactly("other");
            assertThat(log.thrown()).hasSize(1);
        }
    }

    @Test
    void manyTimersFireOnTimeWhateverIsCancelled() {
        Random random = new Random(11);
        Map<Long, Integer> expected = new TreeMap<>();
        Map<Long, Integer> actual = new TreeMap<>();
        List<Timer> timers = new ArrayList<>();
        List<Long> dues = new ArrayList<>();
        for (int step = 0; step < 3000; step++) {
            int range = 1 << random.nextInt(22);
            long due = (clock - 12345) / MILLI + 1 + random.nextInt(range);
            long delay = due * MILLI + 12345 - clock;
            timers.add(loop.schedule(delay, () -> actual.merge(due, 1, Integer::sum)));
            dues.add(due);
            expected.merge(due, 1, Integer::sum);
            int victim = random.nextInt(timers.size());
            if (random.nextBoolean() && timers.get(victim).cancel()) {
                expected.computeIfPresent(dues.get(victim), (k, n) -> n == 1 ? null : n - 1);
            }
            advance(random.nextInt(50) == 0 ? random.nextInt(9000) * MILLI : MILLI / 3);
            long now = (clock - 12345) / MILLI;
            assertThat(actual.values().stream().mapToInt(n -> n).sum())
                    .isEqualTo(
                            expected.entrySet().stream()
                                    .filter(e -> e.getKey() <= now)
                                    .mapToInt(Map.Entry::getValue)
                                    .sum());
        }
        advance(Duration.ofDays(1).toNanos());
        assertThat(actual).isEqualTo(expected);
    }
}
