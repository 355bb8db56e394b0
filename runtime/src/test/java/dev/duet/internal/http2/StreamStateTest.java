package dev.duet.internal.http2;

import static dev.duet.internal.http2.StreamState.CLOSED;
import static dev.duet.internal.http2.StreamState.HALF_CLOSED_LOCAL;
import static dev.duet.internal.http2.StreamState.HALF_CLOSED_REMOTE;
import static dev.duet.internal.http2.StreamState.IDLE;
import static dev.duet.internal.http2.StreamState.OPEN;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.internal.http2.StreamState.Event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The whole table of states and events.
class StreamStateTest {
    @ParameterizedTest
    @CsvSource({
        "IDLE, OPENED, OPEN",
        "IDLE, LOCAL_END, HALF_CLOSED_LOCAL",
        "IDLE, REMOTE_END, HALF_CLOSED_REMOTE",
        "OPEN, OPENED, OPEN",
        "OPEN, LOCAL_END, HALF_CLOSED_LOCAL",
        "OPEN, REMOTE_END, HALF_CLOSED_REMOTE",
        "HALF_CLOSED_LOCAL, OPENED, HALF_CLOSED_LOCAL",
        "HALF_CLOSED_LOCAL, LOCAL_END, HALF_CLOSED_LOCAL",
        "HALF_CLOSED_LOCAL, REMOTE_END, CLOSED",
        "HALF_CLOSED_REMOTE, OPENED, HALF_CLOSED_REMOTE",
        "HALF_CLOSED_REMOTE, LOCAL_END, CLOSED",
        "HALF_CLOSED_REMOTE, REMOTE_END, HALF_CLOSED_REMOTE",
        "CLOSED, OPENED, CLOSED",
        "CLOSED, LOCAL_END, CLOSED",
        "CLOSED, REMOTE_END, CLOSED",
    })
    void movesOn(StreamState before, Event event, StreamState after) {
        assertThat(before.next(event)).isEqualTo(after);
    }

    @ParameterizedTest
    @EnumSource(StreamState.class)
    void aResetClosesFromEveryState(StreamState before) {
        assertThat(before.next(Event.RESET)).isEqualTo(CLOSED);
    }

    @Test
    void eachSideMaySendUntilItHasEnded() {
        assertThat(StreamState.values())
                .filteredOn(StreamState::localMaySend)
                .containsExactly(IDLE, OPEN, HALF_CLOSED_REMOTE);
        assertThat(StreamState.values())
                .filteredOn(StreamState::remoteMaySend)
                .containsExactly(OPEN, HALF_CLOSED_LOCAL);
    }
}
