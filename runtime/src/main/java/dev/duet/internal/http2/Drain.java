package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.frame.FrameWriter;
import dev.duet.internal.transport.EventLoop;
import dev.duet.internal.transport.Timer;

/// The graceful end of a connection (RFC 9113, section 6.8).
///
/// A server first announces it with a GOAWAY that excludes no stream, and a PING. When the PING is
/// answered, the client has seen the announcement and opens no more streams; the second GOAWAY then
/// names the last one that was taken. A client needs no announcement. Either way the connection
/// closes when the last stream has ended.
///
/// Touched by the event loop only, but for [#streamClosed].
final class Drain {
    private static final long PING_PAYLOAD = 0x6475_6574_6472_6169L;

    private final Connection connection;
    private final EventLoop loop;
    private volatile boolean begun;
    private boolean refusing;

    /// The last stream that was taken before others were refused.
    private int lastTaken;

    private Timer pingTimeout;

    Drain(Connection connection, EventLoop loop) {
        this.connection = connection;
        this.loop = loop;
    }

    void begin() {
        if (begun) {
            return;
        }
        begun = true;
        connection.stopOpening();
        if (connection.role() == Role.CLIENT) {
            closeIfDone();
            return;
        }
        announce(Integer.MAX_VALUE);
        connection
                .writer()
                .control(
                        FrameWriter.PING_LENGTH,
                        page -> FrameWriter.ping(page, false, PING_PAYLOAD));
        pingTimeout = loop.schedule(Limits.DRAIN_PING_NANOS, this::refuse);
    }

    /// Whether streams that the peer opens are refused.
    boolean refuses() {
        return refusing;
    }

    /// The last stream of the peer that is or was taken: what GOAWAY says. Of what was refused
    /// while draining it knows nothing, since GOAWAY must never name a later stream than the one
    /// before.
    int lastTaken() {
        return refusing ? lastTaken : connection.lastPeerStream();
    }

    void pingAnswered(long payload) {
        if (begun && !refusing && payload == PING_PAYLOAD) {
            pingTimeout.cancel();
            refuse();
        }
    }

    /// The peer is going away: the connection closes with its last stream.
    void peerGoesAway() {
        begun = true;
        stopTaking();
        closeIfDone();
    }

    /// The last stream has ended. Any thread.
    void streamClosed() {
        if (begun) {
            loop.execute(this::closeIfDone);
        }
    }

    void cancel() {
        if (pingTimeout != null) {
            pingTimeout.cancel();
        }
    }

    private void refuse() {
        stopTaking();
        announce(lastTaken);
        closeIfDone();
    }

    private void stopTaking() {
        lastTaken = lastTaken();
        refusing = true;
    }

    private void announce(int lastStream) {
        connection
                .writer()
                .control(
                        FrameWriter.goAwayLength(""),
                        page -> FrameWriter.goAway(page, lastStream, ErrorCode.NO_ERROR, ""));
    }

    private void closeIfDone() {
        boolean mayClose = refusing || connection.role() == Role.CLIENT;
        if (mayClose && connection.streams().size() == 0) {
            connection.closeWith(ErrorCode.NO_ERROR, "the connection was drained");
        }
    }
}
