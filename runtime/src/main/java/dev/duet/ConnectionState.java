package dev.duet;

/// How a channel stands to its server (gRPC "Connectivity Semantics and API").
public enum ConnectionState {
    /// Not connected, and no call wants to be.
    IDLE,
    /// A connection is being made.
    CONNECTING,
    /// Calls go out at once.
    READY,
    /// Connecting has failed; the next attempt comes after a rest.
    TRANSIENT_FAILURE,
    /// The channel is closed.
    SHUTDOWN
}
