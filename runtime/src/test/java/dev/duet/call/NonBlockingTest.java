package dev.duet.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duet.CallOptions;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.client.BidiCall;
import dev.duet.client.Channel;
import dev.duet.client.ClientStreamingCall;
import dev.duet.internal.transport.EventLoop;
import dev.duet.server.MessageHandler;
import dev.duet.server.Responses;
import dev.duet.server.Server;
import dev.duet.server.ServiceDefinition;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Handlers that run on the event loop.
@Timeout(60)
class NonBlockingTest {
    private static final int MEGABYTE = 1024 * 1024;

    private static Server server(
            EchoService service, UnaryOperator<ServiceDefinition> onLoop, boolean sockets)
            throws Exception {
        Server.Builder builder = sockets ? Server.listen(0) : Server.inMemory();
        return builder.service(onLoop.apply(service.bind())).maxMessageSize(8 * MEGABYTE).start();
    }

    private static Server echo(boolean sockets) throws Exception {
        return server(
                new EchoService(),
                definition ->
                        definition
                                .nonBlocking(EchoService.UNARY)
                                .onMessage(
                                        EchoService.BOTH,
                                        (message, responses) -> responses.send(message)),
                sockets);
    }

    /// Whether the caller runs on an event loop, be it the loop's own thread or one to which the
    /// loop is lent.
    private static boolean onLoop() {
        try {
            EventLoop.checkMayBlock();
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aUnaryMethodRunsOnTheLoop(boolean sockets) throws Exception {
        EchoService service =
                new EchoService() {
                    @Override
                    String unary(String request) {
                        return request + (onLoop() ? " on the loop" : " elsewhere");
                    }
                };
        try (Server server = server(service, d -> d.nonBlocking(EchoService.UNARY), sockets);
                Channel channel = Channel.to(server.target())) {
            for (int i = 0; i < 100; i++) {
                assertThat(EchoService.unary(channel, "ran")).isEqualTo("ran on the loop");
            }
        }
    }

    @Test
    void requestsAndResponsesBeyondTheWindowGetThrough() throws Exception {
        try (Server server = echo(true);
                Channel channel = Channel.to(server.target())) {
            String large = "x".repeat(5 * MEGABYTE);
            CallOptions options = CallOptions.DEFAULT.withMaxInboundMessageSize(8 * MEGABYTE);
            assertThat(channel.unary(EchoService.UNARY, large, options)).isEqualTo(large);
            try (BidiCall<String, String> call = channel.bidi(EchoService.BOTH, options)) {
                call.send(large);
                assertThat(call.receive()).isEqualTo(large);
                call.complete();
                assertThat(call.receive()).isNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStreamIsServedMessageByMessage(boolean sockets) throws Exception {
        List<String> sent = IntStream.range(0, 20_000).mapToObj(i -> "message " + i).toList();
        List<String> answers = new CopyOnWriteArrayList<>();
        try (Server server = echo(sockets);
                Channel channel = Channel.to(server.target());
                BidiCall<String, String> call = EchoService.both(channel)) {
            call.onEach(answers::add);
            sent.forEach(call::send);
            call.complete();
            call.await();
        }
        assertThat(answers).isEqualTo(sent);
    }

    @Test
    void aClientThatDoesNotReadHoldsUpItsOwnStreamOnly() throws Exception {
        AtomicInteger delivered = new AtomicInteger();
        try (Server server =
                        server(
                                new EchoService(),
                                d ->
                                        d.onMessage(
                                                EchoService.BOTH,
                                                (message, responses) -> {
                                                    delivered.incrementAndGet();
                                                    responses.send(message);
                                                }),
                                true);
                Channel channel = Channel.to(server.target());
                BidiCall<String, String> slow = EchoService.both(channel)) {
            String message = "x".repeat(1000);
            int accepted = 0;
            while (slow.send(message, Duration.ofMillis(500))) {
                accepted++;
            }
            assertThat(delivered.get()).isLessThan(accepted);
            try (BidiCall<String, String> other = EchoService.both(channel)) {
                other.send("a");
                assertThat(other.receive()).isEqualTo("a");
            }
            for (int i = 0; i < accepted; i++) {
                assertThat(slow.receive()).isEqualTo(message);
            }
            slow.complete();
            assertThat(slow.receive()).isNull();
        }
    }

    @Test
    void aHandlerOfItsOwnKeepsWhatItKnowsOfACall() throws Exception {
        class Joining implements MessageHandler<String, String> {
            private final StringBuilder all = new StringBuilder();

            @Override
            public void onMessage(String message, Responses<String> responses) {
                all.append(message);
            }

            @Override
            public void onHalfClose(Responses<String> responses) {
                responses.send(all.toString());
            }
        }
        try (Server server =
                        server(
                                new EchoService(),
                                d -> d.onMessage(EchoService.UP, Joining::new),
                                false);
                Channel channel = Channel.to(server.target());
                ClientStreamingCall<String, String> one = EchoService.up(channel);
                ClientStreamingCall<String, String> two = EchoService.up(channel)) {
            for (String letter : List.of("a", "b", "c")) {
                one.send(letter);
                two.send(letter + letter);
            }
            one.complete();
            two.complete();
            assertThat(one.await()).isEqualTo("abc");
            assertThat(two.await()).isEqualTo("aabbcc");
        }
    }

    @Test
    void whatWouldBlockTheLoopThrows() throws Exception {
        try (Server other = echo(true);
                Channel toOther = Channel.to(other.target());
                Server server =
                        server(
                                new EchoService() {
                                    @Override
                                    String unary(String request) {
                                        try {
                                            return EchoService.unary(toOther, request);
                                        } catch (IllegalStateException e) {
                                            return e.getMessage();
                                        }
                                    }
                                },
                                d ->
                                        d.nonBlocking(EchoService.UNARY)
                                                .onMessage(
                                                        EchoService.BOTH,
                                                        (message, responses) -> {
                                                            while (true) {
                                                                responses.send(message);
                                                            }
                                                        }),
                                true);
                Channel channel = Channel.to(server.target())) {
            assertThat(EchoService.unary(toOther, "connected")).isEqualTo("connected");
            assertThat(EchoService.unary(channel, "x")).contains("would block the event loop");
            try (BidiCall<String, String> call = EchoService.both(channel)) {
                call.send("y".repeat(10_000));
                assertThatThrownBy(
                                () -> {
                                    while (call.receive() != null) {
                                        // as many as found room
                                    }
                                })
                        .isInstanceOfSatisfying(
                                StatusException.class,
                                e -> assertThat(e.status().code()).isEqualTo(Status.Code.UNKNOWN));
            }
        }
    }

    @Test
    void trySendSaysWhetherThereIsRoom() throws Exception {
        AtomicInteger taken = new AtomicInteger();
        try (Server server =
                        server(
                                new EchoService(),
                                d ->
                                        d.onMessage(
                                                EchoService.BOTH,
                                                (message, responses) -> {
                                                    while (responses.trySend(message)) {
                                                        taken.incrementAndGet();
                                                    }
                                                }),
                                false);
                Channel channel = Channel.to(server.target());
                BidiCall<String, String> call = EchoService.both(channel)) {
            call.send("z".repeat(10_000));
            call.complete();
            int received = 0;
            while (call.receive() != null) {
                received++;
            }
            assertThat(received).isEqualTo(taken.get()).isGreaterThan(1);
        }
    }

    @Test
    void errorsEndTheCallWithTheirStatus() throws Exception {
        EchoService service =
                new EchoService() {
                    @Override
                    String unary(String request) {
                        throw new StatusException(Status.NOT_FOUND);
                    }
                };
        try (Server server =
                        server(
                                service,
                                d ->
                                        d.nonBlocking(EchoService.UNARY)
                                                .onMessage(
                                                        EchoService.BOTH,
                                                        (message, responses) -> {
                                                            throw Status.ABORTED.exception();
                                                        }),
                                false);
                Channel channel = Channel.to(server.target());
                BidiCall<String, String> call = EchoService.both(channel)) {
            assertThatThrownBy(() -> EchoService.unary(channel, "x"))
                    .isInstanceOfSatisfying(
                            StatusException.class,
                            e -> assertThat(e.status()).isEqualTo(Status.NOT_FOUND));
            call.send("a");
            assertThatThrownBy(call::receive)
                    .isInstanceOfSatisfying(
                            StatusException.class,
                            e -> assertThat(e.status()).isEqualTo(Status.ABORTED));
        }
    }

    @Test
    void aCancelledCallTellsItsHandlerAndEnds() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (Server server =
                        Server.inMemory()
                                .interceptor(
                                        (call, next) -> {
                                            call.onEnd((status, trailers) -> ended.countDown());
                                            next.proceed();
                                        })
                                .service(
                                        new EchoService()
                                                .bind()
                                                .onMessage(
                                                        EchoService.BOTH,
                                                        (message, responses) -> {
                                                            responses
                                                                    .call()
                                                                    .onCancel(cancelled::countDown);
                                                            responses.send(message);
                                                        }))
                                .start();
                Channel channel = Channel.to(server.target());
                BidiCall<String, String> call = EchoService.both(channel)) {
            call.send("a");
            assertThat(call.receive()).isEqualTo("a");
            call.cancel();
            assertThat(cancelled.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void onlyMethodsThatFitCanBeServedOnTheLoop() {
        ServiceDefinition definition = new EchoService().bind();
        assertThatThrownBy(() -> definition.nonBlocking(EchoService.BOTH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("onMessage");
        assertThatThrownBy(() -> definition.onMessage(EchoService.UNARY, (m, r) -> r.send(m)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nonBlocking");
    }

    @Test
    void otherThreadsMaySendOnACallThatIsServedOnTheLoop() throws Exception {
        int pushed = 50;
        String large = "p".repeat(50_000);
        CountDownLatch done = new CountDownLatch(1);
        class Pushing implements MessageHandler<String, String> {
            private boolean begun;

            @Override
            public void onMessage(String message, Responses<String> responses) {
                if (!begun) {
                    begun = true;
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        for (int i = 0; i < pushed; i++) {
                                            responses.send(large);
                                        }
                                        done.countDown();
                                    });
                }
                responses.trySend(message);
            }
        }
        try (Server server =
                        server(
                                new EchoService(),
                                d -> d.onMessage(EchoService.BOTH, Pushing::new),
                                true);
                Channel channel = Channel.to(server.target());
                BidiCall<String, String> call = EchoService.both(channel)) {
            for (int i = 0; i < 200; i++) {
                call.send("small");
            }
            int received = 0;
            while (received < pushed) {
                received += call.receive().equals(large) ? 1 : 0;
            }
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
