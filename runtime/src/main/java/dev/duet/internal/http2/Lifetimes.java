package dev.duet.internal.http2;

import java.util.concurrent.TimeUnit;

/// How long a connection may live and be silent. Times are in nanoseconds; [#NEVER] switches one
/// off.
///
/// @param keepaliveNanos silence after which the peer is asked for a sign of life
/// @param keepaliveTimeoutNanos time that it has to give one
/// @param keepaliveWithoutCalls whether it is asked when there are no streams
/// @param pingIntervalNanos how often the peer may send PING while there are streams; a peer that
///   keeps sending them more often is sent away (servers only)
/// @param pingWithoutCalls whether the peer may send them as often when there are no streams
/// @param idleNanos time without streams after which the connection is drained
/// @param ageNanos age at which it is drained, give or take a tenth
/// @param ageGraceNanos time that its streams have then
public record Lifetimes(
        long keepaliveNanos,
        long keepaliveTimeoutNanos,
        boolean keepaliveWithoutCalls,
        long pingIntervalNanos,
        boolean pingWithoutCalls,
        long idleNanos,
        long ageNanos,
        long ageGraceNanos) {
    /// Stands for a time that never comes.
    public static final long NEVER = Long.MAX_VALUE;

    /// The shortest interval of keepalive that a client may ask for (gRPC proposal A8).
    public static final long MIN_CLIENT_KEEPALIVE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /// What a client has unless told otherwise: no keepalive (gRPC proposal A8).
    public static final Lifetimes CLIENT =
            new Lifetimes(NEVER, TimeUnit.SECONDS.toNanos(20), false, 0, true, NEVER, NEVER, NEVER);

    /// What a server has unless told otherwise (gRPC proposals A8 and A9).
    public static final Lifetimes SERVER =
            new Lifetimes(
                    TimeUnit.HOURS.toNanos(2),
                    TimeUnit.SECONDS.toNanos(20),
                    true,
                    TimeUnit.MINUTES.toNanos(5),
                    false,
                    NEVER,
                    NEVER,
                    NEVER);

    /// These, with keepalive half as often.
    ///
    /// @return the changed lifetimes
    public Lifetimes withSlowerKeepalive() {
        return new Lifetimes(
                keepaliveNanos > NEVER / 2 ? NEVER : 2 * keepaliveNanos,
                keepaliveTimeoutNanos,
                keepaliveWithoutCalls,
                pingIntervalNanos,
                pingWithoutCalls,
                idleNanos,
                ageNanos,
                ageGraceNanos);
    }
}
