package dev.duet.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duet.CallOptions;
import dev.duet.Metadata;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.client.BidiCall;
import dev.duet.client.Channel;
import dev.duet.client.ClientStreamingCall;
import dev.duet.client.HedgingPolicy;
import dev.duet.server.CallContext;
import dev.duet.server.Requests;
import dev.duet.server.Responses;
import dev.duet.server.Server;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Calls that are sent several times at once.
@Timeout(60)
class HedgingTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final AtomicInteger attempts = new AtomicInteger();
    private final List<String> previous = new CopyOnWriteArrayList<>();
    private final CountDownLatch cancelled = new CountDownLatch(2);

    private static Channel channel(Server server, Duration delay) {
        HedgingPolicy policy = new HedgingPolicy(3, delay, Set.of(Status.Code.UNAVAILABLE));
        return Channel.builder(server.target()).hedge("test.Echo", policy).build();
    }

    /// The first attempts hang until they are cancelled; the last one answers.
    private EchoService hanging(int times) {
        return new EchoService() {
            @Override
            String unary(String request) throws Exception {
                hang();
                return request;
            }

            @Override
            String up(Requests<String> requests) throws Exception {
                hang();
                return super.up(requests);
            }

            @Override
            void both(Requests<String> requests, Responses<String> responses) throws Exception {
                hang();
                super.both(requests, responses);
            }

            private void hang() throws InterruptedException {
                CallContext call = CallContext.current();
                previous.add(String.valueOf(call.metadata().get("grpc-previous-rpc-attempts")));
                if (attempts.incrementAndGet() <= times) {
                    CountDownLatch over = new CountDownLatch(1);
                    call.onCancel(over::countDown);
                    over.await();
                    cancelled.countDown();
                    throw new StatusException(Status.CANCELLED);
                }
            }
        };
    }

    /// Fails so often with a status, then answers.
    private EchoService failing(int times, Status status, Metadata trailers) {
        return new EchoService() {
            @Override
            String unary(String request) {
                if (attempts.incrementAndGet() <= times) {
                    throw new StatusException(status, trailers);
                }
                return request;
            }
        };
    }

    @Test
    void theFirstResponseCountsAndTheOthersAreCancelled() throws Exception {
        try (Server server = Server.inMemory().service(hanging(2)).start();
                Channel channel = channel(server, Duration.ofMillis(20))) {
            assertThat(EchoService.unary(channel, "x")).isEqualTo("x");
            cancelled.await();
        }
        assertThat(previous).containsExactly("null", "1", "2");
    }

    @Test
    void requestsGoToEveryAttempt() throws Exception {
        try (Server server = Server.inMemory().service(hanging(2)).start();
                Channel channel = channel(server, Duration.ofMillis(20));
                ClientStreamingCall<String, String> call = EchoService.up(channel)) {
            call.send("a");
            call.send("b");
            while (attempts.get() < 3) {
                Thread.onSpinWait();
            }
            call.send("c");
            assertThat(call.await()).isEqualTo("a,b,c");
            cancelled.await();
        }
    }

    @Test
    void bothStreamsGoOnWithTheAttemptThatAnswersFirst() throws Exception {
        try (Server server = Server.inMemory().service(hanging(1)).start();
                Channel channel = channel(server, Duration.ofMillis(20));
                BidiCall<String, String> call = EchoService.both(channel)) {
            for (int i = 0; i < 1_000; i++) {
                call.send("message " + i);
                assertThat(call.receive()).isEqualTo("message " + i);
            }
            call.complete();
            assertThat(call.receive()).isNull();
        }
    }

    @Test
    void withMoreRequestsThanCanBeKeptOneAttemptGoesOn() throws Exception {
        String large = "x".repeat(300_000);
        try (Server server = Server.inMemory().service(hanging(0)).start();
                Channel channel = channel(server, LONG);
                ClientStreamingCall<String, String> call = EchoService.up(channel)) {
            for (int i = 0; i < 10; i++) {
                call.send(large);
            }
            assertThat(call.await()).hasSize(10 * 300_000 + 9);
        }
        assertThat(attempts).hasValue(1);
    }

    @Test
    void anErrorThatIsNotFatalBringsTheNextAttemptAtOnce() throws Exception {
        EchoService service = failing(2, Status.UNAVAILABLE, Metadata.EMPTY);
        try (Server server = Server.inMemory().service(service).start();
                Channel channel = channel(server, LONG)) {
            assertThat(EchoService.unary(channel, "x")).isEqualTo("x");
        }
        assertThat(attempts).hasValue(3);
    }

    @Test
    void aFatalErrorEndsTheCall() throws Exception {
        EchoService service = failing(9, Status.NOT_FOUND, Metadata.EMPTY);
        try (Server server = Server.inMemory().service(service).start();
                Channel channel = channel(server, LONG)) {
            fails(channel, Status.NOT_FOUND);
        }
        assertThat(attempts).hasValue(1);
    }

    @Test
    void whenAllFailTheLastErrorIsTheCalls() throws Exception {
        EchoService service = failing(9, Status.UNAVAILABLE, Metadata.EMPTY);
        try (Server server = Server.inMemory().service(service).start();
                Channel channel = channel(server, LONG)) {
            fails(channel, Status.UNAVAILABLE);
        }
        assertThat(attempts).hasValue(3);
    }

    @Test
    void theServerCanForbidFurtherAttempts() throws Exception {
        Metadata never = Metadata.fromWire(new String[] {"grpc-retry-pushback-ms", "-1"});
        EchoService service = failing(9, Status.UNAVAILABLE, never);
        try (Server server = Server.inMemory().service(service).start();
                Channel channel = channel(server, LONG)) {
            fails(channel, Status.UNAVAILABLE);
        }
        assertThat(attempts).hasValue(1);
    }

    @Test
    void aChannelWithManyFailuresStopsHedging() throws Exception {
        EchoService service = failing(1_000, Status.UNAVAILABLE, Metadata.EMPTY);
        try (Server server = Server.inMemory().service(service).start();
                Channel channel = channel(server, LONG)) {
            for (int i = 0; i < 20; i++) {
                fails(channel, Status.UNAVAILABLE);
            }
        }
        assertThat(attempts.get()).isBetween(20, 28);
    }

    @Test
    void theDeadlineEndsAllAttempts() throws Exception {
        try (Server server = Server.inMemory().service(hanging(9)).start();
                Channel channel = channel(server, Duration.ZERO)) {
            CallOptions soon = CallOptions.DEFAULT.withTimeout(Duration.ofMillis(300));
            assertThatThrownBy(() -> channel.unary(EchoService.UNARY, "x", soon))
                    .isInstanceOfSatisfying(
                            StatusException.class,
                            e ->
                                    assertThat(e.status().code())
                                            .isEqualTo(Status.Code.DEADLINE_EXCEEDED));
            cancelled.await();
        }
    }

    private static void fails(Channel channel, Status status) {
        assertThatThrownBy(() -> EchoService.unary(channel, "x"))
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.status()).isEqualTo(status));
    }

    @Test
    void aServerThatAnswersEarlyDoesNotLeaveTheSenderWaiting() throws Exception {
        EchoService service =
                new EchoService() {
                    @Override
                    String up(Requests<String> requests) {
                        return "enough";
                    }
                };
        try (Server server = Server.inMemory().service(service).start();
                Channel channel = channel(server, LONG);
                ClientStreamingCall<String, String> call = EchoService.up(channel)) {
            String request = "x".repeat(10_000);
            assertThatThrownBy(
                            () -> {
                                while (true) {
                                    call.send(request);
                                }
                            })
                    .isInstanceOfSatisfying(
                            StatusException.class,
                            e -> assertThat(e.status().code()).isEqualTo(Status.Code.CANCELLED));
            assertThat(call.await()).isEqualTo("enough");
        }
    }

    @Test
    void moreThanCanBeKeptIsSentWithoutWaiting() throws Exception {
        EchoService service =
                new EchoService() {
                    @Override
                    String up(Requests<String> requests) {
                        int characters = 0;
                        for (String request : requests) {
                            characters += request.length();
                        }
                        return String.valueOf(characters);
                    }
                };
        try (Server server = Server.inMemory().service(service).start();
                Channel channel = channel(server, LONG);
                ClientStreamingCall<String, String> call = EchoService.up(channel)) {
            String request = "x".repeat(10_000);
            for (int sent = 0; sent < 300; ) {
                if (call.trySend(request)) {
                    sent++;
                } else {
                    Thread.onSpinWait();
                }
            }
            call.complete();
            assertThat(call.await()).isEqualTo("3000000");
        }
    }
}
