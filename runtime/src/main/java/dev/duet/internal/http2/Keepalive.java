package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.FrameWriter;
import dev.duet.internal.transport.EventLoop;
import dev.duet.internal.transport.Timer;

/// Finds out that a silent peer is gone: asks it by PING, and gives the connection up if nothing at
/// all comes back (gRPC proposal A8). Event loop only.
final class Keepalive {
    private static final long PAYLOAD = 0x6475_6574_6c69_7665L;

    private final Connection connection;
    private final EventLoop loop;
    private final Lifetimes lifetimes;
    private long lastRead;
    private boolean asked;
    private Timer timer;

    Keepalive(Connection connection, EventLoop loop, Lifetimes lifetimes) {
        this.connection = connection;
        this.loop = loop;
        this.lifetimes = lifetimes;
    }

    void start() {
        if (lifetimes.keepaliveNanos() != Lifetimes.NEVER) {
            lastRead = loop.nanoTime();
            timer = loop.schedule(lifetimes.keepaliveNanos(), this::check);
        }
    }

    /// Something has come from the peer.
    void heard() {
        if (timer != null) {
            lastRead = loop.nanoTime();
            asked = false;
        }
    }

    void cancel() {
        if (timer != null) {
            timer.cancel();
        }
    }

    private void check() {
        long silence = loop.nanoTime() - lastRead;
        if (asked) {
            connection.lose("the peer did not answer a keepalive PING");
        } else if (silence < lifetimes.keepaliveNanos()) {
            timer = loop.schedule(lifetimes.keepaliveNanos() - silence, this::check);
        } else if (!lifetimes.keepaliveWithoutCalls() && connection.streams().size() == 0) {
            timer = loop.schedule(lifetimes.keepaliveNanos(), this::check);
        } else {
            asked = true;
            connection
                    .writer()
                    .control(
                            FrameWriter.PING_LENGTH,
                            page -> FrameWriter.ping(page, false, PAYLOAD));
            timer = loop.schedule(lifetimes.keepaliveTimeoutNanos(), this::check);
        }
    }
}
