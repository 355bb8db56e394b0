package dev.duet.internal.http2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.hpack.HeaderBlock;
import dev.duet.internal.http2.hpack.HeaderField;
import dev.duet.internal.transport.EventLoop;
import dev.duet.internal.transport.MemoryTransport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/// Ids of streams end at 2^31 - 1 (RFC 9113, section 5.1.1): a client's connection that comes near
/// takes no further calls, and ends when those that it has are over.
@Timeout(30)
class StreamIdsRunOutTest {
    private static final byte[] NO_BYTES = {};
    private static final List<HeaderField> REQUEST =
            List.of(
                    new HeaderField(":method", "POST"),
                    new HeaderField(":scheme", "http"),
                    new HeaderField(":path", "/test"),
                    new HeaderField(":authority", "test"));
    private static final List<HeaderField> RESPONSE = List.of(new HeaderField(":status", "200"));

    private final BlockingQueue<Stream> opened = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(2);

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
        public void closed(String reason) {
            closed.countDown();
        }
    }

    private Connection start(Role role, MemoryTransport transport, Reactor reactor) {
        Lifetimes lifetimes = role == Role.CLIENT ? Lifetimes.CLIENT : Lifetimes.SERVER;
        Connection connection =
                new Connection(role, transport, reactor, Limits.DEFAULT, lifetimes, new Listener());
        connection.start();
        return connection;
    }

    @Test
    void theConnectionDrainsAndItsCallsGoOn() throws Exception {
        try (EventLoop loop = new EventLoop("ids", System::nanoTime)) {
            loop.start();
            Reactor reactor = Reactor.of(loop);
            MemoryTransport.Pair pair = MemoryTransport.pair();
            start(Role.SERVER, pair.server(), reactor);
            Connection client = start(Role.CLIENT, pair.client(), reactor);
            client.writer().queue.skipTo(SendQueue.LAST_STREAM_ID - 4);
            Stream before = client.newStream();
            submit(before, REQUEST);
            assertThat(client.isOpen()).isTrue();
            Stream last = client.newStream();
            submit(last, REQUEST);
            CountDownLatch drained = new CountDownLatch(1);
            loop.execute(drained::countDown);
            drained.await();
            assertThat(client.isOpen()).as("open for further calls").isFalse();
            for (int i = 0; i < 2; i++) {
                submit(opened.take(), RESPONSE);
            }
            assertThat(before.awaitHeaders(Long.MAX_VALUE)).isNotNull();
            assertThat(last.awaitHeaders(Long.MAX_VALUE)).isNotNull();
            assertThat(last.id()).isEqualTo(SendQueue.LAST_STREAM_ID - 2);
            closed.await();
            assertThatThrownBy(() -> submit(client.newStream(), REQUEST))
                    .isInstanceOf(StreamException.class);
        }
    }

    /// Sends headers that end our side.
    private static void submit(Stream stream, List<HeaderField> headers) throws Exception {
        stream.submit(headers, NO_BYTES, 0, 0, null, true, Long.MAX_VALUE);
    }
}
