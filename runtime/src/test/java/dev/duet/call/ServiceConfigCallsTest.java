package dev.duet.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duet.CallOptions;
import dev.duet.NameResolver;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.client.BidiCall;
import dev.duet.client.Channel;
import dev.duet.server.CallContext;
import dev.duet.server.Server;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Calls as a service config wants them.
@Timeout(60)
class ServiceConfigCallsTest {
    private static final String RETRY =
            """
            {"maxAttempts": 3, "initialBackoff": "0.001s", "maxBackoff": "0.002s",
             "backoffMultiplier": 1, "retryableStatusCodes": ["UNAVAILABLE"]}\
            """;

    private final AtomicInteger attempts = new AtomicInteger();
    private volatile Duration remaining;
    private Server server;

    @BeforeEach
    void start() throws Exception {
        EchoService service =
                new EchoService() {
                    @Override
                    String unary(String request) {
                        if (request.equals("fail") && attempts.incrementAndGet() < 3) {
                            throw new StatusException(Status.UNAVAILABLE);
                        }
                        var deadline = CallContext.current().deadline();
                        remaining = deadline == null ? null : deadline.remaining();
                        return request;
                    }
                };
        server = Server.listen("127.0.0.1", 0).service(service).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Channel channel(String methodFields) {
        return Channel.builder(server.target()).serviceConfig(config(methodFields)).build();
    }

    private static String config(String methodFields) {
        return """
        {"methodConfig": [{"name": [{"service": "test.Echo"}], %s}]}\
        """
                .formatted(methodFields);
    }

    private static void failsWith(Status.Code code, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.status().code()).isEqualTo(code));
    }

    @Test
    void itsRetryPolicyHolds() {
        try (Channel channel = channel("\"retryPolicy\": " + RETRY)) {
            assertThat(EchoService.unary(channel, "fail")).isEqualTo("fail");
        }
        assertThat(attempts).hasValue(3);
    }

    @Test
    void ofItsTimeoutAndTheCallersTheSmallerCounts() {
        try (Channel channel = channel("\"timeout\": \"60s\"")) {
            EchoService.unary(channel, "x");
            assertThat(remaining).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(60));
            channel.unary(
                    EchoService.UNARY,
                    "x",
                    CallOptions.DEFAULT.withTimeout(Duration.ofSeconds(30)));
            assertThat(remaining).isLessThanOrEqualTo(Duration.ofSeconds(30));
            channel.unary(
                    EchoService.UNARY, "x", CallOptions.DEFAULT.withTimeout(Duration.ofHours(1)));
            assertThat(remaining).isLessThanOrEqualTo(Duration.ofSeconds(60));
        }
    }

    @Test
    void itsLimitsHoldForRequestsAndResponses() {
        try (Channel channel = channel("\"maxRequestMessageBytes\": 50")) {
            failsWith(
                    Status.Code.RESOURCE_EXHAUSTED,
                    () -> EchoService.unary(channel, "x".repeat(100)));
            try (BidiCall<String, String> call = EchoService.both(channel)) {
                failsWith(Status.Code.RESOURCE_EXHAUSTED, () -> call.send("x".repeat(100)));
                assertThat(call.status().code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
            }
        }
        try (Channel channel = channel("\"maxResponseMessageBytes\": 50")) {
            failsWith(
                    Status.Code.RESOURCE_EXHAUSTED,
                    () -> EchoService.unary(channel, "x".repeat(100)));
            assertThat(EchoService.unary(channel, "x")).isEqualTo("x");
        }
    }

    @Test
    void itsHedgingPolicyAndItsLimitsGoTogether() {
        String hedging = "\"hedgingPolicy\": {\"maxAttempts\": 2, \"hedgingDelay\": \"60s\"}";
        try (Channel channel = channel(hedging + ", \"maxRequestMessageBytes\": 50")) {
            assertThat(EchoService.unary(channel, "x")).isEqualTo("x");
            failsWith(
                    Status.Code.RESOURCE_EXHAUSTED,
                    () -> EchoService.unary(channel, "x".repeat(100)));
        }
    }

    @Test
    void itMaySpreadCallsOverAllAddresses() throws Exception {
        String json = "{\"loadBalancingConfig\": [{\"round_robin\": {}}]}";
        try (Server other = Server.listen("127.0.0.1", 0).service(new EchoService()).start()) {
            String both = "static:///127.0.0.1:" + server.port() + ",127.0.0.1:" + other.port();
            try (Channel channel = Channel.builder(both).serviceConfig(json).build()) {
                while (server.connections() == 0 || other.connections() == 0) {
                    EchoService.unary(channel, "x");
                }
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(Channel.builder(both).serviceConfig(json).maxConnections(2)::build);
        }
    }

    @Test
    void itsThrottlingHolds() {
        String json =
                """
                {"methodConfig": [{"name": [{}], "retryPolicy": %s}],
                 "retryThrottling": {"maxTokens": 1, "tokenRatio": 0.1}}\
                """
                        .formatted(RETRY);
        try (Channel channel = Channel.builder(server.target()).serviceConfig(json).build()) {
            failsWith(Status.Code.UNAVAILABLE, () -> EchoService.unary(channel, "fail"));
        }
        assertThat(attempts).hasValue(1);
    }

    @Test
    void itMayLetCallsWaitForAConnection() throws Exception {
        int port = server.port();
        server.close();
        String target = "http://127.0.0.1:" + port;
        try (Channel channel =
                Channel.builder(target).serviceConfig(config("\"waitForReady\": true")).build()) {
            CallOptions soon = CallOptions.DEFAULT.withTimeout(Duration.ofMillis(100));
            failsWith(
                    Status.Code.DEADLINE_EXCEEDED,
                    () -> channel.unary(EchoService.UNARY, "x", soon));
            failsWith(
                    Status.Code.UNAVAILABLE,
                    () -> channel.unary(EchoService.UNARY, "x", soon.withWaitForReady(false)));
        }
    }

    @Test
    void aWrongOneIsRefusedAtOnce() {
        Channel.Builder builder = Channel.builder(server.target());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.serviceConfig(config("\"timeout\": \"soon\"")))
                .withMessageContaining("methodConfig[0].timeout");
    }

    @Test
    void aResolverMayBringOne() {
        NameResolver resolver =
                new NameResolver() {
                    @Override
                    public void start(Listener listener) {
                        var address = new InetSocketAddress("127.0.0.1", server.port());
                        listener.found(List.of(address), config("\"timeout\": \"60s\""));
                        listener.found(List.of(address), "nonsense, which is not used");
                    }

                    @Override
                    public void refresh() {}

                    @Override
                    public void close() {}
                };
        try (Channel channel = Channel.builder("test").resolver(resolver).build()) {
            EchoService.unary(channel, "the first call has made the resolver start");
            EchoService.unary(channel, "x");
            assertThat(remaining).isLessThanOrEqualTo(Duration.ofSeconds(60));
        }
    }
}
