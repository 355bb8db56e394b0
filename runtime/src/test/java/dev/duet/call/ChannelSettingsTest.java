package dev.duet.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duet.CallOptions;
import dev.duet.Deadline;
import dev.duet.Metadata;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.client.Channel;
import dev.duet.client.HedgingPolicy;
import dev.duet.client.RetryPolicy;
import dev.duet.server.CallContext;
import dev.duet.server.Server;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.Set;

/// What a channel and the options of a call say of limits and time.
@Timeout(60)
class ChannelSettingsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private volatile Deadline seen;
    private volatile Metadata metadata;
    private Server server;

    @BeforeEach
    void start() throws Exception {
        EchoService noting =
                new EchoService() {
                    @Override
                    String unary(String request) {
                        seen = CallContext.current().deadline();
                        metadata = CallContext.current().metadata();
                        return request;
                    }
                };
        server = Server.inMemory().service(noting).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static void failsWith(Status.Code code, Channel channel, CallOptions options) {
        assertThatThrownBy(() -> channel.unary(EchoService.UNARY, "x".repeat(100), options))
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.status().code()).isEqualTo(code));
    }

    @Test
    void aChannelLimitsResponsesAndACallMayHaveItsOwnLimit() {
        try (Channel channel = Channel.builder(server.target()).maxMessageSize(50).build()) {
            failsWith(Status.Code.RESOURCE_EXHAUSTED, channel, CallOptions.DEFAULT);
            CallOptions more = CallOptions.DEFAULT.withMaxInboundMessageSize(200);
            assertThat(channel.unary(EchoService.UNARY, "x".repeat(100), more)).hasSize(100);
            assertThat(EchoService.unary(channel, "x")).isEqualTo("x");
        }
    }

    @Test
    void aTimeoutRunsFromTheStartOfEachCall() {
        CallOptions kept = CallOptions.DEFAULT.withTimeout(HOUR);
        try (Channel channel = Channel.to(server.target())) {
            channel.unary(EchoService.UNARY, "x", kept);
            Deadline first = seen;
            channel.unary(EchoService.UNARY, "x", kept);
            assertThat(seen).isGreaterThan(first);
            assertThat(seen.remaining()).isBetween(Duration.ofMinutes(59), HOUR);
        }
    }

    @Test
    void ofTimeoutAndDeadlineTheEarlierCounts() {
        CallOptions both =
                CallOptions.DEFAULT.withTimeout(HOUR).withDeadlineAfter(HOUR.dividedBy(2));
        try (Channel channel = Channel.to(server.target())) {
            channel.unary(EchoService.UNARY, "x", both);
            assertThat(seen.remaining()).isLessThanOrEqualTo(HOUR.dividedBy(2));
            channel.unary(EchoService.UNARY, "x", both.withTimeout(Duration.ofMinutes(5)));
            assertThat(seen.remaining()).isLessThanOrEqualTo(Duration.ofMinutes(5));
        }
    }

    @Test
    void theChannelsTimeoutHoldsForCallsThatSayNothing() {
        try (Channel channel = Channel.builder(server.target()).defaultTimeout(HOUR).build()) {
            EchoService.unary(channel, "x");
            assertThat(seen.remaining()).isBetween(Duration.ofMinutes(59), HOUR);
            CallOptions longer = CallOptions.DEFAULT.withTimeout(HOUR.multipliedBy(3));
            channel.unary(EchoService.UNARY, "x", longer);
            assertThat(seen.remaining()).isGreaterThan(HOUR);
        }
    }

    @Test
    void anInterceptorAddsMetadataAndATimeout() {
        try (Channel channel =
                Channel.builder(server.target())
                        .interceptor(call -> call.addMetadata(Metadata.of("token", "secret")))
                        .interceptor(call -> call.options(call.options().withTimeout(HOUR)))
                        .build()) {
            CallOptions own = CallOptions.DEFAULT.withMetadata(Metadata.of("own", "mine"));
            channel.unary(EchoService.UNARY, "x", own);
            assertThat(metadata.get("token")).isEqualTo("secret");
            assertThat(metadata.get("own")).isEqualTo("mine");
            assertThat(seen).isNotNull();
        }
    }

    @Test
    void roundRobinAndSeveralConnectionsContradictEachOther() {
        Channel.Builder both = Channel.builder("http://x:1").roundRobin().maxConnections(2);
        assertThatIllegalArgumentException()
                .isThrownBy(both::build)
                .withMessageContaining("maxConnections");
    }

    @Test
    void aNameHasOnePolicy() {
        HedgingPolicy hedging = new HedgingPolicy(2, Duration.ZERO, Set.of());
        Channel.Builder builder =
                Channel.builder("http://x:1")
                        .retry("a.B", RetryPolicy.whenUnavailable())
                        .hedge("a.B/C", hedging);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.hedge("a.B", hedging))
                .withMessage("there is a policy for a.B already");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.retry("a.B/C", RetryPolicy.whenUnavailable()));
    }
}
