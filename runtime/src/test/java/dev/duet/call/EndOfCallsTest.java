package dev.duet.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.client.BidiCall;
import dev.duet.client.Channel;
import dev.duet.server.Requests;
import dev.duet.server.Responses;
import dev.duet.server.Server;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What a call leaves behind when it ends in an unusual way, and when the server stops.
@Timeout(60)
class EndOfCallsTest {
    private static final int CALLS = 20;

    @Test
    void anActionOnCancelThatFailsHarmsNeitherOtherCallsNorOtherActions() throws Exception {
        CountDownLatch begun = new CountDownLatch(CALLS);
        CountDownLatch told = new CountDownLatch(CALLS);
        EchoService service =
                new EchoService() {
                    @Override
                    void both(Requests<String> requests, Responses<String> responses) {
                        responses
                                .call()
                                .onCancel(
                                        () -> {
                                            throw new IllegalStateException("of the handler");
                                        });
                        responses.call().onCancel(told::countDown);
                        begun.countDown();
                        requests.receive();
                    }
                };
        try (Server server = Server.inMemory().service(service).start()) {
            List<BidiCall<String, String>> calls = new ArrayList<>();
            try (Channel channel = Channel.to(server.target())) {
                for (int i = 0; i < CALLS; i++) {
                    calls.add(EchoService.both(channel));
                }
                assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aRequestAfterTheHalfCloseIsRefusedAndTheCallGoesOn() throws Exception {
        try (Server server = Server.inMemory().service(new EchoService()).start();
                Channel channel = Channel.to(server.target());
                BidiCall<String, String> call = EchoService.both(channel)) {
            call.send("a");
            call.complete();
            assertThatThrownBy(() -> call.send("b"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("half-closed");
            assertThat(call.receive()).isEqualTo("a");
            assertThat(call.receive()).isNull();
        }
    }

    @Test
    void whoSendsToACallThatHasFailedLearnsItsStatus() throws Exception {
        EchoService service =
                new EchoService() {
                    @Override
                    void both(Requests<String> requests, Responses<String> responses) {
                        throw new StatusException(Status.PERMISSION_DENIED);
                    }
                };
        try (Server server = Server.inMemory().service(service).start();
                Channel channel = Channel.to(server.target());
                BidiCall<String, String> call = EchoService.both(channel)) {
            assertThatThrownBy(
                            () -> {
                                while (true) {
                                    call.send("into the void");
                                }
                            })
                    .isInstanceOfSatisfying(
                            StatusException.class,
                            e -> assertThat(e.status()).isEqualTo(Status.PERMISSION_DENIED));
        }
    }

    @Test
    void anErrorOfWhoReadsResponsesReachesWhoAwaitsThem() throws Exception {
        try (Server server = Server.inMemory().service(new EchoService()).start();
                Channel channel = Channel.to(server.target());
                BidiCall<String, String> call = EchoService.both(channel)) {
            call.onEach(
                    response -> {
                        throw new AssertionError("of the reader");
                    });
            call.send("a");
            call.complete();
            assertThatThrownBy(call::await)
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("of the reader");
        }
    }

    @Test
    void aResponseIsOnlySentWhenTheInterceptorsHaveReturned() throws Exception {
        try (Server server =
                        Server.inMemory()
                                .interceptor(
                                        (call, next) -> {
                                            next.proceed();
                                            throw new StatusException(Status.ABORTED);
                                        })
                                .service(new EchoService())
                                .start();
                Channel channel = Channel.to(server.target())) {
            assertThatThrownBy(() -> EchoService.unary(channel, "x"))
                    .isInstanceOfSatisfying(
                            StatusException.class,
                            e -> assertThat(e.status()).isEqualTo(Status.ABORTED));
        }
    }

    @Test
    void whoAwaitsTheServersEndGoesOnWhenTheLastCallHasEnded() throws Exception {
        Server server = Server.inMemory().service(new EchoService()).start();
        try (Channel channel = Channel.to(server.target());
                BidiCall<String, String> call = EchoService.both(channel)) {
            call.send("a");
            assertThat(call.receive()).isEqualTo("a");
            assertThat(server.awaitTermination(Duration.ZERO)).isFalse();
            server.shutdown();
            assertThat(server.awaitTermination(Duration.ofMillis(1))).isFalse();
            call.complete();
            assertThat(call.receive()).isNull();
            server.awaitTermination();
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void everyCallLearnsThatTheServerDrains() throws Exception {
        CountDownLatch told = new CountDownLatch(CALLS);
        CountDownLatch begun = new CountDownLatch(CALLS);
        Runnable shared = told::countDown;
        EchoService service =
                new EchoService() {
                    @Override
                    void both(Requests<String> requests, Responses<String> responses) {
                        responses.call().onDraining(shared);
                        begun.countDown();
                        requests.receive();
                    }
                };
        Server server = Server.inMemory().service(service).start();
        try (Channel channel = Channel.to(server.target())) {
            for (int i = 0; i < CALLS; i++) {
                EchoService.both(channel);
            }
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            server.shutdown();
            assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
        }
        server.close();
    }

    @Test
    void waitsOfAnyLengthAreUnderstood() throws Exception {
        try (Server server = Server.inMemory().service(new EchoService()).start();
                Channel channel = Channel.to(server.target());
                BidiCall<String, String> call = EchoService.both(channel)) {
            Duration ages = Duration.ofSeconds(Long.MAX_VALUE);
            assertThat(call.send("a", ages)).isTrue();
            assertThat(call.receive(ages)).isEqualTo("a");
        }
    }

    @Test
    void aCallAlwaysEndsWithAStatusWhoeverSendsFirst() throws Exception {
        EchoService service =
                new EchoService() {
                    @Override
                    void both(Requests<String> requests, Responses<String> responses) {
                        Thread.ofVirtual()
                                .start(
                                        () -> {
                                            try {
                                                responses.send("late or not");
                                            } catch (StatusException e) {
                                                // late
                                            }
                                        });
                    }
                };
        try (Server server = Server.inMemory().service(service).start();
                Channel channel = Channel.to(server.target())) {
            for (int i = 0; i < 2_000; i++) {
                try (BidiCall<String, String> call = EchoService.both(channel)) {
                    call.await();
                    assertThat(call.status()).isEqualTo(Status.OK);
                }
            }
        }
    }
}
