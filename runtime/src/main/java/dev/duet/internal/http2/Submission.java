package dev.duet.internal.http2;

/// What became of bytes that were given to a stream to send.
public enum Submission {
    /// They were taken; the array may be used again.
    COPIED,
    /// They were taken, and with them the array: it must not be touched any more.
    KEPT,
    /// The time was over before there was room; nothing was sent.
    NO_ROOM
}
