package dev.duet.internal.rpc;

/// Whether and how a call is attempted more than once (gRPC proposal A6).
public sealed interface AttemptRules permits RetryRules, HedgingRules {}
