package dev.duet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;

import dev.duet.client.BidiCall;
import dev.duet.client.Channel;
import dev.duet.interop.ChatPeer.Line;
import dev.duet.interop.GrpcJava.ClosingChannel;
import dev.duet.interop.GrpcJava.ClosingServer;
import dev.duet.interop.chat.Chat;
import dev.duet.interop.chat.ChatMessage;
import dev.duet.server.Server;

import io.grpc.CallOptions;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.ClientCalls;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The walkthrough, with grpc-java on one side and Duet on the other, over a real socket.
@Timeout(30)
class ChatWithGrpcJavaTest {
    @Test
    void grpcJavasClientChatsWithOurService() throws Exception {
        try (Server server = Server.listen(0).service(Chats.service()).start();
                ClosingChannel peer = GrpcJava.channel(server.port())) {
            BlockingClientCall<Line, StringValue> chat =
                    ClientCalls.blockingBidiStreamingCall(
                            peer.channel(), ChatPeer.CHAT, CallOptions.DEFAULT);
            chat.write(new Line("Sam", "Hi"));
            assertThat(chat.read().getValue()).isEqualTo("Sam: Hi");
            chat.write(new Line("Ann", "Hey"));
            chat.write(new Line("John", "Hello"));
            chat.halfClose();
            assertThat(chat.read().getValue()).isEqualTo("Ann: Hey");
            assertThat(chat.read().getValue()).isEqualTo("John: Hello");
            assertThat(chat.read()).isNull();
        }
    }

    @Test
    void ourClientChatsWithGrpcJavasService() throws Exception {
        try (ClosingServer server = GrpcJava.serve(ChatPeer.service());
                Channel channel = Channel.to(server.address());
                BidiCall<ChatMessage, String> chat = Chat.client(channel).chat()) {
            List<String> answers = new CopyOnWriteArrayList<>();
            chat.onEach(answers::add);
            chat.send(new ChatMessage("Sam", "Hi"));
            chat.send(new ChatMessage("Ann", "Hey"));
            chat.send(new ChatMessage("John", "Hello"));
            chat.complete();
            chat.await();
            assertThat(answers).containsExactly("Sam: Hi", "Ann: Hey", "John: Hello");
        }
    }
}
