package dev.duet.internal.rpc;

import dev.duet.Status;

import java.util.Set;

/// How a call is sent several times at once.
///
/// @param maxAttempts attempts in all
/// @param delayNanos the pause between one attempt and the next
/// @param nonFatal the codes after which the next attempt follows at once; others end the call
public record HedgingRules(int maxAttempts, long delayNanos, Set<Status.Code> nonFatal)
        implements AttemptRules {}
