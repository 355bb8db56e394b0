package dev.duet.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.duet.CallOptions;
import dev.duet.Metadata;
import dev.duet.MethodDescriptor;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.client.BidiCall;
import dev.duet.client.Channel;
import dev.duet.interop.chat.Chat;
import dev.duet.interop.chat.ChatMessage;
import dev.duet.server.Server;
import dev.duet.server.ServiceDefinition.BidiHandler;
import dev.duet.testing.FaultProxy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// What goes wrong over a real socket ends in the right status, with a text that helps.
@Timeout(30)
class BadInputTest {
    @Test
    void anUnknownMethodIsUnimplementedAndNamed() throws Exception {
        MethodDescriptor<ChatMessage, String> shout = chatMethod("Chat", "shout");

        StatusException failure = call(shout, Chats::echo);

        assertThat(failure.status().code()).isEqualTo(Status.Code.UNIMPLEMENTED);
        assertThat(failure).hasMessageContaining("Chat/shout");
    }

    @Test
    void anUnknownServiceIsUnimplementedAndNamed() throws Exception {
        StatusException failure = call(chatMethod("Nobody", "chat"), Chats::echo);

        assertThat(failure.status().code()).isEqualTo(Status.Code.UNIMPLEMENTED);
        assertThat(failure).hasMessageContaining("Nobody");
    }

    @Test
    void whatAHandlerThrowsIsUnknownAndLeaksNothing() throws Exception {
        StatusException failure =
                call(
                        Chat.CHAT,
                        (requests, responses) -> {
                            throw new IllegalStateException("password 1234");
                        });

        assertThat(failure.status().code()).isEqualTo(Status.Code.UNKNOWN);
        assertThat(failure.getMessage()).doesNotContain("1234").doesNotContain("IllegalState");
    }

    @Test
    void aStatusThatAHandlerThrowsArrivesWithItsTrailers() throws Exception {
        StatusException failure =
                call(
                        Chat.CHAT,
                        (requests, responses) -> {
                            throw Status.NOT_FOUND
                                    .withDescription("no such room: Küche 50%\n")
                                    .exception(Metadata.of("room", "kitchen"));
                        });

        assertThat(failure.status())
                .isEqualTo(Status.NOT_FOUND.withDescription("no such room: Küche 50%\n"));
        assertThat(failure.trailers().get("room")).isEqualTo("kitchen");
    }

    @Test
    void aServerThatIsNotThereIsUnavailableAndNamed() throws Exception {
        int port = freePort();
        try (Channel channel = Channel.to("http://localhost:" + port)) {
            StatusException failure =
                    catchThrowableOfType(StatusException.class, () -> Chat.client(channel).chat());

            assertThat(failure.status().code()).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("localhost:" + port);
        }
    }

    @Test
    void aServerThatVanishesIsUnavailable() throws Exception {
        try (Server server = Server.listen(0).service(Chats.service()).start();
                FaultProxy wire = FaultProxy.to(server.port());
                Channel channel = Channel.to("http://localhost:" + wire.port());
                BidiCall<ChatMessage, String> chat = Chat.client(channel).chat()) {
            chat.send(new ChatMessage("Sam", "Hi"));
            assertThat(chat.receive()).isEqualTo("Sam: Hi");
            wire.killConnections();

            StatusException failure = catchThrowableOfType(StatusException.class, chat::receive);

            assertThat(failure.status().code()).isEqualTo(Status.Code.UNAVAILABLE);
        }
    }

    @Test
    void aClientThatVanishesIsCancelled() throws Exception {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        BidiHandler<ChatMessage, String> handler =
                (requests, responses) -> {
                    try {
                        Chats.echo(requests, responses);
                        end.complete(null);
                    } catch (StatusException e) {
                        end.complete(e);
                    }
                };
        try (Server server = Server.listen(0).service(Chats.service(handler)).start();
                FaultProxy wire = FaultProxy.to(server.port());
                Channel channel = Channel.to("http://localhost:" + wire.port());
                BidiCall<ChatMessage, String> chat = Chat.client(channel).chat()) {
            chat.send(new ChatMessage("Sam", "Hi"));
            assertThat(chat.receive()).isEqualTo("Sam: Hi");
            wire.killConnections();

            assertThat(end.get(10, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            StatusException.class,
                            e -> assertThat(e.status().code()).isEqualTo(Status.Code.CANCELLED));
        }
    }

    private static StatusException call(
            MethodDescriptor<ChatMessage, String> method, BidiHandler<ChatMessage, String> handler)
            throws Exception {
        try (Server server = Server.listen(0).service(Chats.service(handler)).start();
                Channel channel = Channel.to("http://localhost:" + server.port());
                BidiCall<ChatMessage, String> chat = channel.bidi(method, CallOptions.DEFAULT)) {
            return catchThrowableOfType(StatusException.class, chat::receive);
        }
    }

    private static MethodDescriptor<ChatMessage, String> chatMethod(String service, String name) {
        return new MethodDescriptor<>(
                service,
                name,
                MethodDescriptor.Kind.BIDI_STREAMING,
                Chat.CHAT.requestCodec(),
                Chat.CHAT.responseCodec());
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
