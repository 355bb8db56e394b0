package dev.duet.client;

import dev.duet.CallOptions;
import dev.duet.MethodDescriptor;
import dev.duet.internal.rpc.AttemptRules;
import dev.duet.internal.rpc.CallPlan;
import dev.duet.internal.rpc.RetryRules;

import java.time.Duration;
import java.util.Map;

/// How a channel makes calls of a method: by what the program has said for it, and by the service
/// config, which may change.
final class CallPlans {
    private final Map<String, AttemptRules> byName;
    private final int maxMessageBytes;
    private volatile ServiceConfig config;

    /// The plan of calls about which nothing is said.
    private volatile CallPlan usual;

    CallPlans(Map<String, AttemptRules> byName, int maxMessageBytes, ServiceConfig config) {
        this.byName = Map.copyOf(byName);
        this.maxMessageBytes = maxMessageBytes;
        use(config);
    }

    /// Takes a service config for the calls from now on.
    void update(ServiceConfig changed) {
        use(changed.keeping(config.throttle()));
    }

    private void use(ServiceConfig chosen) {
        config = chosen;
        usual =
                new CallPlan(
                        RetryRules.NONE, chosen.throttle(), Integer.MAX_VALUE, maxMessageBytes);
    }

    /// The options of a call with what the service config says, where the caller has not.
    CallOptions applied(MethodDescriptor<?, ?> method, CallOptions options) {
        ServiceConfig.Method wanted = config.of(method);
        if (wanted == null) {
            return options;
        }
        CallOptions result = options;
        Duration own = options.timeout();
        if (wanted.timeout() != null && (own == null || own.compareTo(wanted.timeout()) > 0)) {
            result = result.withTimeout(wanted.timeout());
        }
        if (wanted.waitForReady() != null && !options.saysWaitForReady()) {
            result = result.withWaitForReady(wanted.waitForReady());
        }
        return result;
    }

    /// The plan of a call.
    CallPlan of(MethodDescriptor<?, ?> method, CallOptions options) {
        ServiceConfig now = config;
        if (byName.isEmpty() && now.isEmpty() && options.maxInboundMessageSize().isEmpty()) {
            return usual;
        }
        ServiceConfig.Method wanted = now.of(method);
        AttemptRules rules = rules(method);
        int maxRequest = Integer.MAX_VALUE;
        int maxResponse = options.maxInboundMessageSize().orElse(maxMessageBytes);
        if (wanted != null) {
            rules = rules == null ? wanted.attempts() : rules;
            maxRequest = wanted.maxRequestBytes();
            maxResponse = Math.min(maxResponse, wanted.maxResponseBytes());
        }
        return new CallPlan(
                rules == null ? RetryRules.NONE : rules, now.throttle(), maxRequest, maxResponse);
    }

    private AttemptRules rules(MethodDescriptor<?, ?> method) {
        if (byName.isEmpty()) {
            return null;
        }
        AttemptRules rules = byName.get(method.fullName());
        if (rules == null) {
            rules = byName.get(method.service());
        }
        return rules == null ? byName.get("") : rules;
    }
}
