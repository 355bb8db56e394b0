package dev.duet.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.stream.LongStream;

class LoanPauseTest {
    private final LoanPause pause = new LoanPause();

    @Test
    void pausesOfAGuestThatHardlyGetsOnBecomeTwiceAsLongUntilTheyAreLong() {
        LongStream pauses = LongStream.range(0, 9).map(i -> pause.next((int) i * 31) / 1_000_000);
        assertThat(pauses).containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 640L, 1000L, 1000L);
    }

    @Test
    void thePauseIsShortIfTheGuestGetsOnAsARule() {
        for (int i = 0; i < 9; i++) {
            pause.next(0);
        }
        assertThat(pause.next(LoanPause.MANY_BEATS)).isEqualTo(LoanPause.SHORTEST_NANOS);
    }

    @Test
    void beatsMayOverflow() {
        pause.next(Integer.MAX_VALUE);
        assertThat(pause.next(Integer.MAX_VALUE + LoanPause.MANY_BEATS))
                .isEqualTo(LoanPause.SHORTEST_NANOS);
    }
}
