package dev.duet.testing.wire;

import static dev.duet.testing.wire.Frames.data;
import static dev.duet.testing.wire.Frames.goAway;
import static dev.duet.testing.wire.Frames.headers;
import static dev.duet.testing.wire.Frames.rstStream;
import static dev.duet.testing.wire.Frames.windowUpdate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.frame.Setting;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;

/// Two scripted peers that talk to each other.
class WirePeerTest {
    private WirePeer client;
    private WirePeer server;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            client = WirePeer.connect(listening.getLocalPort());
            server = WirePeer.accept(listening);
        }
        CompletableFuture<Void> other =
                CompletableFuture.runAsync(
                        () -> server.handshake(Setting.INITIAL_WINDOW_SIZE, 100));
        client.handshake();
        other.join();
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void whatOneSendsTheOtherExpects() {
        client.send(headers(1, ":method: GET", "a: b").inFragments(3), data(1, "hi").padded(4));
        server.expect(headers(1, "a: b"));
        server.expect(data(1, "hi"));
        server.send(windowUpdate(1, 5), rstStream(1, ErrorCode.CANCEL));
        client.expect(windowUpdate(1, 5));
        client.expectStreamError(1, ErrorCode.CANCEL);
        server.send(goAway(1, ErrorCode.NO_ERROR));
        assertThat(client.expectGoAway(ErrorCode.NO_ERROR)).isEqualTo(1);
        server.close();
        client.expectClosed();
    }

    @Test
    void windowsAreKept() {
        client.send(headers(1, ":method: GET"), data(1, "hi").padded(4));
        server.expectHeaders(1);
        assertThat(server.expectContent(1, 2)).containsExactly('h', 'i');
        assertThat(client.window(1)).isEqualTo(100 - 7).isEqualTo(server.theirWindow(1));
        assertThat(client.window(0)).isEqualTo(65_535 - 7).isEqualTo(server.theirWindow(0));
        server.send(windowUpdate(0, 7));
        client.awaitWindow(0, 65_535);
        client.send(data(1, new byte[94]));
        assertThatThrownBy(() -> server.expectContent(1, 94)).hasMessageContaining("window");
    }

    @Test
    void aFailureShowsTheFramesInTwoColumns() {
        client.send(data(1, "hi").endStream());
        server.send(goAway(1, ErrorCode.CANCEL));
        assertThatThrownBy(() -> client.expect(data(1, "ho")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected DATA 1 2 686f, but got GOAWAY 0 1 CANCEL")
                .hasMessageContaining("\n>> DATA 1 END_STREAM 2 6869\n")
                .hasMessageContaining("\n" + " ".repeat(60) + "<< GOAWAY 0 1 CANCEL");
    }

    @Test
    void theEndIsAFailureWhereAFrameIsExpected() {
        server.abort();
        assertThatThrownBy(() -> client.expect(data(1, "ho")))
                .hasMessageContaining("the connection ended");
    }
}
