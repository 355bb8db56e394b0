package dev.duet.internal.http2;

/// The states of a stream (RFC 9113, section 5.1); push is never used, so "reserved" is missing.
///
/// ```
///              HEADERS
///     IDLE ──────────────▶ OPEN
///                      ┌────┴─────┐
///       END_STREAM sent│          │END_STREAM received
///                      ▼          ▼
///      HALF_CLOSED_LOCAL          HALF_CLOSED_REMOTE
///                      │          │
///   END_STREAM received└────┬─────┘END_STREAM sent
///                           ▼
///                         CLOSED ◀── RST_STREAM, sent or received, in any state
/// ```
public enum StreamState implements Standing {
    /// Not yet on the wire.
    IDLE,
    /// Both sides may send.
    OPEN,
    /// Our side is done; the peer may still send.
    HALF_CLOSED_LOCAL,
    /// The peer is done; our side may still send.
    HALF_CLOSED_REMOTE,
    /// Over.
    CLOSED;

    /// What happens to a stream.
    public enum Event {
        /// The first header block was sent or received.
        OPENED,
        /// END_STREAM was sent.
        LOCAL_END,
        /// END_STREAM was received.
        REMOTE_END,
        /// RST_STREAM was sent or received, or the connection is gone.
        RESET
    }

    /// The state after an event. An event that cannot happen in a state leaves it as it is; the
    /// connection checks what a peer sends with [#remoteMaySend] first.
    ///
    /// @param event what happened
    /// @return the state from now on
    public StreamState next(Event event) {
        return switch (event) {
            case OPENED -> this == IDLE ? OPEN : this;
            case LOCAL_END ->
                    switch (this) {
                        case IDLE, OPEN -> HALF_CLOSED_LOCAL;
                        case HALF_CLOSED_REMOTE -> CLOSED;
                        case HALF_CLOSED_LOCAL, CLOSED -> this;
                    };
            case REMOTE_END ->
                    switch (this) {
                        case IDLE, OPEN -> HALF_CLOSED_REMOTE;
                        case HALF_CLOSED_LOCAL -> CLOSED;
                        case HALF_CLOSED_REMOTE, CLOSED -> this;
                    };
            case RESET -> CLOSED;
        };
    }

    /// Whether the peer may send HEADERS or DATA in this state.
    ///
    /// @return false once it has ended its side or the stream is over
    public boolean remoteMaySend() {
        return this == OPEN || this == HALF_CLOSED_LOCAL;
    }

    /// Whether our side may send HEADERS or DATA in this state.
    ///
    /// @return false once our side is ended or the stream is over
    public boolean localMaySend() {
        return this == IDLE || this == OPEN || this == HALF_CLOSED_REMOTE;
    }
}
