package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.frame.Http2Exception;
import dev.duet.internal.transport.EventLoop;

/// Sends away clients whose keepalive is too eager (gRPC proposal A8, "server enforcement"). A PING
/// is forgiven when HEADERS or DATA were sent since the one before: it may measure the network.
/// Event loop only.
final class PingGuard {
    private static final int FORGIVEN = 2;
    private static final long IDLE_INTERVAL_NANOS = 7_200_000_000_000L;

    private final Connection connection;
    private final EventLoop loop;
    private final Lifetimes lifetimes;
    private long lastPing;
    private long sentAtLastPing = -1;
    private int strikes;

    PingGuard(Connection connection, EventLoop loop, Lifetimes lifetimes) {
        this.connection = connection;
        this.loop = loop;
        this.lifetimes = lifetimes;
    }

    /// Counts a PING of the client.
    ///
    /// @throws Http2Exception if there are too many: a connection error
    void pinged() throws Http2Exception {
        long now = loop.nanoTime();
        long sent = connection.writer().streamFrames();
        boolean first = sentAtLastPing != sent;
        boolean calls = connection.streams().size() > 0 || lifetimes.pingWithoutCalls();
        long interval = calls ? lifetimes.pingIntervalNanos() : IDLE_INTERVAL_NANOS;
        if (first) {
            strikes = 0;
        } else if (now - lastPing < interval && ++strikes > FORGIVEN) {
            throw Http2Exception.connection(ErrorCode.ENHANCE_YOUR_CALM, "too_many_pings");
        }
        lastPing = now;
        sentAtLastPing = sent;
    }
}
