package dev.duet.conformance;

import static dev.duet.testing.wire.Frames.data;
import static dev.duet.testing.wire.Frames.ping;
import static dev.duet.testing.wire.Frames.pingAck;
import static dev.duet.testing.wire.Frames.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.internal.http2.Connection;
import dev.duet.internal.http2.Lifetimes;
import dev.duet.internal.http2.Limits;
import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.rpc.ClientEndpoint;
import dev.duet.internal.rpc.Resolution;
import dev.duet.internal.rpc.SocketDialer;
import dev.duet.internal.rpc.StaticResolver;
import dev.duet.server.Server;
import dev.duet.testing.wire.WirePeer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Signs of life: a side asks a silent peer for one, and a server sends away clients that ask too
/// often (gRPC proposal A8).
@Timeout(30)
class KeepaliveTest {
    private static final Duration SOON = Duration.ofMillis(50);
    private static final String UNARY = "/test.Echo/Unary";

    private Server server;
    private WirePeer peer;

    @AfterEach
    void close() {
        if (peer != null) {
            peer.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aServerGivesUpAClientThatDoesNotAnswer() throws IOException {
        connect(Server.listen(0).keepalive(SOON, SOON));
        peer.silent();
        peer.expectClosed();
        assertThat(peer.log()).contains("PING");
    }

    @Test
    void aServerKeepsAClientThatAnswers() throws IOException {
        connect(
                Server.listen(0)
                        .keepalive(SOON, Duration.ofSeconds(20))
                        .permitKeepalive(Duration.ZERO, true));
        long end = System.nanoTime() + SOON.toNanos() * 10;
        for (int i = 1; System.nanoTime() - end < 0; i++) {
            peer.send(ping(i));
            peer.expect(pingAck(i));
        }
        call(1);
    }

    @Test
    void aClientThatPingsTooOftenIsSentAway() throws IOException {
        connect(Server.listen(0));
        for (int i = 1; i <= 4; i++) {
            peer.send(ping(i));
        }
        peer.expectConnectionError(ErrorCode.ENHANCE_YOUR_CALM);
        assertThat(peer.log()).contains("too_many_pings");
    }

    @Test
    void pingsBetweenCallsAreForgiven() throws IOException {
        connect(Server.listen(0));
        for (int i = 0; i < 10; i++) {
            call(2 * i + 1);
            peer.send(ping(i));
            peer.expect(pingAck(i));
        }
    }

    @Test
    void aServerMayPermitMorePings() throws IOException {
        connect(Server.listen(0).permitKeepalive(Duration.ZERO, true));
        for (int i = 1; i <= 100; i++) {
            peer.send(ping(i));
            peer.expect(pingAck(i));
        }
        call(1);
    }

    @Test
    void aClientGivesUpAServerThatDoesNotAnswer() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ClientEndpoint endpoint = endpoint(listening);
            CompletableFuture<Connection> connection = acquire(endpoint);
            peer = WirePeer.accept(listening);
            peer.handshake();
            peer.silent();
            assertThat(connection.get(10, TimeUnit.SECONDS)).isNotNull();
            peer.expectClosed();
            assertThat(peer.log()).contains("PING");
            endpoint.close();
        }
    }

    @Test
    void keepaliveIsSlowedDownUntilItIsOff() {
        Lifetimes fast = lifetimes();
        assertThat(fast.withSlowerKeepalive().keepaliveNanos()).isEqualTo(2 * SOON.toNanos());
        assertThat(Lifetimes.CLIENT.withSlowerKeepalive().keepaliveNanos())
                .isEqualTo(Lifetimes.NEVER);
    }

    private static ClientEndpoint endpoint(ServerSocket listening) {
        var address = (InetSocketAddress) listening.getLocalSocketAddress();
        Resolution resolution = new Resolution(new StaticResolver(List.of(address)), _ -> {});
        return new ClientEndpoint(
                new SocketDialer("localhost", resolution), Limits.DEFAULT, lifetimes());
    }

    private static CompletableFuture<Connection> acquire(ClientEndpoint endpoint) {
        CompletableFuture<Connection> connection = new CompletableFuture<>();
        Thread.startVirtualThread(
                () -> {
                    try {
                        connection.complete(endpoint.acquire(null, false));
                    } catch (InterruptedException | RuntimeException e) {
                        connection.completeExceptionally(e);
                    }
                });
        return connection;
    }

    private static Lifetimes lifetimes() {
        Lifetimes d = Lifetimes.CLIENT;
        return new Lifetimes(
                SOON.toNanos(),
                SOON.toNanos(),
                true,
                d.pingIntervalNanos(),
                d.pingWithoutCalls(),
                d.idleNanos(),
                d.ageNanos(),
                d.ageGraceNanos());
    }

    private void connect(Server.Builder builder) throws IOException {
        server = builder.service(new Echo()).start();
        peer = WirePeer.connect(server.port());
        peer.handshake();
    }

    private void call(int streamId) {
        byte[] message = Echo.message("a");
        peer.send(request(streamId, UNARY), data(streamId, message).endStream());
        peer.expectHeaders(streamId);
        peer.expect(data(streamId, message));
        peer.expectStatus(streamId, 0);
    }
}
