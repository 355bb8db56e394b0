package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.FrameWriter;
import dev.duet.internal.transport.EventLoop;

/// How long a frame takes to the peer and back, measured by PING, while streams are busy receiving.
/// Windows grow by it. Any thread may use it; answers come on the event loop.
final class RoundTrip {
    private static final long PAYLOAD = 0x7274_742d_7069_6e67L; // "rtt-ping" in ASCII

    private final Connection connection;
    private final EventLoop loop;
    private boolean asked;
    private long askedAt;

    /// The shortest time seen, or 0 as long as none is known.
    private volatile long nanos;

    RoundTrip(Connection connection, EventLoop loop) {
        this.connection = connection;
        this.loop = loop;
    }

    /// The shortest time seen.
    ///
    /// @return nanoseconds, or 0 as long as none is known
    long nanos() {
        return nanos;
    }

    /// Measures, unless the last time is not long ago. Called when DATA comes in quickly, so that a
    /// server does not take the PING for one of an idle client.
    void measure() {
        synchronized (this) {
            long now = loop.nanoTime();
            if (asked && now - askedAt < Limits.ROUND_TRIP_NANOS) {
                return;
            }
            asked = true;
            askedAt = now;
        }
        connection
                .writer()
                .control(FrameWriter.PING_LENGTH, page -> FrameWriter.ping(page, false, PAYLOAD));
    }

    /// A PING was answered. Event loop only.
    synchronized void pingAnswered(long payload) {
        if (payload == PAYLOAD && asked) {
            long took = Math.max(1, loop.nanoTime() - askedAt);
            nanos = nanos == 0 ? took : Math.min(nanos, took);
        }
    }
}
