package dev.duet.conformance;

import static dev.duet.internal.http2.frame.ErrorCode.NO_ERROR;
import static dev.duet.internal.http2.frame.ErrorCode.REFUSED_STREAM;
import static dev.duet.testing.wire.Frames.data;
import static dev.duet.testing.wire.Frames.goAway;
import static dev.duet.testing.wire.Frames.headers;
import static dev.duet.testing.wire.Frames.rstStream;
import static dev.duet.testing.wire.Frames.settings;
import static dev.duet.testing.wire.Frames.settingsAck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.client.BidiCall;
import dev.duet.internal.http2.frame.FrameType;
import dev.duet.internal.http2.frame.Setting;
import dev.duet.proto.Bytes;
import dev.duet.testing.wire.WirePeer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;

/// Streaming calls that the server has not looked at, on the wire: they are sent once more, without
/// any policy, and the caller does not notice (gRPC proposal A6, "transparent retries").
@Timeout(60)
class StreamsSentAgainTest {
    private final ScriptedServer server = new ScriptedServer();
    private WirePeer peer;
    private BidiCall<Bytes, Bytes> call;

    @BeforeEach
    void openStream() {
        CompletableFuture<Status> first = server.unary("first");
        peer = server.accept();
        peer.handshake();
        ScriptedServer.expectRequest(peer, 1, "first");
        ScriptedServer.answer(peer, 1, "first");
        assertThat(ScriptedServer.end(first).isOk()).isTrue();
        call = server.bidi();
        peer.expectHeaders(3);
        send("a");
        peer.expect(data(3, Echo.message("a")));
        send("b");
        peer.expect(data(3, Echo.message("b")));
    }

    @AfterEach
    void close() {
        peer.close();
        server.close();
    }

    private void send(String text) {
        call.send(Bytes.utf8(text));
    }

    /// Messages one after the other; whether they share frames is the sender's business.
    private static byte[] messages(String... texts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String text : texts) {
            all.writeBytes(Echo.message(text));
        }
        return all.toByteArray();
    }

    private void expectBoth(WirePeer on, int streamId) {
        on.expectHeaders(streamId);
        assertThat(on.expectContent(streamId, 16)).isEqualTo(messages("a", "b"));
    }

    private void goesOn(WirePeer on, int streamId) throws Exception {
        on.send(headers(streamId, ":status: 200", "content-type: application/grpc"));
        on.send(data(streamId, Echo.message("answer")));
        assertThat(call.receive()).isEqualTo(Bytes.utf8("answer"));
        send("c");
        on.expect(data(streamId, Echo.message("c")));
        call.complete();
        on.expect(data(streamId, "").endStream());
        on.send(headers(streamId, "grpc-status: 0").endStream());
        assertThat(call.receive()).isNull();
    }

    @Test
    void aRefusedStreamIsSentOnceMoreWithAllItsRequests() throws Exception {
        CompletableFuture<Bytes> answer = CompletableFuture.supplyAsync(call::receive);
        peer.send(rstStream(3, REFUSED_STREAM));
        expectBoth(peer, 5);
        peer.send(headers(5, ":status: 200", "content-type: application/grpc"));
        peer.send(data(5, Echo.message("early")));
        assertThat(answer.get()).isEqualTo(Bytes.utf8("early"));
        peer.expectQuiet();
        send("c");
        peer.expect(data(5, Echo.message("c")));
    }

    @Test
    void theNextRequestFindsOutToo() throws Exception {
        peer.send(rstStream(3, REFUSED_STREAM));
        peer.send(settings(Setting.INITIAL_WINDOW_SIZE, 1_000_000));
        peer.expect(settingsAck());
        send("x");
        peer.expectHeaders(5);
        assertThat(peer.expectContent(5, 24)).isEqualTo(messages("a", "b", "x"));
        goesOn(peer, 5);
    }

    @Test
    void aStreamAboveTheLastOneOfGoAwayIsSentOnAnotherConnection() throws Exception {
        CompletableFuture<Bytes> answer = CompletableFuture.supplyAsync(call::receive);
        peer.send(goAway(1, NO_ERROR));
        try (WirePeer second = server.accept()) {
            second.handshake();
            expectBoth(second, 1);
            second.send(headers(1, ":status: 200", "content-type: application/grpc"));
            second.send(data(1, Echo.message("first")));
            assertThat(answer.get()).isEqualTo(Bytes.utf8("first"));
            goesOnWith(second);
        }
        peer.ignore(FrameType.GOAWAY);
        peer.expectClosed();
    }

    private void goesOnWith(WirePeer second) {
        send("c");
        second.expect(data(1, Echo.message("c")));
        call.complete();
        second.expect(data(1, "").endStream());
        second.send(headers(1, "grpc-status: 0").endStream());
        assertThat(call.receive()).isNull();
    }

    @Test
    void aStreamThatHasHalfClosedIsHalfClosedAgain() throws Exception {
        call.complete();
        peer.expect(data(3, "").endStream());
        CompletableFuture<Bytes> answer = CompletableFuture.supplyAsync(call::receive);
        peer.send(rstStream(3, REFUSED_STREAM));
        peer.expectHeaders(5);
        assertThat(peer.expectRestOfContent(5)).isEqualTo(messages("a", "b"));
        ScriptedServer.answer(peer, 5, "done");
        assertThat(answer.get()).isEqualTo(Bytes.utf8("done"));
        assertThat(call.receive()).isNull();
    }

    @Test
    void aStreamThatIsRefusedTwiceIsUnavailable() {
        CompletableFuture<Status> end = CompletableFuture.supplyAsync(this::endOfCall);
        peer.send(rstStream(3, REFUSED_STREAM));
        expectBoth(peer, 5);
        peer.send(rstStream(5, REFUSED_STREAM));
        assertThat(ScriptedServer.end(end).code()).isEqualTo(Status.Code.UNAVAILABLE);
        server.expectWorking(peer, 7);
    }

    private Status endOfCall() {
        try {
            call.receive();
            return Status.OK;
        } catch (StatusException e) {
            return e.status();
        }
    }

    @Test
    void afterTheHeadersOfAResponseARefusalIsFinal() {
        peer.send(headers(3, ":status: 200", "content-type: application/grpc"));
        peer.send(rstStream(3, REFUSED_STREAM));
        assertThatThrownBy(call::receive)
                .isInstanceOfSatisfying(
                        StatusException.class,
                        e -> assertThat(e.status().code()).isEqualTo(Status.Code.UNAVAILABLE));
        peer.expectQuiet();
    }
}
