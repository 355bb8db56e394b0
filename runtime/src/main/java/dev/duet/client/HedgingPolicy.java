package dev.duet.client;

import dev.duet.Status;
import dev.duet.internal.rpc.HedgingRules;
import dev.duet.internal.rpc.WaitLimit;

import java.time.Duration;
import java.util.Set;

/// When and how often calls are sent several times at once (gRPC proposal A6): the first response
/// counts, the other attempts are cancelled. For methods that do no harm when they are carried out
/// many times.
///
/// Another attempt follows after each pause, or at once after an error that is not fatal. Servers
/// may ask for a pause, or for no further attempt, in their trailers (`grpc-retry-pushback-ms`); a
/// channel with many failures sends no further ones.
///
/// @param maxAttempts attempts in all, the first among them; at least 2. More than 5 count as 5, as
///   gRPC has it (proposal A6)
/// @param delay the pause between one attempt and the next; zero for all at once
/// @param nonFatal the codes after which the others go on; any other code ends the call
public record HedgingPolicy(int maxAttempts, Duration delay, Set<Status.Code> nonFatal) {
    private static final int MOST_ATTEMPTS = 5;

    /// Checks and copies.
    ///
    /// @throws IllegalArgumentException if there are less than 2 attempts, the delay is negative,
    ///   or OK is among the codes
    public HedgingPolicy {
        if (maxAttempts < 2) {
            throw new IllegalArgumentException("a hedging policy needs at least 2 attempts");
        }
        maxAttempts = Math.min(maxAttempts, MOST_ATTEMPTS);
        if (delay.isNegative()) {
            throw new IllegalArgumentException("the delay must not be negative");
        }
        nonFatal = Set.copyOf(nonFatal);
        if (nonFatal.contains(Status.Code.OK)) {
            throw new IllegalArgumentException("OK is no error");
        }
    }

    HedgingRules rules() {
        return new HedgingRules(maxAttempts, WaitLimit.nanos(delay), nonFatal);
    }
}
