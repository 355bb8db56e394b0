package dev.duet.internal.rpc;

import dev.duet.Status;

import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// How a call is tried again.
///
/// @param maxAttempts attempts in all
/// @param initialBackoffNanos the pause before the second attempt
/// @param maxBackoffNanos the longest pause
/// @param multiplier how much longer each pause is than the one before
/// @param retryable the codes with which a call is tried again
public record RetryRules(
        int maxAttempts,
        long initialBackoffNanos,
        long maxBackoffNanos,
        double multiplier,
        Set<Status.Code> retryable)
        implements AttemptRules {
    /// No attempts but the first.
    public static final RetryRules NONE = new RetryRules(1, 0, 0, 1, Set.of());

    private static final double JITTER = 0.2;

    /// The pause after so many attempts, with some chance in it.
    long backoffNanos(int attempts) {
        double pause = initialBackoffNanos * Math.pow(multiplier, attempts - 1);
        double jitter = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        return (long) (Math.min(pause, maxBackoffNanos) * jitter);
    }
}
