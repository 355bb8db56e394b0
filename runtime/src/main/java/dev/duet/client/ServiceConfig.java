package dev.duet.client;

import dev.duet.MethodDescriptor;
import dev.duet.Status;
import dev.duet.internal.rpc.AttemptRules;
import dev.duet.internal.rpc.RetryRules;
import dev.duet.internal.rpc.RetryThrottle;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// How a service wants to be called: gRPC's service config, read and checked
/// (`doc/service_config.md` of grpc/grpc).
final class ServiceConfig {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,9})?s");

    /// By `service/method`, `service`, or empty for all.
    private final Map<String, Method> methods;

    private final RetryThrottle throttle;
    private final boolean roundRobin;

    private ServiceConfig(Map<String, Method> methods, RetryThrottle throttle, boolean roundRobin) {
        this.methods = methods;
        this.throttle = throttle;
        this.roundRobin = roundRobin;
    }

    /// What holds for a method.
    ///
    /// @param timeout how long a call may take, or null
    /// @param waitForReady whether it waits for a connection, or null
    /// @param attempts how it is attempted
    /// @param maxRequestBytes the largest request
    /// @param maxResponseBytes the largest response
    record Method(
            Duration timeout,
            Boolean waitForReady,
            AttemptRules attempts,
            int maxRequestBytes,
            int maxResponseBytes) {}

    /// One that says nothing, with a throttle of its own.
    static ServiceConfig empty() {
        return new ServiceConfig(Map.of(), new RetryThrottle(), false);
    }

    /// @throws IllegalArgumentException if it is wrong, with a message that says where
    static ServiceConfig parse(String json) {
        Fields root = Fields.root(JsonReader.read(json));
        Map<String, Method> methods = new HashMap<>();
        for (Fields one : root.objects("methodConfig")) {
            Method method = method(one);
            for (Fields name : one.objects("name")) {
                String key = key(name);
                if (methods.put(key, method) != null) {
                    throw name.wrong("this name is configured twice");
                }
            }
        }
        return new ServiceConfig(
                Map.copyOf(methods),
                throttle(root.object("retryThrottling")),
                roundRobin(root.objects("loadBalancingConfig")));
    }

    private static String key(Fields name) {
        String service = name.text("service", "");
        String method = name.text("method", "");
        if (service.isEmpty() && !method.isEmpty()) {
            throw name.wrong("a method needs its service");
        }
        return method.isEmpty() ? service : service + "/" + method;
    }

    private static Method method(Fields fields) {
        Fields retry = fields.object("retryPolicy");
        Fields hedging = fields.object("hedgingPolicy");
        if (retry != null && hedging != null) {
            throw fields.wrong("there may be a retryPolicy or a hedgingPolicy, not both");
        }
        AttemptRules attempts = RetryRules.NONE;
        if (retry != null) {
            attempts = retry(retry).rules();
        } else if (hedging != null) {
            attempts = hedging(hedging).rules();
        }
        return new Method(
                duration(fields, "timeout", null),
                fields.truth("waitForReady"),
                attempts,
                bytes(fields, "maxRequestMessageBytes"),
                bytes(fields, "maxResponseMessageBytes"));
    }

    private static RetryPolicy retry(Fields fields) {
        Duration initial = positive(fields, "initialBackoff");
        Duration max = positive(fields, "maxBackoff");
        double multiplier = fields.number("backoffMultiplier");
        Set<Status.Code> codes = codes(fields, "retryableStatusCodes");
        if (multiplier <= 0) {
            throw fields.wrong("backoffMultiplier", "must be above 0");
        }
        if (codes.isEmpty()) {
            throw fields.wrong("retryableStatusCodes", "must not be empty");
        }
        return new RetryPolicy(attempts(fields), initial, max, multiplier, codes);
    }

    private static HedgingPolicy hedging(Fields fields) {
        return new HedgingPolicy(
                attempts(fields),
                duration(fields, "hedgingDelay", Duration.ZERO),
                codes(fields, "nonFatalStatusCodes"));
    }

    private static int attempts(Fields fields) {
        double attempts = fields.number("maxAttempts");
        if (attempts < 2 || attempts != Math.rint(attempts)) {
            throw fields.wrong("maxAttempts", "must be a whole number above 1");
        }
        return (int) Math.min(attempts, Integer.MAX_VALUE);
    }

    private static Duration positive(Fields fields, String name) {
        Duration value = duration(fields, name, Duration.ZERO);
        if (value.isZero()) {
            throw fields.wrong(name, "must be there and above 0");
        }
        return value;
    }

    private static Duration duration(Fields fields, String name, Duration absent) {
        String text = fields.text(name, null);
        if (text == null) {
            return absent;
        }
        if (!SECONDS.matcher(text).matches()) {
            throw fields.wrong(name, "must be seconds like \"1.5s\"");
        }
        BigDecimal seconds = new BigDecimal(text.substring(0, text.length() - 1));
        return Duration.ofSeconds(
                seconds.longValue(),
                seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
    }

    private static int bytes(Fields fields, String name) {
        double value = fields.number(name, Integer.MAX_VALUE);
        if (value < 0 || value != Math.rint(value)) {
            throw fields.wrong(name, "must be a whole number of bytes");
        }
        return (int) Math.min(value, Integer.MAX_VALUE);
    }

    private static Set<Status.Code> codes(Fields fields, String name) {
        Set<Status.Code> codes = EnumSet.noneOf(Status.Code.class);
        for (Object value : fields.list(name)) {
            codes.add(code(fields, name, value));
        }
        if (codes.contains(Status.Code.OK)) {
            throw fields.wrong(name, "OK is no error");
        }
        return codes;
    }

    private static Status.Code code(Fields fields, String name, Object value) {
        for (Status.Code code : Status.Code.values()) {
            boolean named = value instanceof String text && text.equalsIgnoreCase(code.name());
            if (named || value instanceof Double number && number == code.value()) {
                return code;
            }
        }
        throw fields.wrong(name, value + " is no status code");
    }

    private static RetryThrottle throttle(Fields fields) {
        if (fields == null) {
            return new RetryThrottle();
        }
        double max = fields.number("maxTokens");
        double ratio = fields.number("tokenRatio");
        if (max <= 0 || max > 1000) {
            throw fields.wrong("maxTokens", "must be above 0 and at most 1000");
        }
        if (ratio <= 0) {
            throw fields.wrong("tokenRatio", "must be above 0");
        }
        return new RetryThrottle(max, ratio);
    }

    /// The first way of balancing that is known counts.
    private static boolean roundRobin(List<Fields> ways) {
        for (Fields way : ways) {
            if (way.names().size() != 1) {
                throw way.wrong("must have one field, the policy's name");
            }
            if (way.names().contains("round_robin")) {
                return true;
            }
            if (way.names().contains("pick_first")) {
                return false;
            }
        }
        if (!ways.isEmpty()) {
            throw ways.getFirst()
                    .wrong("none of the policies is known; there are pick_first and round_robin");
        }
        return false;
    }

    boolean isEmpty() {
        return methods.isEmpty();
    }

    /// What holds for a method: by its name, its service's, or for all.
    ///
    /// @return null if nothing is said
    Method of(MethodDescriptor<?, ?> method) {
        if (methods.isEmpty()) {
            return null;
        }
        Method exact = methods.get(method.fullName());
        if (exact == null) {
            exact = methods.get(method.service());
        }
        return exact == null ? methods.get("") : exact;
    }

    /// The same with a throttle that is in use, if this one is set like it: its tokens are not
    /// filled up because a resolver says the same again.
    ServiceConfig keeping(RetryThrottle used) {
        return used.isLike(throttle) ? new ServiceConfig(methods, used, roundRobin) : this;
    }

    RetryThrottle throttle() {
        return throttle;
    }

    boolean roundRobin() {
        return roundRobin;
    }
}
