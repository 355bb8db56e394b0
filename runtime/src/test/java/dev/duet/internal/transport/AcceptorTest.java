package dev.duet.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Listening and connecting.
class AcceptorTest {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    private final EventLoops loops = new EventLoops("accept", 2, System::nanoTime);
    private final BlockingQueue<End> accepted = new LinkedBlockingQueue<>();
    private final Acceptor.Listener listener =
            (transport, loop) -> accepted.add(new End(transport, loop).start());

    @AfterEach
    void close() {
        accepted.forEach(end -> end.transport.close());
        loops.close();
    }

    private static SocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private CompletableFuture<End> connect(SocketAddress address, long timeout) {
        CompletableFuture<End> result = new CompletableFuture<>();
        EventLoop loop = loops.next();
        Connector.connect(
                loop,
                address,
                timeout,
                new Connector.Listener() {
                    @Override
                    public void connected(Transport transport) {
                        assertThat(loop.inLoop()).isTrue();
                        result.complete(new End(transport, loop).start());
                    }

                    @Override
                    public void failed(IOException cause) {
                        result.completeExceptionally(cause);
                    }
                });
        return result;
    }

    private End take() throws InterruptedException {
        End end = accepted.poll(30, TimeUnit.SECONDS);
        assertThat(end).isNotNull();
        return end;
    }

    @Test
    void connectsAndAcceptsOverTcp() throws Exception {
        try (Acceptor acceptor = Acceptor.listen(anyPort(), loops::next, listener)) {
            End client = connect(acceptor.address(), PATIENCE).get();
            End server = take();
            assertThat(client.transport.peer()).isEqualTo(server.transport.local());
            assertThat(server.transport.peer()).isEqualTo(client.transport.local());
            assertThat(client.transport.peer()).startsWith("127.0.0.1:");
            exchange(client, server);
        }
    }

    @Test
    void connectsAndAcceptsOverUnixDomainSockets(@TempDir Path directory) throws Exception {
        Path path = directory.resolve("socket");
        SocketAddress address = UnixDomainSocketAddress.of(path);
        try (Acceptor acceptor = Acceptor.listen(address, loops::next, listener)) {
            End client = connect(acceptor.address(), PATIENCE).get();
            assertThat(client.transport.peer()).isEqualTo("unix:" + path);
            exchange(client, take());
        }
        assertThat(Files.exists(path)).as("socket file after the close").isFalse();
    }

    private static void exchange(End client, End server) throws InterruptedException {
        client.send(new byte[] {1, 2});
        server.await("two bytes", end -> end.receivedCount() == 2).send(new byte[] {3});
        client.await("one byte", end -> end.receivedCount() == 1);
    }

    @Test
    void dealsConnectionsToAllLoops() throws Exception {
        Set<EventLoop> used = ConcurrentHashMap.newKeySet();
        CountDownLatch all = new CountDownLatch(20);
        List<Socket> sockets = new ArrayList<>();
        Acceptor.Listener counting =
                (transport, loop) -> {
                    assertThat(loop.inLoop()).isTrue();
                    used.add(loop);
                    all.countDown();
                };
        try (Acceptor acceptor = Acceptor.listen(anyPort(), loops::next, counting)) {
            int port = ((InetSocketAddress) acceptor.address()).getPort();
            for (int i = 0; i < 20; i++) {
                sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
            }
            Loops.await(all);
        }
        assertThat(used).hasSize(2);
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void acceptsABurstOfManyConnections() throws Exception {
        int count = 1500;
        List<CompletableFuture<End>> clients = new ArrayList<>();
        try (Acceptor acceptor = Acceptor.listen(anyPort(), loops::next, listener)) {
            for (int i = 0; i < count; i++) {
                clients.add(connect(acceptor.address(), PATIENCE));
            }
            for (CompletableFuture<End> client : clients) {
                client.get(30, TimeUnit.SECONDS).send(new byte[] {7});
            }
            for (int i = 0; i < count; i++) {
                End server = take();
                server.await("one byte", end -> end.receivedCount() == 1);
                server.transport.close();
            }
            for (CompletableFuture<End> client : clients) {
                client.get().await("end", end -> end.atEnd);
                client.get().transport.close();
            }
        }
    }

    @Test
    void refusesConnectionsOnceClosedButKeepsThoseItHas() throws Exception {
        Acceptor acceptor = Acceptor.listen(anyPort(), loops::next, listener);
        End client = connect(acceptor.address(), PATIENCE).get();
        End server = take();
        acceptor.close();
        acceptor.close();
        Loops.rounds(loops.next(), 2);
        Loops.rounds(loops.next(), 2);
        CompletableFuture<End> late = connect(acceptor.address(), PATIENCE);
        assertThatThrownBy(late::get).hasCauseInstanceOf(ConnectException.class);
        exchange(client, server);
    }

    @Test
    void thePortIsFreeAgainAfterTheClose() throws Exception {
        Acceptor acceptor = Acceptor.listen(anyPort(), loops::next, listener);
        connect(acceptor.address(), PATIENCE).get();
        take();
        acceptor.close();
        Loops.rounds(loops.next(), 2);
        Loops.rounds(loops.next(), 2);
        Acceptor.listen(acceptor.address(), loops::next, listener).close();
    }

    @Test
    void saysThatAPortIsTaken() throws Exception {
        try (Acceptor acceptor = Acceptor.listen(anyPort(), loops::next, listener)) {
            assertThatThrownBy(() -> Acceptor.listen(acceptor.address(), loops::next, listener))
                    .isInstanceOf(BindException.class);
        }
    }

    @Test
    void closesAConnectionWhoseListenerThrows() throws Exception {
        Acceptor.Listener throwing =
                (transport, loop) -> {
                    throw new IllegalStateException("thrown by a test");
                };
        try (var log = new LogCapture(EventLoop.class);
                Acceptor acceptor = Acceptor.listen(anyPort(), loops::next, throwing)) {
            End client = connect(acceptor.address(), PATIENCE).get();
            client.await("end", end -> end.atEnd);
            assertThat(log.thrown()).hasSize(1);
        }
    }

    @Test
    void goesOnListeningAfterAnError() throws Exception {
        AtomicInteger picked = new AtomicInteger();
        Supplier<EventLoop> failingOnce =
                () -> { // the first loop is the acceptor's own
                    if (picked.incrementAndGet() == 2) {
                        throw new OutOfMemoryError("thrown by a test");
                    }
                    return loops.next();
                };
        try (var log = new LogCapture(EventLoop.class);
                Acceptor acceptor = Acceptor.listen(anyPort(), failingOnce, listener)) {
            End refused = connect(acceptor.address(), PATIENCE).get();
            refused.await("end", end -> end.atEnd);
            connect(acceptor.address(), PATIENCE).get();
            take();
            assertThat(log.thrown()).hasSize(1);
        }
    }

    @Test
    void reportsARefusedConnection() throws Exception {
        InetSocketAddress unused;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = (InetSocketAddress) socket.getLocalSocketAddress();
        }
        assertThatThrownBy(connect(unused, PATIENCE)::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ConnectException.class);
    }

    @Test
    void reportsAnAddressThatWasNotResolved() {
        SocketAddress address = InetSocketAddress.createUnresolved("nowhere.invalid", 80);
        assertThatThrownBy(connect(address, PATIENCE)::get)
                .hasCauseInstanceOf(UnknownHostException.class)
                .hasMessageContaining("nowhere.invalid");
    }

    @Test
    void reportsAUnixSocketThatDoesNotExist(@TempDir Path directory) {
        SocketAddress address = UnixDomainSocketAddress.of(directory.resolve("absent"));
        assertThatThrownBy(connect(address, PATIENCE)::get).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void givesUpAfterTheTimeout() throws Exception {
        // A listener whose backlog is full answers no more handshakes.
        List<CompletableFuture<End>> clients = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SocketAddress address = full.getLocalSocketAddress();
            for (int i = 0; i < 8; i++) {
                clients.add(connect(address, TimeUnit.MILLISECONDS.toNanos(200)));
            }
            assertThatThrownBy(clients.getLast()::get)
                    .hasCauseInstanceOf(SocketTimeoutException.class);
        }
        for (CompletableFuture<End> client : clients) {
            client.whenComplete(
                    (end, failure) -> {
                        if (end != null) {
                            end.transport.close();
                        }
                    });
        }
    }

    @Test
    void aCancelledAttemptCallsNobody() throws Exception {
        EventLoop loop = loops.next();
        CountDownLatch called = new CountDownLatch(1);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Loops.call(
                    loop,
                    () -> {
                        Connector.connect(
                                        loop,
                                        server.getLocalSocketAddress(),
                                        PATIENCE,
                                        new Connector.Listener() {
                                            @Override
                                            public void connected(Transport transport) {
                                                called.countDown();
                                            }

                                            @Override
                                            public void failed(IOException cause) {
                                                called.countDown();
                                            }
                                        })
                                .cancel();
                        return null;
                    });
            Loops.rounds(loop, 5);
        }
        assertThat(called.getCount()).isEqualTo(1);
    }
}
