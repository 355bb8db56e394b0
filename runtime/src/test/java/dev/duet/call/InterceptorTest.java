package dev.duet.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duet.CallOptions;
import dev.duet.Metadata;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.client.Channel;
import dev.duet.server.CallContext;
import dev.duet.server.Server;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What interceptors of both sides see and change.
@Timeout(60)
class InterceptorTest {
    private final List<String> seen = new CopyOnWriteArrayList<>();

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
}
