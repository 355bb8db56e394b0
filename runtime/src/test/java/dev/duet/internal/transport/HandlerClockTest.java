package dev.duet.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandlerClockTest {
    private static final long LONG = 200_000_000;

    private long now;
    private final EventLoop loop = new EventLoop("timed", () -> now);
    private final HandlerClock clock = loop.handlerClock();

    @AfterEach
    void close() {
        loop.close();
    }

    private long handle(long nanos) {
        clock.begin();
        now += nanos;
        return clock.end();
    }

    @Test
    void theFirstHandlerOfARoundIsTimedByItself() {
        for (int i = 0; i < 5; i++) {
            loop.runRound(0);
            now += LONG; // the loop had nothing to do
            assertThat(handle(1_000 + i)).isEqualTo(1_000 + i);
        }
    }

    @Test
    void ofTheOthersNoneGoesUnnoticedAmongSixteen() {
        loop.runRound(0);
        handle(1);
        for (int slow = 0; slow < HandlerClock.RUNS; slow++) {
            long noticed = 0;
            for (int i = 0; i < HandlerClock.RUNS; i++) {
                noticed += handle(i == slow ? LONG : 1);
            }
            assertThat(noticed).isEqualTo(LONG + HandlerClock.RUNS - 1);
        }
    }
}
