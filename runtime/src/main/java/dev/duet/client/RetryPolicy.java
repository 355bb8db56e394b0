package dev.duet.client;

import dev.duet.Status;
import dev.duet.internal.rpc.RetryRules;
import dev.duet.internal.rpc.WaitLimit;

import java.time.Duration;
import java.util.Set;

/// When and how often calls are tried again that have failed (gRPC proposal A6).
///
/// It holds for calls of all kinds. A call is tried again as long as no response has begun (its
/// headers count), its requests so far are no more than 1 MiB (16 MiB for all calls of a channel),
/// its deadline leaves time, and the channel's failures have not used up its retry tokens. All that
/// was sent is sent again. A server may ask for a pause, or for no further attempt, in its trailers
/// (`grpc-retry-pushback-ms`).
///
/// Beside that, and without any policy, a call that the server has certainly not looked at is sent
/// once more.
///
/// @param maxAttempts attempts in all, the first among them; at least 2. More than 5 count as 5, as
///   gRPC has it (proposal A6)
/// @param initialBackoff the pause before the second attempt, give or take a fifth
/// @param maxBackoff the longest pause
/// @param multiplier how much longer each pause is than the one before
/// @param retryable the codes with which a call is tried again
public record RetryPolicy(
        int maxAttempts,
        Duration initialBackoff,
        Duration maxBackoff,
        double multiplier,
        Set<Status.Code> retryable) {
    private static final int MOST_ATTEMPTS = 5;

    /// Checks and copies.
    ///
    /// @throws IllegalArgumentException if there are less than 2 attempts, a pause is negative, the
    ///   multiplier is not positive, or no error is named
    public RetryPolicy {
        if (maxAttempts < 2) {
            throw new IllegalArgumentException("a retry policy needs at least 2 attempts");
        }
        maxAttempts = Math.min(maxAttempts, MOST_ATTEMPTS);
        if (initialBackoff.isNegative() || maxBackoff.isNegative() || multiplier <= 0) {
            throw new IllegalArgumentException("backoffs and multiplier must be positive");
        }
        retryable = Set.copyOf(retryable);
        if (retryable.isEmpty() || retryable.contains(Status.Code.OK)) {
            throw new IllegalArgumentException("name the codes of errors to try again after");
        }
    }

    RetryRules rules() {
        return new RetryRules(
                maxAttempts,
                WaitLimit.nanos(initialBackoff),
                WaitLimit.nanos(maxBackoff),
                multiplier,
                retryable);
    }

    /// Up to 4 attempts after UNAVAILABLE, with pauses from 100 ms to 1 s.
    ///
    /// @return a policy for idempotent methods
    public static RetryPolicy whenUnavailable() {
        return new RetryPolicy(
                4,
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                2,
                Set.of(Status.Code.UNAVAILABLE));
    }
}
