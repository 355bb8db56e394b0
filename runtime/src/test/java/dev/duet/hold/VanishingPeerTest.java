package dev.duet.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duet.CallOptions;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.client.BidiCall;
import dev.duet.client.Channel;
import dev.duet.client.ServerStreamingCall;
import dev.duet.proto.Bytes;
import dev.duet.server.Server;
import dev.duet.testing.FaultProxy;
import dev.duet.testing.FaultProxy.Direction;
import dev.duet.testing.JavaProcess;
import dev.duet.testing.VirtualThreads;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The peer goes away in the middle of calls: each of them ends with a status, and nothing is left.
class VanishingPeerTest {
    private static final int STREAMS = 30;

    private final Hold hold = new Hold();
    private Server server;

    @BeforeEach
    void start() throws Exception {
        server = Server.listen(0).service(hold).start();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    /// Calls in every state that a call can hang in, each on its thread.
    private static List<Failable> openCalls(Channel channel) {
        List<Failable> calls = new ArrayList<>();
        Bytes message = Parcels.ofSize(1_000);
        for (int i = 0; i < STREAMS; i++) {
            calls.add(
                    switch (i % 3) {
                        case 0 -> new Failable(() -> pingPong(channel, message));
                        case 1 -> new Failable(() -> sendWithoutEnd(channel, message));
                        default -> new Failable(() -> holdWithoutReading(channel, message));
                    });
        }
        return calls;
    }

    private static void pingPong(Channel channel, Bytes message) throws Exception {
        try (BidiCall<Bytes, Bytes> call = channel.bidi(Hold.ECHO, CallOptions.DEFAULT)) {
            do {
                call.send(message);
            } while (call.receive() != null);
            call.await();
        }
    }

    private static void sendWithoutEnd(Channel channel, Bytes message) {
        try (BidiCall<Bytes, Bytes> call = channel.bidi(Hold.SLOW_READER, CallOptions.DEFAULT)) {
            while (true) {
                call.send(message);
            }
        }
    }

    private static void holdWithoutReading(Channel channel, Bytes message) throws Exception {
        try (ServerStreamingCall<Bytes> flood =
                        channel.serverStreaming(Hold.FLOOD, message, CallOptions.DEFAULT);
                BidiCall<Bytes, Bytes> quiet = channel.bidi(Hold.ECHO, CallOptions.DEFAULT)) {
            quiet.send(message);
            quiet.receive();
            quiet.receive(); // nothing comes
            flood.receive();
        }
    }

    private static void expectFailure(Failable call) {
        assertThatThrownBy(call::join)
                .isInstanceOfSatisfying(
                        StatusException.class,
                        e -> assertThat(e.status().code()).isEqualTo(Status.UNAVAILABLE.code()));
    }

    /// Streams that the calls of [#openCalls] open.
    private static final int HANDLERS = STREAMS + STREAMS / 3;

    private void awaitNoHandlers() throws Exception {
        hold.reads.release(1_000_000);
        Await.until("the end of all handlers", () -> hold.running.get() == 0);
        hold.reads.drainPermits();
    }

    @Test
    void callsEndWhenTheConnectionIsReset() throws Exception {
        long threads = 0;
        for (int round = 0; round < 50; round++) {
            int before = hold.started.get();
            try (FaultProxy proxy = FaultProxy.to(server.port());
                    Channel channel = Channel.to("http://localhost:" + proxy.port())) {
                List<Failable> calls = openCalls(channel);
                Await.until("all calls", () -> hold.started.get() - before == HANDLERS);
                proxy.refuse(true).killConnections();
                calls.forEach(VanishingPeerTest::expectFailure);
            }
            awaitNoHandlers();
            if (round == 5) {
                threads = settledThreads(Long.MAX_VALUE);
            }
        }
        assertThat(settledThreads(threads)).isLessThanOrEqualTo(threads);
    }

    @Test
    void callsEndWhereverTheConnectionIsCut() throws Exception {
        Random random = new Random(5);
        for (int round = 0; round < Scale.of(30, 300); round++) {
            Direction direction = random.nextBoolean() ? Direction.UP : Direction.DOWN;
            int cutAfter = random.nextInt(1 << random.nextInt(4, 18)); // often in the handshake
            try (FaultProxy proxy = FaultProxy.to(server.port()).cutAfter(direction, cutAfter);
                    Channel channel = Channel.to("http://localhost:" + proxy.port())) {
                List<Failable> calls = openCalls(channel);
                calls.getFirst().thread().join(); // it goes to and fro until the cut comes
                proxy.refuse(true).killConnections(); // a second connection may be quiet
                calls.forEach(VanishingPeerTest::expectFailure);
            }
        }
        awaitNoHandlers();
        Await.until("no connections", () -> server.connections() == 0);
    }

    @Test
    void handlersEndWhenTheClientIsKilled() throws Exception {
        long threads = 0;
        for (int round = 0; round < Scale.of(3, 200); round++) {
            try (JavaProcess client = JavaProcess.start(Client.class, "" + server.port())) {
                int before = hold.started.get();
                Await.until("all calls", () -> hold.started.get() - before == HANDLERS);
                client.kill();
            }
            awaitNoHandlers();
            if (round == 1) {
                threads = settledThreads(Long.MAX_VALUE);
            }
        }
        assertThat(settledThreads(threads)).isLessThanOrEqualTo(threads);
    }

    @Test
    void callsEndWhenTheServerIsKilled() throws Exception {
        long threads = 0;
        for (int round = 0; round < Scale.of(3, 200); round++) {
            try (JavaProcess process = JavaProcess.start(Listener.class)) {
                int port = Integer.parseInt(process.readLine());
                try (Channel channel = Channel.to("http://localhost:" + port)) {
                    List<Failable> calls = openCalls(channel);
                    assertThat(process.readLine()).isEqualTo("all calls are here");
                    process.kill();
                    calls.forEach(VanishingPeerTest::expectFailure);
                }
            }
            if (round == 1) {
                threads = settledThreads(Long.MAX_VALUE);
            }
        }
        assertThat(settledThreads(threads)).isLessThanOrEqualTo(threads);
    }

    @Test
    void aSilentNetworkEndsCallsAtTheirDeadline() throws Exception {
        try (FaultProxy proxy = FaultProxy.to(server.port());
                Channel channel = Channel.to("http://localhost:" + proxy.port())) {
            Bytes message = Parcels.ofSize(10);
            channel.unary(Hold.UNARY_ECHO, message, CallOptions.DEFAULT);
            proxy.stall(Direction.UP).stall(Direction.DOWN);
            CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(Duration.ofMillis(200));
            assertThatThrownBy(() -> channel.unary(Hold.UNARY_ECHO, message, options))
                    .isInstanceOfSatisfying(
                            StatusException.class,
                            e ->
                                    assertThat(e.status().code())
                                            .isEqualTo(Status.DEADLINE_EXCEEDED.code()));
        }
    }

    /// The number of threads of ours once it is at most the expected one or has settled.
    private static long settledThreads(long expected) throws Exception {
        long[] last = {-1, 0};
        Await.until(
                "a steady number of threads",
                () -> {
                    long now = VirtualThreads.count("duet");
                    last[1] = now == last[0] ? last[1] + 1 : 0;
                    last[0] = now;
                    return now <= expected && last[1] >= (expected == Long.MAX_VALUE ? 10 : 0)
                            || last[1] > 100;
                });
        return last[0];
    }

    /// A process that calls the server at the given port and waits to be killed.
    static final class Client {
        public static void main(String... args) throws Exception {
            try (Channel channel = Channel.to("http://localhost:" + args[0])) {
                for (Failable call : openCalls(channel)) {
                    call.thread().join();
                }
            }
        }
    }

    /// A process that listens, says where, and waits to be killed.
    static final class Listener {
        public static void main(String... args) throws Exception {
            Hold hold = new Hold();
            Server server = Server.listen(0).service(hold).start();
            System.out.println(server.port());
            Await.until("all calls", () -> hold.started.get() == HANDLERS);
            System.out.println("all calls are here");
            server.awaitTermination();
        }
    }
}
