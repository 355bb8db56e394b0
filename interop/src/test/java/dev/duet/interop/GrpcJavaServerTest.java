package dev.duet.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.StringValue;
import com.google.protobuf.util.Durations;

import dev.duet.CallOptions;
import dev.duet.ErrorDetails;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.client.BidiCall;
import dev.duet.client.Channel;
import dev.duet.interop.ChatPeer.Line;
import dev.duet.interop.GrpcJava.ClosingServer;
import dev.duet.interop.chat.Chat;
import dev.duet.interop.chat.ChatMessage;

import io.grpc.Context;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.grpc.testing.integration.TestServiceImpl;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Duet as the client, grpc-java as the server, over real sockets.
@Timeout(60)
class GrpcJavaServerTest {
    /// grpc-java's server cannot tell whether a request was compressed, sends streamed responses
    /// uncompressed whatever is asked for (its own client does not look), and has no limit on
    /// calls.
    private static final List<String> NOT_FOR_GRPC_JAVA =
            List.of(
                    "client_compressed_unary",
                    "client_compressed_streaming",
                    "server_compressed_streaming",
                    "max_concurrent_streams_connection_scaling");

    private static final int AT_ONCE = 10_000;

    @TestFactory
    Stream<DynamicTest> standardInteropCases() {
        return TestCases.all().keySet().stream()
                .filter(name -> !NOT_FOR_GRPC_JAVA.contains(name))
                .map(name -> DynamicTest.dynamicTest(name, () -> runCase(name)));
    }

    private static void runCase(String name) throws Exception {
        Flags flags = new Flags(new String[0], SoakCases.FLAGS);
        try (ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
                ClosingServer server = GrpcJava.serve(testService(executor));
                Channel channel = Target.open(server.address())) {
            TestCases.all().get(name).run(new Target(server.address(), channel, flags));
        }
    }

    private static ServerServiceDefinition testService(ScheduledExecutorService executor) {
        return ServerInterceptors.intercept(
                new TestServiceImpl(executor), TestServiceImpl.interceptors());
    }

    @Test
    void weSeeTheDetailsOfAnError() throws Exception {
        com.google.rpc.Status details =
                com.google.rpc.Status.newBuilder()
                        .setCode(Status.Code.NOT_FOUND.value())
                        .setMessage("no such room")
                        .addDetails(Any.pack(Durations.fromSeconds(90)))
                        .build();
        try (ClosingServer server =
                        serve(answers -> answers.onError(StatusProto.toStatusException(details)));
                Channel channel = Channel.to(server.address());
                BidiCall<ChatMessage, String> chat = Chat.client(channel).chat()) {
            StatusException failure = catchThrowableOfType(StatusException.class, chat::receive);

            assertThat(failure.status())
                    .isEqualTo(Status.NOT_FOUND.withDescription("no such room"));
            assertThat(ErrorDetails.find(failure, dev.duet.proto.wellknown.Duration.CODEC))
                    .isEqualTo(new dev.duet.proto.wellknown.Duration(90, 0));
        }
    }

    @Test
    void ourDeadlineIsPassedOn() throws Exception {
        CompletableFuture<Long> remaining = new CompletableFuture<>();
        Consumer<StreamObserver<StringValue>> handler =
                answers -> {
                    remaining.complete(
                            Context.current().getDeadline().timeRemaining(TimeUnit.SECONDS));
                    answers.onCompleted();
                };
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(Duration.ofSeconds(40));
        try (ClosingServer server = serve(handler);
                Channel channel = Channel.to(server.address());
                BidiCall<ChatMessage, String> chat = Chat.client(channel).chat(options)) {
            assertThat(chat.receive()).isNull();

            assertThat(remaining.get(10, TimeUnit.SECONDS)).isBetween(20L, 40L);
        }
    }

    @Test
    void weEndACallWhoseDeadlineHasPassed() throws Exception {
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(Duration.ofMillis(50));
        try (ClosingServer server = serve(answers -> {});
                Channel channel = Channel.to(server.address());
                BidiCall<ChatMessage, String> chat = Chat.client(channel).chat(options)) {
            StatusException failure = catchThrowableOfType(StatusException.class, chat::receive);

            assertThat(failure.status().code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        }
    }

    @Test
    void itSeesThatWeCancel() throws Exception {
        CompletableFuture<Void> started = new CompletableFuture<>();
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        Consumer<StreamObserver<StringValue>> handler =
                answers -> {
                    ((ServerCallStreamObserver<StringValue>) answers)
                            .setOnCancelHandler(() -> cancelled.complete(null));
                    started.complete(null);
                };
        try (ClosingServer server = serve(handler);
                Channel channel = Channel.to(server.address());
                BidiCall<ChatMessage, String> chat = Chat.client(channel).chat()) {
            chat.send(new ChatMessage("Sam", "Hi"));
            started.get(10, TimeUnit.SECONDS);
            chat.cancel();

            cancelled.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void weSeeThatItCancels() throws Exception {
        Consumer<StreamObserver<StringValue>> handler =
                answers -> {
                    answers.onNext(StringValue.of("one"));
                    answers.onError(
                            io.grpc.Status.CANCELLED
                                    .withDescription("changed my mind")
                                    .asException());
                };
        try (ClosingServer server = serve(handler);
                Channel channel = Channel.to(server.address());
                BidiCall<ChatMessage, String> chat = Chat.client(channel).chat()) {
            assertThat(chat.receive()).isEqualTo("one");
            StatusException failure = catchThrowableOfType(StatusException.class, chat::receive);

            assertThat(failure.status())
                    .isEqualTo(Status.CANCELLED.withDescription("changed my mind"));
        }
    }

    @Test
    void messagesOfFourMebibytesAreExchanged() throws Exception {
        String text = "x".repeat(4 * 1024 * 1024 - 100);
        try (ClosingServer server = GrpcJava.serve(ChatPeer.service());
                Channel channel = Channel.to(server.address());
                BidiCall<ChatMessage, String> chat = Chat.client(channel).chat()) {
            for (int i = 0; i < 5; i++) {
                chat.send(new ChatMessage("Sam", text));
                assertThat(chat.receive()).isEqualTo("Sam: " + text);
            }
            chat.complete();
            assertThat(chat.receive()).isNull();
        }
    }

    @Test
    void tenThousandCallsAreOpenAtOnce() throws Exception {
        try (ClosingServer server = GrpcJava.serve(answersWhenAllHaveAsked());
                Channel channel = Channel.to(server.address());
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<String>> answers =
                    IntStream.range(0, AT_ONCE)
                            .mapToObj(
                                    i ->
                                            CompletableFuture.supplyAsync(
                                                    () -> ask(channel, "Sam " + i), executor))
                            .toList();
            for (int i = 0; i < AT_ONCE; i++) {
                assertThat(answers.get(i).get(60, TimeUnit.SECONDS)).isEqualTo("Hello, Sam " + i);
            }
        }
    }

    private static String ask(Channel channel, String name) {
        try (BidiCall<ChatMessage, String> chat = Chat.client(channel).chat()) {
            chat.send(new ChatMessage(name, ""));
            return chat.receive();
        }
    }

    private static ServerServiceDefinition answersWhenAllHaveAsked() {
        AtomicInteger asked = new AtomicInteger();
        Queue<Runnable> answersToGive = new ConcurrentLinkedQueue<>();
        return ChatPeer.service(
                answers ->
                        new IgnoringObserver() {
                            @Override
                            public void onNext(Line line) {
                                answersToGive.add(
                                        () -> {
                                            answers.onNext(StringValue.of("Hello, " + line.name()));
                                            answers.onCompleted();
                                        });
                                if (asked.incrementAndGet() == AT_ONCE) {
                                    answersToGive.forEach(Runnable::run);
                                }
                            }
                        });
    }

    private static ClosingServer serve(Consumer<StreamObserver<StringValue>> handler)
            throws Exception {
        return GrpcJava.serve(
                ChatPeer.service(
                        answers -> {
                            handler.accept(answers);
                            return new IgnoringObserver();
                        }));
    }

    private static class IgnoringObserver implements StreamObserver<Line> {
        @Override
        public void onNext(Line line) {}

        @Override
        public void onError(Throwable cause) {}

        @Override
        public void onCompleted() {}
    }
}
