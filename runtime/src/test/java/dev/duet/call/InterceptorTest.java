package dev.duet.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duet.CallOptions;
import dev.duet.Metadata;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.client.BidiCall;
import dev.duet.client.Channel;
import dev.duet.client.ClientInterceptor;
import dev.duet.client.ClientStreamingCall;
import dev.duet.server.CallContext;
import dev.duet.server.Requests;
import dev.duet.server.Responses;
import dev.duet.server.Server;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// What interceptors of both sides see and change.
@Timeout(60)
class InterceptorTest {
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> threads = new LinkedBlockingQueue<>();

    @Test
    void aServerInterceptorRunsAroundTheHandlerAndSeesEachMessage() throws Exception {
        try (Server server =
                        Server.inMemory()
                                .interceptor(
                                        (call, next) -> {
                                            seen.add("outer " + call.method().fullName());
                                            next.proceed();
                                            seen.add("outer end");
                                        })
                                .interceptor(
                                        (call, next) -> {
                                            call.onRequest(message -> seen.add("in " + message));
                                            call.onResponse(message -> seen.add("out " + message));
                                            next.proceed();
                                            seen.add("inner end");
                                        })
                                .service(new EchoService())
                                .start();
                Channel channel = Channel.to(server.target())) {
            assertThat(EchoService.down(channel, "ab")).containsExactly("a", "b");
        }
        assertThat(seen)
                .containsExactly(
                        "outer test.Echo/Down",
                        "in ab",
                        "out a",
                        "out b",
                        "inner end",
                        "outer end");
    }

    @Test
    void aServerInterceptorCanRefuseACall() throws Exception {
        try (Server server =
                        Server.inMemory()
                                .interceptor(
                                        (call, next) -> {
                                            if (!"secret".equals(call.metadata().get("token"))) {
                                                throw new StatusException(Status.UNAUTHENTICATED);
                                            }
                                            next.proceed();
                                        })
                                .service(new EchoService())
                                .start();
                Channel channel = Channel.to(server.target());
                Channel trusted =
                        Channel.builder(server.target())
                                .interceptor(
                                        call ->
                                                call.options(
                                                        call.options()
                                                                .withMetadata(
                                                                        Metadata.of(
                                                                                "token",
                                                                                "secret"))))
                                .build()) {
            assertThatThrownBy(() -> EchoService.unary(channel, "x"))
                    .isInstanceOfSatisfying(
                            StatusException.class,
                            e -> assertThat(e.status()).isEqualTo(Status.UNAUTHENTICATED));
            assertThat(EchoService.unary(trusted, "x")).isEqualTo("x");
        }
    }

    @Test
    void aClientInterceptorSeesMessagesAndTheEnd() throws Exception {
        EchoService service =
                new EchoService() {
                    @Override
                    String unary(String request) {
                        CallContext.current().addTrailers(Metadata.of("tail", "wagging"));
                        return request;
                    }
                };
        try (Server server = Server.inMemory().service(service).start();
                Channel channel =
                        Channel.builder(server.target())
                                .interceptor(
                                        call -> {
                                            call.onRequest(message -> seen.add("out " + message));
                                            call.onResponse(message -> seen.add("in " + message));
                                            call.onEnd(
                                                    (status, trailers) ->
                                                            seen.add(
                                                                    status.code()
                                                                            + " "
                                                                            + trailers.get(
                                                                                    "tail")));
                                        })
                                .build()) {
            assertThat(channel.unary(EchoService.UNARY, "x", CallOptions.DEFAULT)).isEqualTo("x");
        }
        assertThat(seen).containsExactly("out x", "in x", "OK wagging");
    }

    private Channel watching(Server server, ClientInterceptor... further) {
        Channel.Builder builder =
                Channel.builder(server.target())
                        .interceptor(
                                call -> {
                                    call.onHeaders(m -> seen.add("headers " + m.get("head")));
                                    call.onRequest(m -> seen.add("out " + m));
                                    call.onEnd((status, _) -> ended(status));
                                });
        List.of(further).forEach(builder::interceptor);
        return builder.build();
    }

    private void ended(Status status) {
        seen.add(status.code().name());
        threads.add(Thread.currentThread().getName());
    }

    @Test
    void aClientInterceptorSeesHeaders() throws Exception {
        EchoService service =
                new EchoService() {
                    @Override
                    void down(String request, Responses<String> responses) {
                        responses.sendHeaders(Metadata.of("head", "first"));
                    }
                };
        try (Server server = Server.inMemory().service(service).start();
                Channel channel = watching(server)) {
            assertThat(EchoService.down(channel, "x").receive()).isNull();
        }
        assertThat(seen).startsWith("out x", "headers first");
    }

    @Test
    void theEndByADeadlineIsToldOnceAndNotOnAnEventLoop() throws Exception {
        EchoService hanging =
                new EchoService() {
                    @Override
                    void both(Requests<String> requests, Responses<String> responses) {
                        requests.forEach(_ -> {});
                    }
                };
        try (Server server = Server.inMemory().service(hanging).start();
                Channel channel = watching(server);
                BidiCall<String, String> call =
                        channel.bidi(
                                EchoService.BOTH,
                                CallOptions.DEFAULT.withTimeout(Duration.ofMillis(50)))) {
            assertThat(threads.poll(20, TimeUnit.SECONDS)).isEqualTo("duet-end");
            assertThatThrownBy(call::receive).isInstanceOf(StatusException.class);
            call.cancel();
        }
        assertThat(seen).containsExactly("DEADLINE_EXCEEDED");
    }

    @Test
    void aRequestForWhichThereIsNoRoomIsNotSeen() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        EchoService deaf =
                new EchoService() {
                    @Override
                    String up(Requests<String> requests) throws Exception {
                        over.await();
                        return super.up(requests);
                    }
                };
        int taken = 0;
        try (Server server = Server.inMemory().service(deaf).start();
                Channel channel = watching(server);
                ClientStreamingCall<String, String> call = EchoService.up(channel)) {
            while (call.send("x".repeat(100_000), Duration.ofMillis(50))) {
                taken++;
            }
            assertThat(seen).hasSize(taken);
            over.countDown();
            call.cancel();
        }
        assertThat(seen).last().isEqualTo("CANCELLED");
    }

    @Test
    void aClientInterceptorCanRefuseACallAndOthersSeeIt() throws Exception {
        try (Server server = Server.inMemory().service(new EchoService()).start();
                Channel channel =
                        watching(
                                server,
                                _ -> {
                                    throw new StatusException(Status.PERMISSION_DENIED);
                                })) {
            assertThatThrownBy(() -> EchoService.unary(channel, "x"))
                    .isInstanceOf(StatusException.class);
        }
        assertThat(seen).containsExactly("PERMISSION_DENIED");
    }

    @Test
    void aWatcherThatFailsDoesNotChangeHowACallEnds() throws Exception {
        try (Server server = Server.inMemory().service(new EchoService()).start();
                Channel channel =
                        watching(
                                server,
                                call ->
                                        call.onEnd(
                                                (_, _) -> {
                                                    throw new IllegalStateException("oops");
                                                }))) {
            assertThat(EchoService.unary(channel, "x")).isEqualTo("x");
        }
        assertThat(seen).last().isEqualTo("OK");
    }
}
