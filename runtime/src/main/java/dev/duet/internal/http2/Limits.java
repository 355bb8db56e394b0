package dev.duet.internal.http2;

/// Every limit that a connection holds itself and its peer to, in one place.
///
/// @param maxConcurrentStreams streams that the peer may have open at once; more are refused
/// @param streamWindow bytes that the peer may send on a stream before the application has consumed
///   any (SETTINGS_INITIAL_WINDOW_SIZE)
/// @param receiveBudget bytes of further credit, for the whole connection, from which messages
///   larger than their stream's window are received; at least the largest message
/// @param maxHeaderListBytes size of a header list, counted as RFC 9113, section 6.5.2 says
/// @param maxHeaderFields number of fields in a header list
public record Limits(
        int maxConcurrentStreams,
        int streamWindow,
        long receiveBudget,
        int maxHeaderListBytes,
        int maxHeaderFields) {
    /// What a connection has unless told otherwise.
    public static final Limits DEFAULT =
            new Limits(1_000, 64 * 1024, 16L * 1024 * 1024, 8 * 1024, 256);

    /// Bytes that a peer may have in flight on a connection. They are returned as they arrive, so
    /// this bounds nothing but the network; see [#streamWindow()] for what bounds memory.
    static final int CONNECTION_WINDOW = 4 * 1024 * 1024;

    /// What the window of a busy stream may grow to, as far as the connection's budget allows.
    static final int GROWN_WINDOW = 4 * 1024 * 1024;

    /// Round trips shorter than this let any window be large enough.
    static final long SHORT_ROUND_TRIP_NANOS = 1_000_000L;

    /// Time after which the round trip of a busy connection is measured again.
    static final long ROUND_TRIP_NANOS = 1_000_000_000L;

    /// Size of the largest frame that is accepted and sent (SETTINGS_MAX_FRAME_SIZE).
    static final int MAX_FRAME_BYTES = 16 * 1024;

    /// Frames that a header block may be spread over.
    static final int HEADER_FRAGMENTS = 16;

    /// Bytes that calls may append to a connection's outbound buffer before they have to wait.
    static final int OUTBOUND_BYTES = 128 * 1024;

    /// Bytes of frames that steer the connection, beside those of calls, that may wait for a peer
    /// that does not read.
    static final int CONTROL_BYTES = 1024 * 1024;

    /// Bytes of small messages that a stream holds back while it has to wait; one message more may
    /// always be taken when there are none.
    static final int OUTBOX_BYTES = 8 * 1024;

    /// Frames that answer a peer's (acknowledgements, resets) and wait for it to read.
    static final int QUEUED_REPLIES = 1_000;

    /// Such frames that wait while others are being written: what a few reads can provoke.
    static final int UNOFFERED_REPLIES = 100_000;

    /// Empty DATA frames in a row on one stream, none of which ends it.
    static final int EMPTY_DATA_FRAMES = 100;

    /// Streams that are reset within [#RESET_PERIOD_NANOS] before they are suspicious.
    static final int RESETS = 200;

    /// The time in which resets are counted.
    static final long RESET_PERIOD_NANOS = 30_000_000_000L;

    /// SETTINGS frames within [#SETTINGS_PERIOD_NANOS]; peers that adapt their windows send a few.
    static final int SETTINGS_FRAMES = 1_000;

    /// The time in which SETTINGS frames are counted.
    static final long SETTINGS_PERIOD_NANOS = 30_000_000_000L;

    /// Time from connecting to the end of the HTTP/2 preface.
    static final long HANDSHAKE_NANOS = 10_000_000_000L;

    /// Time that a closing connection has to write what is left.
    static final long LINGER_NANOS = 1_000_000_000L;

    /// Time that a drain waits for the PING that separates the two GOAWAY frames.
    static final long DRAIN_PING_NANOS = 10_000_000_000L;

    /// How long after a connection's threads have begun to be woken together a burst that begins is
    /// still left to the one who wakes them. Later it is likely that they compute, and what one of
    /// them sends should not wait for the others.
    static final long HELD_BACK_NANOS = 200_000L;

    /// Time that a scheduled flusher has before the event loop writes in its place. It is needed
    /// only while handlers keep every carrier, and looking more often costs a busy loop a tenth of
    /// its time.
    static final long FLUSH_NANOS = 4_000_000L;

    /// Ids of closed streams that are remembered, to tell a late frame from a wrong one.
    static final int REMEMBERED_STREAMS = 64;

    /// Bytes of a compressed header block; a peer that sends more is out to harm.
    int headerBlockBytes() {
        return Math.max(MAX_FRAME_BYTES, 2 * maxHeaderListBytes);
    }
}
