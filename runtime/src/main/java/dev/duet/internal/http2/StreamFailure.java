package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.ErrorCode;

/// Why a stream ended before both of its sides were done.
///
/// @param kind who ended it, and how
/// @param code the HTTP/2 error code that goes with it
/// @param message for people
public record StreamFailure(Kind kind, ErrorCode code, String message) implements Standing {
    /// Who ended the stream, and how.
    public enum Kind {
        /// The peer sent RST_STREAM.
        RESET_BY_PEER,
        /// Our side sent RST_STREAM, because it no longer wants the stream or the peer broke a
        /// rule.
        RESET_LOCALLY,
        /// The peer says that it has not looked at the stream: the call may be sent again.
        NOT_PROCESSED,
        /// The connection is gone.
        CONNECTION_LOST
    }
}
