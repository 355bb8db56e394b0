package dev.duet.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.stream.LongStream;

class LoanPauseTest {
    private final LoanPause pause = new LoanPause();

    @Test
    void pausesOfAGuestThatHardlyGetsOnBecomeTwiceAsLongUntilTheyAreLong() {
        LongStream pauses =
                LongStream.range(0, 9)
                        .map(
                                i -> {
                                    pause.gotOn(LoanPause.MANY_BEATS - 1);
                                    return pause.next() / 1_000_000;
                                });
        assertThat(pauses).containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 640L, 1000L, 1000L);
    }

    @Test
    void thePauseIsShortIfTheGuestGetsOnAsARule() {
        for (int i = 0; i < 9; i++) {
            pause.next();
        }
        pause.gotOn(LoanPause.MANY_BEATS - 1);
        pause.gotOn(1);
        assertThat(pause.next()).isEqualTo(LoanPause.SHORTEST_NANOS);
    }

    @Test
    void aGuestMayGetOnVeryOften() {
        pause.next();
        pause.gotOn(Integer.MAX_VALUE);
        pause.gotOn(Integer.MAX_VALUE);
        assertThat(pause.next()).isEqualTo(LoanPause.SHORTEST_NANOS);
    }
}
