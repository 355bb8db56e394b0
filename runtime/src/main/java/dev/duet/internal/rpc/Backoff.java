package dev.duet.internal.rpc;

import java.util.concurrent.ThreadLocalRandom;

/// How long to rest after a failed attempt to connect: 1 s, then 1.6 times more after each, at most
/// 2 min, each give or take a fifth (gRPC's "connection backoff" protocol). Not thread-safe.
final class Backoff {
    private static final double FIRST_NANOS = 1e9;
    private static final double MAX_NANOS = 120e9;
    private static final double GROWTH = 1.6;
    private static final double JITTER = 0.2;

    private double next = FIRST_NANOS;

    long nextNanos() {
        double jitter = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        long result = (long) (next * jitter);
        next = Math.min(next * GROWTH, MAX_NANOS);
        return result;
    }

    void reset() {
        next = FIRST_NANOS;
    }
}
