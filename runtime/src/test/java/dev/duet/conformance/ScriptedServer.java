package dev.duet.conformance;

import static dev.duet.testing.wire.Frames.data;
import static dev.duet.testing.wire.Frames.headers;

import dev.duet.CallOptions;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.client.BidiCall;
import dev.duet.client.Channel;
import dev.duet.internal.http2.frame.FrameType;
import dev.duet.proto.Bytes;
import dev.duet.testing.wire.WirePeer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A channel whose server is a script: the test accepts its connections and plays the server.
final class ScriptedServer implements AutoCloseable {
    private static final int TIMEOUT_SECONDS = 20;

    private final ServerSocket listening;
    private final Channel channel;

    ScriptedServer() {
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        channel = Channel.to("http://localhost:" + listening.getLocalPort());
    }

    /// The next connection that the client makes, with nothing said yet.
    WirePeer accept() {
        return WirePeer.accept(listening);
    }

    /// Starts a unary call.
    ///
    /// @return how it ends
    CompletableFuture<Status> unary(String text, CallOptions options) {
        CompletableFuture<Status> end = new CompletableFuture<>();
        Bytes request = Bytes.utf8(text);
        Thread.startVirtualThread(() -> end.complete(statusOf(request, options)));
        return end;
    }

    CompletableFuture<Status> unary(String text) {
        return unary(text, CallOptions.DEFAULT);
    }

    private Status statusOf(Bytes request, CallOptions options) {
        try {
            channel.unary(Echo.UNARY, request, options);
            return Status.OK;
        } catch (StatusException e) {
            return e.status();
        }
    }

    /// Starts a bidirectional call; to be used by one that does not play the server meanwhile, or
    /// once the connection stands.
    BidiCall<Bytes, Bytes> bidi() {
        return channel.bidi(Echo.BIDI, CallOptions.DEFAULT);
    }

    /// Takes a unary call's request.
    static void expectRequest(WirePeer peer, int streamId, String text) {
        peer.expect(headers(streamId, ":method: POST", ":path: /test.Echo/Unary", "te: trailers"));
        peer.expect(data(streamId, Echo.message(text)).endStream());
    }

    /// Answers a call with one message and OK.
    static void answer(WirePeer peer, int streamId, String text) {
        peer.send(
                headers(streamId, ":status: 200", "content-type: application/grpc"),
                data(streamId, Echo.message(text)),
                headers(streamId, "grpc-status: 0").endStream());
    }

    /// Waits for the end of a call.
    static Status end(CompletableFuture<Status> call) {
        try {
            return call.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the call does not end", e);
        }
    }

    /// Makes sure that the connection is fine: another call is made on it.
    void expectWorking(WirePeer peer, int streamId) {
        peer.ignore(FrameType.RST_STREAM);
        CompletableFuture<Status> call = unary("again");
        expectRequest(peer, streamId, "again");
        answer(peer, streamId, "again");
        Status status = end(call);
        if (!status.isOk()) {
            throw new AssertionError("another call ends with " + status + "\n" + peer.log());
        }
    }

    @Override
    public void close() {
        channel.close();
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
