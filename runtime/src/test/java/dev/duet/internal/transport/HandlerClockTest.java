package dev.duet.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;

class HandlerClockTest {
    private static final long LONG_MILLIS = 200;

    private long now;
    private final EventLoop loop = new EventLoop("timed", () -> now);
    private final HandlerClock clock = loop.handlerClock();
    private final LogCapture log = new LogCapture(HandlerClock.class);

    @AfterEach
    void close() {
        log.close();
        loop.close();
    }

    private void handle(String path, long millis) {
        clock.begin();
        now += millis * 1_000_000;
        clock.end(path);
    }

    @Test
    void theFirstHandlerOfSeveralIsReportedByItself() {
        handle("/slow", LONG_MILLIS);
        handle("/fast", 0);
        loop.runRound(0);
        assertThat(log.parameters()).containsExactly(new Object[] {LONG_MILLIS, "/slow"});
    }

    @Test
    void aSlowHandlerIsReportedOnceWhereverItStands() {
        int handlers = 3 * HandlerClock.RUNS;
        for (int slow = 0; slow < handlers; slow++) {
            for (int i = 0; i < handlers; i++) {
                handle("/test", i == slow ? LONG_MILLIS : 0);
            }
            loop.runRound(0);
            assertThat(log.parameters()).hasSize(slow + 1);
        }
    }

    @Test
    void whatTheLoopDoesBesideHandlersIsNotTheirs() {
        for (int i = 0; i < 2 * HandlerClock.RUNS; i++) {
            handle("/one", 1);
            handle("/another", 1);
            loop.runRound(0);
            now += LONG_MILLIS * 1_000_000;
        }
        assertThat(log.parameters()).isEqualTo(List.of());
    }
}
