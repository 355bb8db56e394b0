package dev.duet.internal.http2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.hpack.HeaderBlock;
import dev.duet.internal.http2.hpack.HeaderField;
import dev.duet.internal.transport.EventLoop;
import dev.duet.internal.transport.MemoryTransport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A virtual thread that waits at a monitor loses its carrier, and while handlers compute it gets
/// none. The event loop spins for the writer lock; so whoever holds that must not wait for a
/// monitor, such as one that is held by somebody without a carrier.
@Timeout(30)
class WriterNeedsNoMonitorTest {
    private static final byte[] NO_BYTES = {};
    private static final List<HeaderField> REQUEST =
            List.of(
                    new HeaderField(":method", "POST"),
                    new HeaderField(":scheme", "http"),
                    new HeaderField(":path", "/test"),
                    new HeaderField(":authority", "test"));
    private static final List<HeaderField> RESPONSE = List.of(new HeaderField(":status", "200"));

    private final BlockingQueue<Stream> opened = new ArrayBlockingQueue<>(1);

    private final class Listener implements ConnectionListener {
        @Override
        public void opened(Stream stream, HeaderBlock headers) {
            opened.add(stream);
        }

        @Override
        public void ready() {}

        @Override
        public void draining(ErrorCode code, String message) {}

        @Override
        public void closed(String reason) {}
    }

    private Connection start(Role role, MemoryTransport transport, Reactor reactor) {
        Connection connection =
                new Connection(
                        role,
                        transport,
                        reactor,
                        Limits.DEFAULT,
                        role == Role.CLIENT ? Lifetimes.CLIENT : Lifetimes.SERVER,
                        new Listener());
        connection.start();
        return connection;
    }

    @Test
    void streamsAreOpenedAndEndedWithoutOne() throws Exception {
        try (EventLoop loop = new EventLoop("monitors", System::nanoTime)) {
            loop.start();
            Reactor reactor = Reactor.of(loop);
            MemoryTransport.Pair pair = MemoryTransport.pair();
            Connection server = start(Role.SERVER, pair.server(), reactor);
            Connection client = start(Role.CLIENT, pair.client(), reactor);
            Stream request = client.newStream();
            end(client, request, REQUEST);
            Stream response = opened.take();
            end(server, response, RESPONSE);
            assertThat(response.state()).isEqualTo(StreamState.CLOSED);
            assertThat(request.awaitHeaders(Long.MAX_VALUE)).isNotNull();
        }
    }

    /// Sends headers that end our side, while all that could be waited for is held.
    private static void end(Connection connection, Stream stream, List<HeaderField> headers)
            throws Exception {
        synchronized (connection.streams()) {
            synchronized (stream) {
                synchronized (stream.inbox) {
                    CompletableFuture.runAsync(() -> submit(stream, headers))
                            .get(20, TimeUnit.SECONDS);
                }
            }
        }
    }

    private static void submit(Stream stream, List<HeaderField> headers) {
        try {
            stream.submit(headers, NO_BYTES, 0, 0, null, true, Long.MAX_VALUE);
        } catch (StreamException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
