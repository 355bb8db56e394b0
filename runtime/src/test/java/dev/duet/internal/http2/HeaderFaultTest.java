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

import java.util.AbstractList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/// Memory runs out between the encoding of a header block and the sending of it.
@Timeout(30)
class HeaderFaultTest {
    private static final byte[] NO_BYTES = {};

    private static final List<HeaderField> REQUEST =
            List.of(
                    new HeaderField(":method", "POST"),
                    new HeaderField(":scheme", "http"),
                    new HeaderField(":path", "/test"),
                    new HeaderField(":authority", "test"),
                    new HeaderField("a", "1"));

    /// Enters its first field into the encoder's table and has no second one.
    private static final List<HeaderField> FATAL =
            new AbstractList<>() {
                @Override
                public HeaderField get(int index) {
                    if (index > 0) {
                        throw new OutOfMemoryError("thrown by a test");
                    }
                    return new HeaderField("x-entered", "but never sent");
                }

                @Override
                public int size() {
                    return 2;
                }
            };

    private final Queue<HeaderBlock> received = new ConcurrentLinkedQueue<>();
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(2);

    private final class Listener implements ConnectionListener {
        @Override
        public void opened(Stream stream, HeaderBlock headers) {
            received.add(headers);
            opened.countDown();
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
    void theConnectionEndsBeforeAnythingElseIsSentOnIt() throws Exception {
        try (EventLoop loop = new EventLoop("fault", System::nanoTime)) {
            loop.start();
            Reactor reactor = Reactor.of(loop);
            MemoryTransport.Pair pair = MemoryTransport.pair();
            start(Role.SERVER, pair.server(), reactor);
            Connection client = start(Role.CLIENT, pair.client(), reactor);
            Stream first = client.newStream();
            first.submit(REQUEST, NO_BYTES, 0, 0, null, false, Long.MAX_VALUE);
            opened.await();
            assertThatThrownBy(() -> submit(client.newStream(), FATAL))
                    .isInstanceOf(OutOfMemoryError.class);
            assertThatThrownBy(
                            () -> {
                                while (true) { // what is appended until the loop knows is dropped
                                    submit(client.newStream(), REQUEST);
                                }
                            })
                    .isInstanceOf(StreamException.class);
            closed.await();
            assertThat(first.failure()).isNotNull();
            assertThat(received).hasSize(1);
        }
    }

    private static void submit(Stream stream, List<HeaderField> headers) throws Exception {
        stream.submit(headers, NO_BYTES, 0, 0, null, false, Long.MAX_VALUE);
    }
}
