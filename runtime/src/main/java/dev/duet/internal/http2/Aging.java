package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.transport.EventLoop;
import dev.duet.internal.transport.Timer;

import java.util.concurrent.ThreadLocalRandom;

/// Drains a server's connection that has become old, or has had no streams for long (gRPC proposal
/// A9). Event loop only, but for [#idle].
final class Aging {
    private static final double JITTER = 0.1;

    private final Connection connection;
    private final EventLoop loop;
    private final Lifetimes lifetimes;
    private volatile long idleSince;
    private Timer ageTimer;
    private Timer idleTimer;

    Aging(Connection connection, EventLoop loop, Lifetimes lifetimes) {
        this.connection = connection;
        this.loop = loop;
        this.lifetimes = lifetimes;
    }

    void start() {
        idleSince = loop.nanoTime();
        if (lifetimes.idleNanos() != Lifetimes.NEVER) {
            idleTimer = loop.schedule(lifetimes.idleNanos(), this::checkIdle);
        }
        if (lifetimes.ageNanos() != Lifetimes.NEVER) {
            double jitter = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
            ageTimer = loop.schedule((long) (lifetimes.ageNanos() * jitter), this::tooOld);
        }
    }

    /// The last stream has ended. Any thread.
    void idle() {
        if (lifetimes.idleNanos() != Lifetimes.NEVER) {
            idleSince = loop.nanoTime();
        }
    }

    void cancel() {
        if (ageTimer != null) {
            ageTimer.cancel();
        }
        if (idleTimer != null) {
            idleTimer.cancel();
        }
    }

    private void checkIdle() {
        long idle = connection.streams().size() > 0 ? 0 : loop.nanoTime() - idleSince;
        if (idle >= lifetimes.idleNanos()) {
            connection.drain();
        } else {
            idleTimer = loop.schedule(lifetimes.idleNanos() - idle, this::checkIdle);
        }
    }

    private void tooOld() {
        connection.drain();
        if (lifetimes.ageGraceNanos() != Lifetimes.NEVER) {
            ageTimer =
                    loop.schedule(
                            lifetimes.ageGraceNanos(),
                            () ->
                                    connection.closeWith(
                                            ErrorCode.NO_ERROR, "the connection is too old"));
        }
    }
}
