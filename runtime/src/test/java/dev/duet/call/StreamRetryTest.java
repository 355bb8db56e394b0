package dev.duet.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duet.CallOptions;
import dev.duet.Metadata;
import dev.duet.ResponseInfo;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.client.BidiCall;
import dev.duet.client.Channel;
import dev.duet.client.ClientStreamingCall;
import dev.duet.client.RetryPolicy;
import dev.duet.server.Requests;
import dev.duet.server.Responses;
import dev.duet.server.Server;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Calls with many requests that are tried again: what was sent is sent again.
@Timeout(60)
class StreamRetryTest {
    private static final RetryPolicy POLICY =
            new RetryPolicy(
                    4,
                    Duration.ofMillis(1),
                    Duration.ofMillis(2),
                    2,
                    Set.of(Status.Code.UNAVAILABLE));

    private final AtomicInteger attempts = new AtomicInteger();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    private static Channel channel(Server server) {
        return Channel.builder(server.target()).retry("", POLICY).build();
    }

    /// Fails after so many requests, as often as told.
    private EchoService failing(int times, int after) {
        return new EchoService() {
            @Override
            String up(Requests<String> requests) throws Exception {
                take(requests);
                return super.up(requests);
            }

            @Override
            void both(Requests<String> requests, Responses<String> responses) throws Exception {
                take(requests);
                super.both(requests, responses);
            }

            private void take(Requests<String> requests) {
                if (attempts.incrementAndGet() <= times) {
                    for (int i = 0; i < after; i++) {
                        requests.receive();
                    }
                    throw new StatusException(Status.UNAVAILABLE);
                }
            }
        };
    }

    @Test
    void aStreamOfRequestsIsSentAgain() throws Exception {
        try (Server server = Server.inMemory().service(failing(2, 2)).start();
                Channel channel = channel(server);
                ClientStreamingCall<String, String> call = EchoService.up(channel)) {
            for (String letter : "a b c d".split(" ")) {
                call.send(letter);
            }
            assertThat(call.await()).isEqualTo("a,b,c,d");
        }
        assertThat(attempts).hasValue(3);
    }

    @Test
    void whoeverSendsFindsOutToo() throws Exception {
        int count = 5_000;
        try (Server server = Server.inMemory().service(failing(3, 1)).start();
                Channel channel = channel(server);
                ClientStreamingCall<String, String> call = EchoService.up(channel)) {
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                sent.add("message " + i);
                call.send(sent.getLast());
            }
            assertThat(call.await()).isEqualTo(String.join(",", sent));
        }
        assertThat(attempts).hasValue(4);
    }

    @Test
    void bothStreamsGoOnWithTheNextAttempt() throws Exception {
        try (Server server = Server.inMemory().service(failing(2, 3)).start();
                Channel channel = channel(server);
                BidiCall<String, String> call = EchoService.both(channel)) {
            call.onEach(seen::add);
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                sent.add("message " + i);
                call.send(sent.getLast());
            }
            call.await();
            assertThat(seen).isEqualTo(sent);
        }
    }

    @Test
    void whatIsSentAgainMayBeMoreThanFitsIntoWindows() throws Exception {
        String large = "x".repeat(100_000);
        CountDownLatch sent = new CountDownLatch(1);
        EchoService service =
                new EchoService() {
                    @Override
                    void both(Requests<String> requests, Responses<String> responses)
                            throws Exception {
                        if (attempts.incrementAndGet() == 1) {
                            for (int i = 0; i < 9; i++) {
                                requests.receive();
                            }
                            sent.await();
                            throw new StatusException(Status.UNAVAILABLE);
                        }
                        super.both(requests, responses);
                    }
                };
        try (Server server = Server.inMemory().service(service).start();
                Channel channel = channel(server);
                BidiCall<String, String> call = EchoService.both(channel)) {
            for (int i = 0; i < 9; i++) {
                call.send(large);
            }
            sent.countDown();
            for (int i = 0; i < 9; i++) {
                assertThat(call.receive()).hasSize(100_000);
            }
            call.send("last");
            call.complete();
            assertThat(call.receive()).isEqualTo("last");
            assertThat(call.receive()).isNull();
        }
    }

    @Test
    void aBlockedSenderGoesOnWithTheNextAttempt() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        EchoService service =
                new EchoService() {
                    @Override
                    String up(Requests<String> requests) throws Exception {
                        if (attempts.incrementAndGet() == 1) {
                            blocked.await();
                            throw new StatusException(Status.UNAVAILABLE);
                        }
                        int length = 0;
                        for (String request : requests) {
                            length += request.length();
                        }
                        return String.valueOf(length);
                    }
                };
        try (Server server = Server.inMemory().service(service).start();
                Channel channel = channel(server);
                ClientStreamingCall<String, String> call = EchoService.up(channel)) {
            String chunk = "x".repeat(50_000);
            int sent = 0;
            while (call.send(chunk, Duration.ofMillis(50))) {
                sent++;
            }
            Thread sender = Thread.startVirtualThread(() -> call.send(chunk));
            while (sender.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            blocked.countDown();
            sender.join();
            assertThat(call.await()).isEqualTo(String.valueOf((sent + 1) * 50_000));
        }
    }

    @Test
    void afterMoreThanCanBeKeptTheAttemptIsTheLast() throws Exception {
        String large = "x".repeat(300_000);
        try (Server server = Server.inMemory().service(failing(1, 4)).start();
                Channel channel = channel(server);
                ClientStreamingCall<String, String> call = EchoService.up(channel)) {
            assertThatThrownBy(
                            () -> {
                                for (int i = 0; i < 10; i++) {
                                    call.send(large);
                                }
                                call.await();
                            })
                    .isInstanceOfSatisfying(
                            StatusException.class,
                            e -> assertThat(e.status()).isEqualTo(Status.UNAVAILABLE));
        }
        assertThat(attempts).hasValue(1);
    }

    @Test
    void afterTheHeadersOfAResponseNothingIsTriedAgain() throws Exception {
        EchoService service =
                new EchoService() {
                    @Override
                    void both(Requests<String> requests, Responses<String> responses) {
                        attempts.incrementAndGet();
                        responses.sendHeaders(Metadata.EMPTY);
                        throw new StatusException(Status.UNAVAILABLE);
                    }
                };
        try (Server server = Server.inMemory().service(service).start();
                Channel channel = channel(server);
                BidiCall<String, String> call = EchoService.both(channel)) {
            assertThatThrownBy(call::receive).isInstanceOf(StatusException.class);
        }
        assertThat(attempts).hasValue(1);
    }

    @Test
    void cancellingEndsTheWaitForTheNextAttempt() throws Exception {
        Duration minute = Duration.ofMinutes(1);
        RetryPolicy slow = new RetryPolicy(3, minute, minute, 1, Set.of(Status.Code.UNAVAILABLE));
        try (Server server = Server.inMemory().service(failing(9, 0)).start();
                Channel channel = Channel.builder(server.target()).retry("", slow).build();
                BidiCall<String, String> call = EchoService.both(channel)) {
            Thread receiver =
                    Thread.startVirtualThread(
                            () ->
                                    assertThatThrownBy(call::receive)
                                            .hasMessageContaining("cancelled"));
            while (attempts.get() == 0) {
                Thread.onSpinWait();
            }
            assertThat(call.trySend("x")).isIn(true, false);
            call.cancel();
            receiver.join();
            assertThat(call.status().code()).isEqualTo(Status.Code.CANCELLED);
            assertThatThrownBy(() -> call.send("x")).isInstanceOf(StatusException.class);
        }
    }

    @Test
    void theEndIsToldOnceHoweverManyAttemptsThereWere() throws Exception {
        ResponseInfo info = new ResponseInfo();
        try (Server server = Server.inMemory().service(failing(2, 1)).start();
                Channel channel =
                        Channel.builder(server.target())
                                .retry("", POLICY)
                                .interceptor(
                                        call -> {
                                            call.onRequest(m -> seen.add("out " + m));
                                            call.onHeaders(_ -> seen.add("headers"));
                                            call.onResponse(m -> seen.add("in " + m));
                                            call.onEnd((status, _) -> seen.add("end " + status));
                                        })
                                .build();
                ClientStreamingCall<String, String> call =
                        channel.clientStreaming(
                                EchoService.UP, CallOptions.DEFAULT.withResponseInfo(info))) {
            call.send("a");
            call.send("b");
            assertThat(call.await()).isEqualTo("a,b");
        }
        assertThat(seen).containsExactly("out a", "out b", "headers", "in a,b", "end OK");
        assertThat(info.status()).isEqualTo(Status.OK);
    }
}
