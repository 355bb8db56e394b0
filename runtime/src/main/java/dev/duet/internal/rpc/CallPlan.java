package dev.duet.internal.rpc;

/// How the calls of a method are made, as their channel says.
///
/// @param attempts whether and how they are attempted more than once
/// @param throttle the channel's; keeps further attempts from being too many
/// @param maxRequestBytes the largest request
/// @param maxResponseBytes the largest response
public record CallPlan(
        AttemptRules attempts, RetryThrottle throttle, int maxRequestBytes, int maxResponseBytes) {}
