package dev.duet.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duet.testing.FaultProxy.Direction;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

class FaultProxyTest {
    private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();
    private ServerSocket target;
    private FaultProxy proxy;

    @BeforeEach
    void startTarget() throws IOException {
        target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        proxy = FaultProxy.to(target.getLocalPort());
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                accepted.add(target.accept());
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        target.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private Socket take() throws InterruptedException, SocketException {
        Socket socket = accepted.poll(30, TimeUnit.SECONDS);
        socket.setSoTimeout(30_000);
        return socket;
    }

    @Test
    void forwardsBothWaysAndTheEndOfEachDirectionByItself() throws Exception {
        try (Socket client = connect();
                Socket server = take()) {
            client.getOutputStream().write(new byte[] {1, 2, 3});
            client.shutdownOutput();
            assertThat(server.getInputStream().readAllBytes()).containsExactly(1, 2, 3);
            server.getOutputStream().write(new byte[300_000]);
            server.shutdownOutput();
            assertThat(client.getInputStream().readAllBytes()).hasSize(300_000);
        }
        assertThat(proxy.forwarded(Direction.UP)).isEqualTo(3);
        assertThat(proxy.forwarded(Direction.DOWN)).isEqualTo(300_000);
    }

    @Test
    void delaysEachByteWithoutLimitingTheRate() throws Exception {
        proxy.delay(Duration.ofMillis(40));
        try (Socket client = connect();
                Socket server = take()) {
            long start = System.nanoTime();
            client.getOutputStream().write(1);
            server.getInputStream().read();
            server.getOutputStream().write(1);
            client.getInputStream().read();
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(80_000_000);

            Thread.startVirtualThread(() -> writeQuietly(client, 2_000_000));
            start = System.nanoTime();
            server.getInputStream().readNBytes(2_000_000);
            // 2 MB are 31 chunks: one after the other they would take over a second.
            assertThat(System.nanoTime() - start).isLessThan(1_200_000_000);
        }
    }

    @Test
    void limitsTheRate() throws Exception {
        proxy.limitRate(Direction.UP, 1_000_000);
        try (Socket client = connect();
                Socket server = take()) {
            long start = System.nanoTime();
            Thread.startVirtualThread(() -> writeQuietly(client, 200_000));
            server.getInputStream().readNBytes(200_000);
            assertThat(System.nanoTime() - start).isGreaterThan(190_000_000);
        }
    }

    @Test
    void cutsAfterExactlySoManyBytes() throws Exception {
        proxy.cutAfter(Direction.UP, 100_001);
        try (Socket client = connect();
                Socket server = take()) {
            Thread.startVirtualThread(() -> writeQuietly(client, 1_000_000));
            assertThat(server.getInputStream().readNBytes(1_000_000)).hasSize(100_001);
            assertThatThrownBy(
                            () -> {
                                if (client.getInputStream().read() < 0) {
                                    throw new SocketException("end");
                                }
                            })
                    .isInstanceOf(SocketException.class);
        }
    }

    @Test
    void stallsOneDirectionAndGoesOn() throws Exception {
        try (Socket client = connect();
                Socket server = take()) {
            proxy.stall(Direction.UP);
            client.getOutputStream().write(1);
            server.getOutputStream().write(2);
            assertThat(client.getInputStream().read()).isEqualTo(2);
            server.setSoTimeout(50);
            assertThatThrownBy(() -> server.getInputStream().read())
                    .isInstanceOf(SocketTimeoutException.class);
            proxy.resume(Direction.UP);
            server.setSoTimeout(30_000);
            assertThat(server.getInputStream().read()).isEqualTo(1);
        }
    }

    @Test
    void killsConnectionsAndRefusesNewOnes() throws Exception {
        try (Socket client = connect();
                Socket server = take()) {
            client.getOutputStream().write(1);
            assertThat(server.getInputStream().read()).isEqualTo(1);
            proxy.refuse(true).killConnections();
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> server.getInputStream().read())
                    .isInstanceOf(SocketException.class);
            assertThat(proxy.connections()).isZero();
        }
        assertThatThrownBy(
                        () -> {
                            try (Socket refused = connect()) {
                                refused.getInputStream().read();
                            }
                        })
                .isInstanceOf(SocketException.class);
    }

    private static void writeQuietly(Socket socket, int bytes) {
        try {
            socket.getOutputStream().write(new byte[bytes]);
        } catch (IOException e) {
            // The connection was cut, as the test wants it.
        }
    }
}
