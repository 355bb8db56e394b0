package dev.duet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.client.BidiCall;
import dev.duet.client.Channel;
import dev.duet.interop.chat.Chat;
import dev.duet.interop.chat.ChatMessage;
import dev.duet.server.Server;
import dev.duet.server.ServiceDefinition.BidiHandler;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The two streams of a call do not wait for each other, over a real socket.
@Timeout(30)
class IndependentStreamsTest {
    @Test
    void theClientReadsAnswersWhileItStillSends() throws Exception {
        withChat(
                Chats::echo,
                chat -> {
                    for (int i = 0; i < 100; i++) {
                        chat.send(new ChatMessage("Sam", "Hi " + i));
                        assertThat(chat.receive()).isEqualTo("Sam: Hi " + i);
                    }
                    chat.complete();
                    assertThat(chat.receive()).isNull();
                });
    }

    @Test
    void theServerSpeaksFirst() throws Exception {
        withChat(
                (requests, responses) -> {
                    responses.send("Welcome!");
                    responses.send("Who are you?");
                    responses.send("Hello, " + requests.receive().name());
                },
                chat -> {
                    assertThat(chat.receive()).isEqualTo("Welcome!");
                    assertThat(chat.receive()).isEqualTo("Who are you?");
                    chat.send(new ChatMessage("Ann", ""));
                    assertThat(chat.receive()).isEqualTo("Hello, Ann");
                    assertThat(chat.receive()).isNull();
                });
    }

    @Test
    void theClientHalfClosesFirstAndReadsOn() throws Exception {
        CompletableFuture<Void> halfClosed = new CompletableFuture<>();
        withChat(
                (requests, responses) -> {
                    List<String> names = new ArrayList<>();
                    for (ChatMessage message : requests) {
                        names.add(message.name());
                    }
                    halfClosed.complete(null);
                    for (String name : names) {
                        responses.send("Bye, " + name);
                    }
                },
                chat -> {
                    chat.send(new ChatMessage("Sam", ""));
                    chat.send(new ChatMessage("Ann", ""));
                    chat.complete();
                    halfClosed.get(10, TimeUnit.SECONDS);
                    assertThat(chat.responses()).containsExactly("Bye, Sam", "Bye, Ann");
                    chat.await();
                });
    }

    @Test
    void theServerEndsWhileTheClientStillSends() throws Exception {
        withChat(
                (requests, responses) -> responses.send("Enough, " + requests.receive().name()),
                chat -> {
                    chat.send(new ChatMessage("John", "Hello"));
                    assertThat(chat.receive()).isEqualTo("Enough, John");
                    assertThat(chat.receive()).isNull();
                    chat.await();
                });
    }

    private static void withChat(BidiHandler<ChatMessage, String> handler, Dialogue dialogue)
            throws Exception {
        try (Server server = Server.listen(0).service(Chats.service(handler)).start();
                Channel channel = Channel.to("http://localhost:" + server.port());
                BidiCall<ChatMessage, String> chat = Chat.client(channel).chat()) {
            dialogue.hold(chat);
        }
    }

    /// What the client does.
    private interface Dialogue {
        void hold(BidiCall<ChatMessage, String> chat) throws Exception;
    }
}
