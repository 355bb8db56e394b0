package dev.duet.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duet.CallOptions;
import dev.duet.Metadata;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.client.Channel;
import dev.duet.client.RetryPolicy;
import dev.duet.server.CallContext;
import dev.duet.server.Responses;
import dev.duet.server.Server;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Calls that are tried again.
@Timeout(60)
class RetryTest {
    private static final RetryPolicy POLICY =
            new RetryPolicy(
                    3,
                    Duration.ofMillis(1),
                    Duration.ofMillis(2),
                    2,
                    Set.of(Status.Code.UNAVAILABLE));

    private final AtomicInteger attempts = new AtomicInteger();
    private final List<String> previous = new CopyOnWriteArrayList<>();

    /// Fails with UNAVAILABLE so often, then answers.
    private EchoService failing(int times, Metadata trailers) {
        return new EchoService() {
            @Override
            String unary(String request) {
                fail();
                return request;
            }

            @Override
            void down(String request, Responses<String> responses) {
                fail();
                responses.send(request);
                throw new StatusException(Status.UNAVAILABLE);
            }

            private void fail() {
                String header = CallContext.current().metadata().get("grpc-previous-rpc-attempts");
                previous.add(String.valueOf(header));
                if (attempts.incrementAndGet() <= times) {
                    throw new StatusException(Status.UNAVAILABLE, trailers);
                }
            }
        };
    }

    private static Channel channel(Server server) {
        return Channel.builder(server.target()).retry("test.Echo", POLICY).build();
    }

    private static void fails(Channel channel) {
        assertThatThrownBy(() -> EchoService.unary(channel, "x"))
                .isInstanceOfSatisfying(
                        StatusException.class,
                        e -> assertThat(e.status()).isEqualTo(Status.UNAVAILABLE));
    }

    @Test
    void aCallIsTriedAgainAndSaysHowOften() throws Exception {
        try (Server server = Server.inMemory().service(failing(2, Metadata.EMPTY)).start();
                Channel channel = channel(server)) {
            assertThat(EchoService.unary(channel, "x")).isEqualTo("x");
        }
        assertThat(previous).containsExactly("null", "1", "2");
    }

    @Test
    void attemptsAreLimited() throws Exception {
        try (Server server = Server.inMemory().service(failing(9, Metadata.EMPTY)).start();
                Channel channel = channel(server)) {
            fails(channel);
        }
        assertThat(attempts).hasValue(3);
    }

    @Test
    void withoutAPolicyAnErrorIsFinal() throws Exception {
        try (Server server = Server.inMemory().service(failing(1, Metadata.EMPTY)).start();
                Channel channel = Channel.to(server.target())) {
            fails(channel);
        }
        assertThat(attempts).hasValue(1);
    }

    @Test
    void theServerCanForbidAnotherAttempt() throws Exception {
        Metadata never = Metadata.fromWire(new String[] {"grpc-retry-pushback-ms", "-1"});
        try (Server server = Server.inMemory().service(failing(1, never)).start();
                Channel channel = channel(server)) {
            fails(channel);
        }
        assertThat(attempts).hasValue(1);
    }

    @Test
    void afterAResponseNothingIsTriedAgain() throws Exception {
        try (Server server = Server.inMemory().service(failing(1, Metadata.EMPTY)).start();
                Channel channel = channel(server);
                var down = EchoService.down(channel, "x")) {
            assertThat(down.receive()).isEqualTo("x");
            assertThatThrownBy(down::receive).isInstanceOf(StatusException.class);
        }
        assertThat(attempts).hasValue(2);
    }

    @Test
    void aChannelWithManyFailuresStopsRetrying() throws Exception {
        try (Server server = Server.inMemory().service(failing(1000, Metadata.EMPTY)).start();
                Channel channel = channel(server)) {
            for (int i = 0; i < 20; i++) {
                fails(channel);
            }
        }
        assertThat(attempts.get()).isBetween(20, 25);
    }

    @Test
    void theDeadlineEndsRetrying() throws Exception {
        Duration minute = Duration.ofMinutes(1);
        RetryPolicy slow = new RetryPolicy(5, minute, minute, 1, Set.of(Status.Code.UNAVAILABLE));
        try (Server server = Server.inMemory().service(failing(9, Metadata.EMPTY)).start();
                Channel channel = Channel.builder(server.target()).retry("", slow).build()) {
            CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(Duration.ofSeconds(10));
            assertThatThrownBy(() -> channel.unary(EchoService.UNARY, "x", options))
                    .isInstanceOf(StatusException.class);
        }
        assertThat(attempts).hasValue(1);
    }
}
