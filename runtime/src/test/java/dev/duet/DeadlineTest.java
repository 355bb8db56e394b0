package dev.duet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class DeadlineTest {
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

    @Test
    void expiresWhenTheTimeHasCome() {
        Deadline deadline = Deadline.after(Duration.ofNanos(10), clock::get);

        assertThat(deadline.remainingNanos()).isEqualTo(10);
        clock.addAndGet(9);
        assertThat(deadline.isExpired()).isFalse();
        clock.addAndGet(1);
        assertThat(deadline.isExpired()).isTrue();
        clock.addAndGet(3);
        assertThat(deadline.remaining()).isEqualTo(Duration.ZERO);
        assertThat(deadline.remainingNanos()).isEqualTo(-3);
    }

    @Test
    void timesOutOfRangeAreVeryFarAway() {
        Duration endless = Duration.ofSeconds(Long.MAX_VALUE);

        assertThat(Deadline.after(endless, clock::get).remaining())
                .isGreaterThan(Duration.ofDays(50_000));
        assertThat(Deadline.after(endless.negated(), clock::get).isExpired()).isTrue();
        assertThat(Deadline.afterNanos(Long.MAX_VALUE, clock::get).isExpired()).isFalse();
        assertThat(Deadline.afterNanos(Long.MIN_VALUE, clock::get).isExpired()).isTrue();
    }

    @Test
    void theEarlierOfTwoIsTheOneThatComesFirst() {
        Deadline soon = Deadline.after(Duration.ofNanos(1), clock::get);
        Deadline late = Deadline.after(Duration.ofNanos(100), clock::get);

        assertThat(soon.earlier(late)).isSameAs(soon);
        assertThat(late.earlier(soon)).isSameAs(soon);
        assertThat(late.earlier(null)).isSameAs(late);
        assertThat(soon).isLessThan(late);
        assertThat(soon).isEqualTo(Deadline.afterNanos(1, clock::get));
    }

    @Test
    void ordinaryDeadlinesRunOnTheSystemsClock() {
        Deadline deadline = Deadline.after(Duration.ofHours(1));

        assertThat(deadline.remaining()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        assertThat(Deadline.after(Duration.ZERO).isExpired()).isTrue();
    }

    @Test
    void saysHowMuchTimeIsLeft() {
        Deadline deadline = Deadline.after(Duration.ofMillis(1500), clock::get);

        assertThat(deadline).hasToString("1.5 s from now");
        clock.addAndGet(Duration.ofMillis(1750).toNanos());
        assertThat(deadline).hasToString("0.25 s ago");
    }
}
