package dev.duet.client;

import dev.duet.MethodDescriptor;
import dev.duet.internal.rpc.RetryRules;

import java.util.HashMap;
import java.util.Map;

/// Which retry policy holds for which method.
final class MethodRetries {
    private final Map<String, RetryRules> byName = new HashMap<>();

    MethodRetries(Map<String, RetryPolicy> policies) {
        policies.forEach((name, policy) -> byName.put(name, rules(policy)));
    }

    private static RetryRules rules(RetryPolicy policy) {
        return new RetryRules(
                policy.maxAttempts(),
                policy.initialBackoff().toNanos(),
                policy.maxBackoff().toNanos(),
                policy.multiplier(),
                policy.retryable());
    }

    /// The rules of the most precise name.
    RetryRules of(MethodDescriptor<?, ?> method) {
        if (byName.isEmpty()) {
            return RetryRules.NONE;
        }
        RetryRules rules = byName.get(method.fullName());
        if (rules == null) {
            rules = byName.get(method.service());
        }
        return rules == null ? byName.getOrDefault("", RetryRules.NONE) : rules;
    }
}
