package dev.duet.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.MethodDescriptor;
import dev.duet.MethodDescriptor.Kind;
import dev.duet.proto.Bytes;
import dev.duet.proto.Wrappers;
import dev.duet.server.Server;
import dev.duet.server.ServiceDefinition;
import dev.duet.testing.wire.Frames;
import dev.duet.testing.wire.WirePeer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;

/// Handlers that compute without pause occupy every carrier of virtual threads. What the connection
/// itself has to answer must not wait for them.
class BusyHandlersTest {
    /// What an answer may take. Looked at is the lower quartile of many, since on a busy machine
    /// some of them are held up by others than us.
    private static final long BAR_NANOS = 5_000_000;

    private static final int ROUNDS = 40;
    private static final int STREAM_WINDOW = 64 * 1024;
    private static final int BUSY = Runtime.getRuntime().availableProcessors();

    private final CountDownLatch running = new CountDownLatch(BUSY);
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean over;
    private Server server;
    private WirePeer busy;

    @BeforeEach
    void occupyEveryCarrier() throws Exception {
        var compute =
                new MethodDescriptor<Bytes, Bytes>(
                        "hold.Busy", "Compute", Kind.UNARY, Wrappers.BYTES, Wrappers.BYTES);
        var ignore =
                new MethodDescriptor<Bytes, Bytes>(
                        "hold.Busy", "Ignore", Kind.BIDI_STREAMING, Wrappers.BYTES, Wrappers.BYTES);
        server =
                Server.listen(0)
                        .permitKeepalive(Duration.ZERO, true)
                        .maxConcurrentCalls(10_000)
                        .service(
                                ServiceDefinition.builder("hold.Busy")
                                        .unary(compute, this::compute)
                                        .bidi(ignore, (requests, responses) -> end.await())
                                        .build())
                        .start();
        busy = WirePeer.connect(server.port());
        busy.handshake();
        for (int i = 0; i < BUSY; i++) {
            int stream = 2 * i + 1;
            busy.send(
                    Frames.request(stream, "/hold.Busy/Compute"),
                    Frames.data(stream, new byte[5]).endStream());
        }
        running.await();
    }

    private Bytes compute(Bytes request) {
        running.countDown();
        while (!over) {
            Thread.onSpinWait();
        }
        return request;
    }

    @AfterEach
    void stop() {
        over = true;
        end.countDown();
        busy.close();
        server.close();
    }

    @Test
    void pingsAreAnsweredOnTheSameConnection() {
        assertThat(lowerQuartile(busy::expectQuiet)).isLessThan(BAR_NANOS);
    }

    @Test
    void pingsAreAnsweredOnAnotherConnection() {
        try (WirePeer other = WirePeer.connect(server.port())) {
            other.handshake();
            assertThat(lowerQuartile(other::expectQuiet)).isLessThan(BAR_NANOS);
        }
    }

    @Test
    void anotherConnectionsWindowIsReturned() {
        try (WirePeer other = WirePeer.connect(server.port())) {
            other.handshake();
            long half = other.window(0) / 2;
            int[] stream = {-1};
            IntConsumer send =
                    octets -> { // which nobody reads
                        stream[0] += 2;
                        other.send(Frames.request(stream[0], "/hold.Busy/Ignore"));
                        other.sendContent(stream[0], new byte[octets]);
                    };
            Runnable spendHalf =
                    () -> {
                        while (other.window(0) > half + STREAM_WINDOW) {
                            send.accept(STREAM_WINDOW);
                        }
                        other.expectQuiet();
                    };
            Runnable awaitReturn =
                    () -> {
                        send.accept(STREAM_WINDOW);
                        other.awaitWindow(0, half + 1);
                    };
            assertThat(lowerQuartile(spendHalf, awaitReturn)).isLessThan(BAR_NANOS);
        }
    }

    private static long lowerQuartile(Runnable action) {
        return lowerQuartile(() -> {}, action);
    }

    /// How long something takes that is done many times, each time after something else.
    private static long lowerQuartile(Runnable before, Runnable action) {
        long[] nanos = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            before.run();
            long start = System.nanoTime();
            action.run();
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos[ROUNDS / 4];
    }
}
