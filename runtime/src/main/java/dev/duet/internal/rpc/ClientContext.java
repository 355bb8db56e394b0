package dev.duet.internal.rpc;

/// What the calls of a channel have in common.
///
/// @param connections where they get a connection from
/// @param authority the server's name, for the request's headers
/// @param compression how messages may be compressed
/// @param replayBudget what they may keep to send it again
public record ClientContext(
        ConnectionSource connections,
        String authority,
        Compression compression,
        ReplayBudget replayBudget) {}
