package dev.duet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.duet.CallOptions;
import dev.duet.MethodDescriptor;
import dev.duet.MethodDescriptor.Kind;
import dev.duet.Status;
import dev.duet.internal.rpc.HedgingRules;
import dev.duet.internal.rpc.RetryRules;
import dev.duet.internal.rpc.RetryThrottle;
import dev.duet.proto.Wrappers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

class ServiceConfigTest {
    private static final String RETRY =
            """
            "maxAttempts": 3, "initialBackoff": "0.1s", "maxBackoff": "1s",
            "backoffMultiplier": 2, "retryableStatusCodes": ["UNAVAILABLE", 8]\
            """;

    private static MethodDescriptor<String, String> method(String service, String name) {
        return new MethodDescriptor<>(service, name, Kind.UNARY, Wrappers.STRING, Wrappers.STRING);
    }

    private static ServiceConfig methodConfig(String fields) {
        return ServiceConfig.parse("{\"methodConfig\": [{\"name\": [{}], " + fields + "}]}");
    }

    @Test
    void theThrottleIsKeptAsLongAsItsSettingIsTheSame() {
        String throttled = "{\"retryThrottling\": {\"maxTokens\": 4, \"tokenRatio\": %s}}";
        CallPlans plans =
                new CallPlans(Map.of(), 100, ServiceConfig.parse(throttled.formatted("0.1")));
        RetryThrottle first = throttle(plans);
        plans.update(ServiceConfig.parse(throttled.formatted("0.1")));
        assertThat(throttle(plans)).isSameAs(first);
        plans.update(ServiceConfig.parse(throttled.formatted("0.2")));
        assertThat(throttle(plans)).isNotSameAs(first);
    }

    private static RetryThrottle throttle(CallPlans plans) {
        return plans.of(method("a.B", "C"), CallOptions.DEFAULT).throttle();
    }

    @Test
    void everythingOfAMethodIsRead() {
        ServiceConfig.Method all =
                methodConfig(
                                """
                                "timeout": "1.05s", "waitForReady": true,
                                "maxRequestMessageBytes": 100, "maxResponseMessageBytes": "200",
                                "retryPolicy": {%s}, "somethingNew": [1]
                                """
                                        .formatted(RETRY))
                        .of(method("a.B", "C"));
        assertThat(all.timeout()).isEqualTo(Duration.ofMillis(1050));
        assertThat(all.waitForReady()).isTrue();
        assertThat(all.maxRequestBytes()).isEqualTo(100);
        assertThat(all.maxResponseBytes()).isEqualTo(200);
        assertThat(all.attempts())
                .isEqualTo(
                        new RetryRules(
                                3,
                                100_000_000,
                                1_000_000_000,
                                2,
                                Set.of(Status.Code.UNAVAILABLE, Status.Code.RESOURCE_EXHAUSTED)));
    }

    @Test
    void aHedgingPolicyIsRead() {
        ServiceConfig.Method hedged =
                methodConfig(
                                """
                                "hedgingPolicy": {"maxAttempts": 9, "hedgingDelay": "0.5s",
                                                  "nonFatalStatusCodes": ["unavailable"]}
                                """)
                        .of(method("a.B", "C"));
        assertThat(hedged.attempts())
                .isEqualTo(new HedgingRules(5, 500_000_000, Set.of(Status.Code.UNAVAILABLE)));
    }

    @Test
    void theMostPreciseNameCounts() {
        ServiceConfig config =
                ServiceConfig.parse(
                        """
                        {"methodConfig": [
                          {"name": [{"service": "a.B", "method": "C"}], "timeout": "1s"},
                          {"name": [{"service": "a.B"}, {"service": "a.D"}], "timeout": "2s"},
                          {"name": [{}], "timeout": "3s"}]}
                        """);
        assertThat(config.of(method("a.B", "C")).timeout()).hasSeconds(1);
        assertThat(config.of(method("a.B", "X")).timeout()).hasSeconds(2);
        assertThat(config.of(method("a.D", "C")).timeout()).hasSeconds(2);
        assertThat(config.of(method("a.X", "C")).timeout()).hasSeconds(3);
        assertThat(ServiceConfig.parse("{}").of(method("a.B", "C"))).isNull();
    }

    @Test
    void theFirstWayOfBalancingThatIsKnownCounts() {
        assertThat(balancing("{\"xds\": {}}, {\"round_robin\": {}}").roundRobin()).isTrue();
        assertThat(balancing("{\"pick_first\": {}}, {\"round_robin\": {}}").roundRobin()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> balancing("{\"xds\": {}}"))
                .withMessageContaining("loadBalancingConfig[0]: none of the policies is known");
    }

    private static ServiceConfig balancing(String list) {
        return ServiceConfig.parse("{\"loadBalancingConfig\": [" + list + "]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "[] ! it must be an object",
                "{\"methodConfig\": {}} ! methodConfig: must be a list",
                "{\"methodConfig\": [1]} ! methodConfig[0]: must be an object",
                "{\"methodConfig\": [{\"name\": [{\"method\": \"x\"}]}]}"
                        + " ! methodConfig[0].name[0]: a method needs its service",
                "{\"methodConfig\": [{\"name\": [{}, {}]}]}"
                        + " ! methodConfig[0].name[1]: this name is configured twice",
                "{\"methodConfig\": [{\"timeout\": 5}]}"
                        + " ! methodConfig[0].timeout: must be a string",
                "{\"methodConfig\": [{\"timeout\": \"5m\"}]}"
                        + " ! methodConfig[0].timeout: must be seconds",
                "{\"methodConfig\": [{}, {\"waitForReady\": 1}]}"
                        + " ! methodConfig[1].waitForReady: must be true or false",
                "{\"methodConfig\": [{\"maxRequestMessageBytes\": 1.5}]}"
                        + " ! maxRequestMessageBytes: must be a whole number",
                "{\"methodConfig\": [{\"retryPolicy\": {}}]}"
                        + " ! methodConfig[0].retryPolicy.initialBackoff: must be there",
                "{\"methodConfig\": [{\"retryPolicy\": {}, \"hedgingPolicy\": {}}]}"
                        + " ! methodConfig[0]: there may be",
                "{\"methodConfig\": [{\"hedgingPolicy\": {\"maxAttempts\": 1}}]}"
                        + " ! methodConfig[0].hedgingPolicy.maxAttempts: must be a whole number",
                "{\"methodConfig\": [{\"hedgingPolicy\": {\"maxAttempts\": 2,"
                        + " \"nonFatalStatusCodes\": [\"NOPE\"]}}]}"
                        + " ! nonFatalStatusCodes: NOPE is no status code",
                "{\"retryThrottling\": {\"maxTokens\": 0, \"tokenRatio\": 1}}"
                        + " ! retryThrottling.maxTokens: must be above 0",
                "{\"retryThrottling\": {\"maxTokens\": 10}}"
                        + " ! retryThrottling.tokenRatio: is missing",
            })
    void errorsSayWhere(String json, String error) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServiceConfig.parse(json))
                .withMessageContaining(error);
    }
}
