package dev.duet.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.protobuf.Any;
import com.google.protobuf.StringValue;
import com.google.protobuf.util.Durations;

import dev.duet.ErrorDetails;
import dev.duet.StatusException;
import dev.duet.interop.ChatPeer.Line;
import dev.duet.interop.GrpcJava.ClosingChannel;
import dev.duet.interop.chat.ChatMessage;
import dev.duet.server.Server;
import dev.duet.server.ServiceDefinition.BidiHandler;

import io.grpc.CallOptions;
import io.grpc.Deadline;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.runner.Description;
import org.junit.runner.JUnitCore;
import org.junit.runner.Request;
import org.junit.runner.Result;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// grpc-java as the client, Duet as the server, over real sockets.
@Timeout(60)
class GrpcJavaClientTest {
    /// They look into a grpc-java server of the same process.
    private static final List<String> NEED_THEIR_OWN_SERVER =
            List.of("censusContextsPropagated", "sendsTimeoutHeader");

    private static final int AT_ONCE = 10_000;

    @TestFactory
    Stream<DynamicTest> itsWholeInteropSuite() {
        return Request.aClass(GrpcJavaSuite.class)
                .getRunner()
                .getDescription()
                .getChildren()
                .stream()
                .map(Description::getMethodName)
                .filter(name -> !NEED_THEIR_OWN_SERVER.contains(name))
                .sorted()
                .map(name -> DynamicTest.dynamicTest(name, () -> runFromTheSuite(name)));
    }

    private static void runFromTheSuite(String name) throws Exception {
        try (Server server = InteropServer.start(0, 0)) {
            GrpcJavaSuite.against(server.port());
            Result result = new JUnitCore().run(Request.method(GrpcJavaSuite.class, name));
            if (!result.wasSuccessful()) {
                fail(name, result.getFailures().getFirst().getException());
            }
            assertThat(result.getRunCount()).isEqualTo(1);
        }
    }

    @Test
    void seesTheDetailsOfAnError() throws Exception {
        BidiHandler<ChatMessage, String> handler =
                (requests, responses) -> {
                    throw ErrorDetails.exception(
                            dev.duet.Status.NOT_FOUND.withDescription("no such room"),
                            dev.duet.proto.wellknown.Any.pack(
                                    new dev.duet.proto.wellknown.Duration(90, 0)));
                };
        try (Server server = serve(handler);
                ClosingChannel peer = GrpcJava.channel(server.port())) {
            Throwable failure = endOf(start(peer, CallOptions.DEFAULT));

            assertThat(StatusProto.fromThrowable(failure))
                    .isEqualTo(
                            com.google.rpc.Status.newBuilder()
                                    .setCode(Status.Code.NOT_FOUND.value())
                                    .setMessage("no such room")
                                    .addDetails(Any.pack(Durations.fromSeconds(90)))
                                    .build());
        }
    }

    @Test
    void passesItsDeadlineOn() throws Exception {
        CompletableFuture<Duration> remaining = new CompletableFuture<>();
        BidiHandler<ChatMessage, String> handler =
                (requests, responses) -> {
                    remaining.complete(requests.call().deadline().remaining());
                };
        try (Server server = serve(handler);
                ClosingChannel peer = GrpcJava.channel(server.port())) {
            CallOptions options =
                    CallOptions.DEFAULT.withDeadline(Deadline.after(40, TimeUnit.SECONDS));
            assertThat(start(peer, options).read()).isNull();

            assertThat(remaining.get(10, TimeUnit.SECONDS))
                    .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(40));
        }
    }

    @Test
    void ourServerEndsACallWhoseDeadlineHasPassed() throws Exception {
        CompletableFuture<StatusException> end = new CompletableFuture<>();
        try (Server server = serve(waitForever(new CountDownLatch(1), end));
                ClosingChannel peer = GrpcJava.channel(server.port())) {
            CallOptions options =
                    CallOptions.DEFAULT.withDeadline(Deadline.after(50, TimeUnit.MILLISECONDS));
            StatusRuntimeException failure = endOf(start(peer, options));

            assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
            assertThat(end.get(10, TimeUnit.SECONDS).status().code())
                    .isIn(dev.duet.Status.Code.CANCELLED, dev.duet.Status.Code.DEADLINE_EXCEEDED);
        }
    }

    @Test
    void cancelsACallOfOurServer() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<StatusException> end = new CompletableFuture<>();
        try (Server server = serve(waitForever(started, end));
                ClosingChannel peer = GrpcJava.channel(server.port())) {
            StreamObserver<Line> requests = startAsync(peer, new CompletableFuture<>());
            started.await();
            ((ClientCallStreamObserver<Line>) requests).cancel("enough", null);

            assertThat(end.get(10, TimeUnit.SECONDS).status().code())
                    .isEqualTo(dev.duet.Status.Code.CANCELLED);
        }
    }

    @Test
    void seesThatOurServerCancels() throws Exception {
        BidiHandler<ChatMessage, String> handler =
                (requests, responses) -> {
                    responses.send("one");
                    throw dev.duet.Status.CANCELLED.withDescription("changed my mind").exception();
                };
        try (Server server = serve(handler);
                ClosingChannel peer = GrpcJava.channel(server.port())) {
            BlockingClientCall<Line, StringValue> call = start(peer, CallOptions.DEFAULT);
            assertThat(call.read().getValue()).isEqualTo("one");

            Status end = endOf(call).getStatus();
            assertThat(end.getCode()).isEqualTo(Status.Code.CANCELLED);
            assertThat(end.getDescription()).isEqualTo("changed my mind");
        }
    }

    @Test
    void exchangesMessagesOfFourMebibytes() throws Exception {
        String text = "x".repeat(4 * 1024 * 1024 - 100);
        try (Server server = serve(Chats::echo);
                ClosingChannel peer = GrpcJava.channel(server.port())) {
            BlockingClientCall<Line, StringValue> call = start(peer, CallOptions.DEFAULT);
            for (int i = 0; i < 5; i++) {
                call.write(new Line("Sam", text));
                assertThat(call.read().getValue()).isEqualTo("Sam: " + text);
            }
            call.halfClose();
            assertThat(call.read()).isNull();
        }
    }

    @Test
    void hasTenThousandCallsOpenAtOnce() throws Exception {
        AtomicInteger open = new AtomicInteger();
        CountDownLatch allOpen = new CountDownLatch(AT_ONCE);
        BidiHandler<ChatMessage, String> handler =
                (requests, responses) -> {
                    ChatMessage message = requests.receive();
                    open.incrementAndGet();
                    allOpen.countDown();
                    allOpen.await();
                    responses.send(message.name() + ": " + open.get());
                };
        try (Server server =
                        Server.listen(0)
                                .maxConcurrentCalls(AT_ONCE)
                                .service(Chats.service(handler))
                                .start();
                ClosingChannel peer = GrpcJava.channel(server.port())) {
            List<CompletableFuture<String>> answers = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                answers.add(ask(peer, "Sam " + i));
            }
            for (int i = 0; i < AT_ONCE; i++) {
                assertThat(answers.get(i).get(60, TimeUnit.SECONDS))
                        .isEqualTo("Sam " + i + ": " + AT_ONCE);
            }
        }
    }

    private static CompletableFuture<String> ask(ClosingChannel peer, String name) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        StreamObserver<Line> requests = startAsync(peer, answer);
        requests.onNext(new Line(name, ""));
        requests.onCompleted();
        return answer;
    }

    private static StreamObserver<Line> startAsync(
            ClosingChannel peer, CompletableFuture<String> answer) {
        return ClientCalls.asyncBidiStreamingCall(
                peer.channel().newCall(ChatPeer.CHAT, CallOptions.DEFAULT),
                new StreamObserver<>() {
                    @Override
                    public void onNext(StringValue value) {
                        answer.complete(value.getValue());
                    }

                    @Override
                    public void onError(Throwable failure) {
                        answer.completeExceptionally(failure);
                    }

                    @Override
                    public void onCompleted() {
                        answer.completeExceptionally(new AssertionError("no answer"));
                    }
                });
    }

    private static BlockingClientCall<Line, StringValue> start(
            ClosingChannel peer, CallOptions options) {
        return ClientCalls.blockingBidiStreamingCall(peer.channel(), ChatPeer.CHAT, options);
    }

    private static StatusRuntimeException endOf(BlockingClientCall<Line, StringValue> call)
            throws Exception {
        try {
            call.read();
        } catch (io.grpc.StatusException failure) {
            return new StatusRuntimeException(failure.getStatus(), failure.getTrailers());
        }
        throw new AssertionError("the call did not fail");
    }

    private static BidiHandler<ChatMessage, String> waitForever(
            CountDownLatch started, CompletableFuture<StatusException> end) {
        return (requests, responses) -> {
            started.countDown();
            try {
                requests.receive();
            } catch (StatusException e) {
                end.complete(e);
                throw e;
            }
        };
    }

    private static Server serve(BidiHandler<ChatMessage, String> handler) throws Exception {
        return Server.listen(0).service(Chats.service(handler)).start();
    }
}
