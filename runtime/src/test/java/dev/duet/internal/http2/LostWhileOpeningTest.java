package dev.duet.internal.http2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.hpack.HeaderBlock;
import dev.duet.internal.http2.hpack.HeaderField;
import dev.duet.internal.transport.EventLoop;
import dev.duet.internal.transport.MemoryTransport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A connection is lost while threads open streams on it: each of them learns of it.
class LostWhileOpeningTest {
    private static final List<HeaderField> REQUEST =
            List.of(
                    new HeaderField(":method", "POST"),
                    new HeaderField(":scheme", "http"),
                    new HeaderField(":path", "/test"),
                    new HeaderField(":authority", "test"));
    private static final int ROUNDS = 300;
    private static final int THREADS = 4;
    private static final int STREAMS = 100;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger opened = new AtomicInteger();
    private EventLoop loop;
    private Reactor reactor;

    @BeforeEach
    void startLoop() {
        loop = new EventLoop("lost", System::nanoTime);
        loop.start();
        reactor = Reactor.of(loop);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        loop.close();
    }

    private final class Listener extends SilentListener {
        @Override
        public void opened(Stream stream, HeaderBlock headers) {
            opened.incrementAndGet();
        }
    }

    private Connection start(Role role, MemoryTransport transport, Lifetimes lifetimes) {
        Limits limits = new Limits(10_000, 65_536, 1 << 20, 8192, 100);
        Connection connection =
                new Connection(role, transport, reactor, limits, lifetimes, new Listener());
        connection.start();
        return connection;
    }

    /// Opens many streams and waits for the last one.
    private static void openMany(Connection connection) throws InterruptedException {
        try {
            for (int i = 0; i < STREAMS; i++) {
                Stream stream = connection.newStream();
                stream.submit(REQUEST, new byte[10], 0, 10, null, false, Long.MAX_VALUE);
            }
            openAndWait(connection);
        } catch (StreamException e) {
            // The connection is lost, as it should be.
        }
    }

    /// Opens one stream and waits for an answer that will not come.
    private static void openAndWait(Connection connection) throws InterruptedException {
        Stream stream = connection.newStream();
        try {
            stream.submit(REQUEST, new byte[10], 0, 10, null, false, Long.MAX_VALUE);
            stream.awaitHeaders(Long.MAX_VALUE);
        } catch (StreamException e) {
            return;
        }
        throw new AssertionError("nobody answers");
    }

    @Test
    void everyStreamFails() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            int before = opened.get();
            MemoryTransport.Pair pair = MemoryTransport.pair();
            Connection server = start(Role.SERVER, pair.server(), Lifetimes.SERVER);
            Connection client = start(Role.CLIENT, pair.client(), Lifetimes.CLIENT);
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                ends.add(
                        threads.submit(
                                () -> {
                                    while (client.isOpen()) {
                                        openAndWait(client);
                                    }
                                    return null;
                                }));
                ends.add(
                        threads.submit(
                                () -> {
                                    openMany(client);
                                    return null;
                                }));
            }
            while (opened.get() < before + round % 50) {
                Thread.onSpinWait();
            }
            pair.server().close();
            server.close(ErrorCode.NO_ERROR, "it does not learn otherwise");
            for (Future<?> end : ends) {
                end.get(20, TimeUnit.SECONDS);
            }
            CountDownLatch settled = new CountDownLatch(1);
            loop.execute(settled::countDown);
            assertThat(settled.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(client.openStreams()).isZero();
        }
    }
}
