package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.hpack.HeaderBlock;
import dev.duet.internal.http2.hpack.HeaderField;
import dev.duet.internal.transport.EventLoop;
import dev.duet.internal.transport.MemoryTransport;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/// Two connections that talk to each other in memory, both on one loop.
final class ConnectedPair implements AutoCloseable {
    static final List<HeaderField> REQUEST =
            List.of(
                    new HeaderField(":method", "POST"),
                    new HeaderField(":scheme", "http"),
                    new HeaderField(":path", "/test"),
                    new HeaderField(":authority", "test"));
    static final List<HeaderField> RESPONSE = List.of(new HeaderField(":status", "200"));

    private static final byte[] NO_BYTES = {};

    /// The server's streams as they are opened.
    final BlockingQueue<Stream> opened = new LinkedBlockingQueue<>();

    /// Opened when both connections are closed.
    final CountDownLatch closed = new CountDownLatch(2);

    final EventLoop loop = new EventLoop("pair", System::nanoTime);
    final Connection server;
    final Connection client;

    ConnectedPair(Limits limits) {
        loop.start();
        Reactor reactor = Reactor.of(loop);
        MemoryTransport.Pair pair = MemoryTransport.pair();
        Listener listener = new Listener();
        server =
                new Connection(
                        Role.SERVER, pair.server(), reactor, limits, Lifetimes.SERVER, listener);
        client =
                new Connection(
                        Role.CLIENT, pair.client(), reactor, limits, Lifetimes.CLIENT, listener);
        server.start();
        client.start();
    }

    /// Sends headers only.
    static void submit(Stream stream, List<HeaderField> headers, boolean end)
            throws StreamException, InterruptedException {
        stream.submit(headers, NO_BYTES, 0, 0, null, end, Long.MAX_VALUE);
    }

    /// Waits until the loop has handled what has been read so far, and the tasks that came of it.
    void settle() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            CountDownLatch done = new CountDownLatch(1);
            loop.execute(done::countDown);
            done.await();
        }
    }

    @Override
    public void close() {
        client.close(ErrorCode.NO_ERROR, "the test is over");
        server.close(ErrorCode.NO_ERROR, "the test is over");
        loop.close();
    }

    private final class Listener extends SilentListener {
        @Override
        public void opened(Stream stream, HeaderBlock headers) {
            opened.add(stream);
        }

        @Override
        public void closed(String reason) {
            closed.countDown();
        }
    }
}
