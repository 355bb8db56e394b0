package dev.duet.internal.http2;

/// How a stream stands, as one value: its state, or why it has failed and so is closed.
sealed interface Standing permits StreamState, StreamFailure {
    /// The state.
    default StreamState state() {
        return switch (this) {
            case StreamState state -> state;
            case StreamFailure _ -> StreamState.CLOSED;
        };
    }

    /// Why it has failed, or null.
    default StreamFailure failure() {
        return switch (this) {
            case StreamState _ -> null;
            case StreamFailure failure -> failure;
        };
    }
}
