package dev.duet.conformance;

import static dev.duet.internal.http2.frame.ErrorCode.CANCEL;
import static dev.duet.internal.http2.frame.ErrorCode.NO_ERROR;
import static dev.duet.internal.http2.frame.ErrorCode.REFUSED_STREAM;
import static dev.duet.internal.http2.frame.ErrorCode.STREAM_CLOSED;
import static dev.duet.testing.wire.Frames.data;
import static dev.duet.testing.wire.Frames.goAway;
import static dev.duet.testing.wire.Frames.headers;
import static dev.duet.testing.wire.Frames.ping;
import static dev.duet.testing.wire.Frames.pingAck;
import static dev.duet.testing.wire.Frames.priority;
import static dev.duet.testing.wire.Frames.raw;
import static dev.duet.testing.wire.Frames.rstStream;
import static dev.duet.testing.wire.Frames.settings;
import static dev.duet.testing.wire.Frames.settingsAck;
import static dev.duet.testing.wire.Frames.windowUpdate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.Status;
import dev.duet.client.BidiCall;
import dev.duet.internal.http2.frame.FrameType;
import dev.duet.internal.http2.frame.Setting;
import dev.duet.proto.Bytes;
import dev.duet.testing.wire.WireFrame;
import dev.duet.testing.wire.WirePeer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// HTTP/2 as the client speaks it with a server that keeps to the rules, but not to habits.
class Http2ClientTest {
    private static final String OK = ":status: 200";
    private static final String GRPC = "content-type: application/grpc";

    private final ScriptedServer server = new ScriptedServer();
    private CompletableFuture<Status> call;
    private WirePeer peer;

    @BeforeEach
    void connect() {
        call = server.unary("a");
        peer = server.accept();
    }

    @AfterEach
    void close() {
        peer.close();
        server.close();
    }

    @Test
    void aCallIsHeadersAndDataAndEndsWithTrailers() {
        begin();
        ScriptedServer.answer(peer, 1, "a");
        expectOk();
        peer.expectQuiet();
    }

    @Test
    void theAnswerMayComeInPieces() {
        begin();
        byte[] message = Echo.message("hello");
        peer.send(headers(1, OK, GRPC).inFragments(7));
        for (byte octet : message) {
            peer.send(data(1, new byte[] {octet}), data(1, ""));
        }
        peer.send(headers(1, "grpc-status: 0").inFragments(3).endStream());
        expectOk();
    }

    @Test
    void interimResponsesAreSkipped() {
        begin();
        peer.send(headers(1, ":status: 100"), headers(1, ":status: 103", "link: x"));
        ScriptedServer.answer(peer, 1, "a");
        expectOk();
    }

    @Test
    void whatIsUnknownIsIgnored() {
        begin();
        peer.send(raw(0x55, 0xff, 1, (byte) 1), raw(0xaa, 0, 0), settings(0x77, 7, 8, 1));
        peer.send(priority(1, 0), priority(7, 3), priority(2, 1), ping(3).withFlags(0xf2));
        peer.expect(pingAck(3));
        ScriptedServer.answer(peer, 1, "a");
        expectOk();
    }

    @Test
    void paddingIsTakenOff() {
        begin();
        WireFrame padded = headers(1, OK, GRPC).withFlags(0x0c);
        peer.send(
                new WireFrame(
                        padded.type(), padded.flags(), 1, new byte[] {0}, padded.fields(), 1));
        peer.send(data(1, Echo.message("a")).padded(255));
        peer.send(headers(1, "grpc-status: 0").endStream());
        expectOk();
    }

    @Test
    void aBurstOfPingsIsAnswered() {
        begin();
        WireFrame[] burst = new WireFrame[3_000];
        Arrays.setAll(burst, i -> ping(i));
        peer.send(burst);
        for (int i = 0; i < burst.length; i++) {
            peer.expect(pingAck(i));
        }
        ScriptedServer.answer(peer, 1, "a");
        expectOk();
    }

    @Test
    void twoSizesOfTheHeaderTableInOneFrameAreBothSignalled() {
        begin();
        peer.send(settings(Setting.HEADER_TABLE_SIZE, 0, Setting.HEADER_TABLE_SIZE, 4_096));
        peer.expect(settingsAck());
        ScriptedServer.answer(peer, 1, "a");
        expectOk();
        server.expectWorking(peer, 3); // the peer's decoder insists on an update of the size
    }

    @Test
    void settingsMayChangeAtAnyTime() {
        peer.handshake(Setting.INITIAL_WINDOW_SIZE, 3);
        peer.expectHeaders(1);
        byte[] request = Echo.message("a");
        assertThat(peer.expectContent(1, 3)).hasSize(3);
        peer.send(settings(Setting.INITIAL_WINDOW_SIZE, 0, Setting.HEADER_TABLE_SIZE, 0));
        peer.expect(settingsAck());
        peer.send(windowUpdate(1, 3));
        peer.expectQuiet();
        peer.send(settings(Setting.INITIAL_WINDOW_SIZE, request.length - 3));
        assertThat(peer.expectContent(1, request.length - 3)).hasSize(request.length - 3);
        ScriptedServer.answer(peer, 1, "a");
        expectOk();
        peer.send(settings(Setting.INITIAL_WINDOW_SIZE, 1_000));
        peer.expect(settingsAck());
        server.expectWorking(peer, 3);
    }

    @Test
    void aWindowMayBecomeNegative() {
        peer.handshake(Setting.INITIAL_WINDOW_SIZE, 5);
        peer.expectHeaders(1);
        peer.expectContent(1, 5);
        peer.send(settings(Setting.INITIAL_WINDOW_SIZE, 1), windowUpdate(1, 4));
        peer.expectQuiet();
        peer.send(windowUpdate(1, 3));
        peer.expectContent(1, 3);
        ScriptedServer.answer(peer, 1, "a");
        expectOk();
    }

    @Test
    void framesForAStreamThatIsOverDoNoHarm() {
        begin();
        ScriptedServer.answer(peer, 1, "a");
        expectOk();
        peer.send(windowUpdate(1, 5), priority(1, 3), rstStream(1, NO_ERROR));
        server.expectWorking(peer, 3);
    }

    @Test
    void answersToManyCancelledCallsDoNoHarm() {
        begin();
        ScriptedServer.answer(peer, 1, "a");
        expectOk();
        List<BidiCall<Bytes, Bytes>> calls = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            calls.add(server.bidi());
        }
        calls.forEach(BidiCall::cancel);
        peer.ignore(FrameType.HEADERS);
        for (int i = 0; i < calls.size(); i++) {
            peer.expectStreamError(3 + 2 * i, CANCEL);
        }
        for (int i = 0; i < calls.size(); i++) {
            int id = 3 + 2 * i;
            peer.send(headers(id, OK, GRPC), data(id, Echo.message("late")));
            peer.send(headers(id, "grpc-status: 0").endStream());
        }
        peer.expectQuiet();
        server.expectWorking(peer, 3 + 2 * calls.size());
    }

    @Test
    void windowOfAnswersToCancelledCallsComesBack() {
        begin();
        ScriptedServer.answer(peer, 1, "a");
        expectOk();
        BidiCall<Bytes, Bytes> cancelled = server.bidi();
        peer.expectHeaders(3);
        cancelled.cancel();
        peer.expectStreamError(3, CANCEL);
        peer.awaitWindow(0, (1 << 22) - 1_000);
        for (int sent = 0; sent < 1 << 23; sent += 16_000) {
            peer.awaitWindow(0, 16_000);
            peer.send(data(3, new byte[16_000]));
        }
        server.expectWorking(peer, 5);
    }

    @Test
    void dataAfterTheEndOfAnOpenStreamIsStreamClosed() {
        begin();
        ScriptedServer.answer(peer, 1, "a");
        expectOk();
        server.bidi();
        peer.expectHeaders(3);
        peer.send(headers(3, OK, GRPC), data(3, "").endStream(), data(3, "more"));
        peer.expectStreamError(3, STREAM_CLOSED);
        server.expectWorking(peer, 5);
    }

    // ---- the end of a connection

    @Test
    void afterGoAwayOpenCallsFinishAndNewOnesGoElsewhere() {
        begin();
        peer.send(goAway(1, NO_ERROR), ping(1));
        peer.expect(pingAck(1));
        CompletableFuture<Status> next = server.unary("b");
        try (WirePeer second = server.accept()) {
            second.handshake();
            ScriptedServer.expectRequest(second, 1, "b");
            ScriptedServer.answer(second, 1, "b");
            assertThat(ScriptedServer.end(next).isOk()).isTrue();
        }
        ScriptedServer.answer(peer, 1, "a");
        expectOk();
        peer.ignore(FrameType.GOAWAY);
        peer.expectClosed();
    }

    @Test
    void callsAboveTheLastStreamAreSentOnceMoreAndThenUnavailable() {
        begin();
        peer.send(goAway(0, NO_ERROR));
        try (WirePeer second = server.accept()) {
            second.handshake();
            ScriptedServer.expectRequest(second, 1, "a");
            second.send(goAway(0, NO_ERROR));
        }
        assertThat(ScriptedServer.end(call).code()).isEqualTo(Status.Code.UNAVAILABLE);
        peer.ignore(FrameType.GOAWAY);
        peer.expectClosed();
    }

    @Test
    void goAwayMayComeTwiceWithALowerLastStream() {
        begin();
        peer.send(goAway(Integer.MAX_VALUE, NO_ERROR), ping(1));
        peer.expect(pingAck(1));
        peer.send(goAway(1, NO_ERROR));
        ScriptedServer.answer(peer, 1, "a");
        expectOk();
        peer.ignore(FrameType.GOAWAY);
        peer.expectClosed();
    }

    @Test
    void aLostConnectionIsUnavailableAndTheNextCallConnectsAnew() {
        begin();
        peer.close();
        assertThat(ScriptedServer.end(call).code()).isEqualTo(Status.Code.UNAVAILABLE);
        CompletableFuture<Status> next = server.unary("b");
        try (WirePeer second = server.accept()) {
            second.handshake();
            ScriptedServer.expectRequest(second, 1, "b");
            ScriptedServer.answer(second, 1, "b");
            assertThat(ScriptedServer.end(next).isOk()).isTrue();
        }
    }

    @Test
    void aResetConnectionIsUnavailable() {
        begin();
        peer.abort();
        assertThat(ScriptedServer.end(call).code()).isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void closingTheChannelSaysGoodBye() {
        begin();
        server.close();
        peer.ignore(FrameType.RST_STREAM);
        assertThat(peer.expectGoAway(NO_ERROR)).isZero();
        peer.expectClosed();
        assertThat(ScriptedServer.end(call).isOk()).isFalse();
    }

    // ---- limits of the server

    @Test
    void callsOverTheServersLimitWait() {
        peer.handshake(Setting.MAX_CONCURRENT_STREAMS, 1);
        ScriptedServer.expectRequest(peer, 1, "a");
        CompletableFuture<Status> second = server.unary("b");
        peer.expectQuiet();
        ScriptedServer.answer(peer, 1, "a");
        expectOk();
        ScriptedServer.expectRequest(peer, 3, "b");
        ScriptedServer.answer(peer, 3, "b");
        assertThat(ScriptedServer.end(second).isOk()).isTrue();
    }

    @Test
    void aRefusedCallIsSentOnceMore() {
        begin();
        peer.send(rstStream(1, REFUSED_STREAM));
        ScriptedServer.expectRequest(peer, 3, "a");
        ScriptedServer.answer(peer, 3, "a");
        expectOk();
    }

    @Test
    void aCallThatIsRefusedTwiceIsUnavailable() {
        begin();
        peer.send(rstStream(1, REFUSED_STREAM));
        ScriptedServer.expectRequest(peer, 3, "a");
        peer.send(rstStream(3, REFUSED_STREAM));
        assertThat(ScriptedServer.end(call).code()).isEqualTo(Status.Code.UNAVAILABLE);
        server.expectWorking(peer, 5);
    }

    private void begin() {
        peer.handshake();
        ScriptedServer.expectRequest(peer, 1, "a");
    }

    private void expectOk() {
        assertThat(ScriptedServer.end(call).isOk()).isTrue();
    }
}
