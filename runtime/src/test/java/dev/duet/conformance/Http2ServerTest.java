package dev.duet.conformance;

import static dev.duet.internal.http2.frame.ErrorCode.CANCEL;
import static dev.duet.internal.http2.frame.ErrorCode.FLOW_CONTROL_ERROR;
import static dev.duet.internal.http2.frame.ErrorCode.NO_ERROR;
import static dev.duet.internal.http2.frame.ErrorCode.PROTOCOL_ERROR;
import static dev.duet.internal.http2.frame.ErrorCode.REFUSED_STREAM;
import static dev.duet.internal.http2.frame.ErrorCode.STREAM_CLOSED;
import static dev.duet.testing.wire.Frames.data;
import static dev.duet.testing.wire.Frames.goAway;
import static dev.duet.testing.wire.Frames.headers;
import static dev.duet.testing.wire.Frames.ping;
import static dev.duet.testing.wire.Frames.pingAck;
import static dev.duet.testing.wire.Frames.priority;
import static dev.duet.testing.wire.Frames.raw;
import static dev.duet.testing.wire.Frames.request;
import static dev.duet.testing.wire.Frames.rstStream;
import static dev.duet.testing.wire.Frames.settings;
import static dev.duet.testing.wire.Frames.settingsAck;
import static dev.duet.testing.wire.Frames.windowUpdate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.internal.http2.frame.FrameType;
import dev.duet.internal.http2.frame.Setting;
import dev.duet.server.Server;
import dev.duet.testing.wire.WireFrame;
import dev.duet.testing.wire.WirePeer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/// HTTP/2 as the server speaks it, where h2spec does not look: windows, settings that change,
/// limits, and the end of a connection.
class Http2ServerTest {
    private static final String UNARY = "/test.Echo/Unary";
    private static final String BIDI = "/test.Echo/Bidi";
    private static final String IDLE = "/test.Echo/Idle";
    private static final String HANG = "/test.Echo/Hang";

    private static final int MAX_CALLS = 100;

    private final Echo echo = new Echo();
    private Server server;
    private WirePeer peer;

    @BeforeEach
    void connect() throws IOException {
        server =
                Server.listen(0)
                        .maxConcurrentCalls(MAX_CALLS)
                        .permitKeepalive(Duration.ZERO, true)
                        .service(echo)
                        .start();
        peer = WirePeer.connect(server.port());
    }

    @AfterEach
    void close() {
        echo.release.countDown();
        peer.close();
        server.close();
    }

    // ---- how it begins

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\rX",
                "\u0016\u0003\u0001\u0002\u0000\u0001", // the beginning of TLS
                "\u0000"
            })
    void garbageInsteadOfAPrefaceIsAProtocolError(String garbage) {
        peer.sendOctets(garbage.getBytes(StandardCharsets.ISO_8859_1));
        peer.expectConnectionError(PROTOCOL_ERROR);
    }

    @Test
    void thePrefaceMayComeOctetByOctet() {
        for (byte octet : WirePeer.PREFACE.getBytes(StandardCharsets.US_ASCII)) {
            peer.sendOctets(octet);
        }
        peer.send(settings());
        peer.expect(settingsAck());
        call(1);
    }

    @Test
    void theFirstFrameMustBeSettings() {
        peer.preface();
        peer.send(ping(1));
        peer.expectConnectionError(PROTOCOL_ERROR);
    }

    @Test
    void anAcknowledgementIsNoSettings() {
        peer.preface();
        peer.send(settingsAck());
        peer.expectConnectionError(PROTOCOL_ERROR);
    }

    @Test
    void aRequestMayFollowThePrefaceAtOnce() {
        peer.preface();
        peer.send(settings(), request(1, UNARY), data(1, Echo.message("a")).endStream());
        peer.expectHeaders(1);
        peer.expect(data(1, Echo.message("a")));
        peer.expectStatus(1, 0);
    }

    // ---- frames that do not matter

    @Test
    void framesOfUnknownTypesAreIgnored() {
        peer.handshake();
        peer.send(raw(0xbe, 0xff, 0, (byte) 1), raw(0x0b, 0, 1, new byte[100]));
        peer.send(request(1, UNARY), raw(0xbe, 1, 1), data(1, Echo.message("a")).endStream());
        peer.expectHeaders(1);
        peer.expect(data(1, Echo.message("a")));
        peer.expectStatus(1, 0);
        peer.send(raw(0xbe, 1, 1));
        peer.expectQuiet();
    }

    @Test
    void unknownSettingsAndFlagsAreIgnored() {
        peer.handshake();
        peer.send(settings(0x99, -1, 8, 1).withFlags(0xfe));
        peer.expect(settingsAck());
        peer.send(ping(7).withFlags(0xfe));
        peer.expect(pingAck(7));
    }

    @Test
    void priorityIsIgnoredOnAnyStream() {
        peer.handshake();
        peer.send(priority(1, 0), priority(99, 1), priority(2, 7));
        call(1);
        peer.send(priority(1, 3));
        peer.expectQuiet();
    }

    // ---- windows

    @Test
    void everyOctetOfTheConnectionsWindowComesBack() {
        peer.handshake();
        peer.awaitWindow(0, 1 << 22);
        long whole = peer.window(0);
        for (int id = 1; id < 400; id += 2) {
            provoke(id);
        }
        peer.expectQuiet();
        assertThat(peer.window(0)).isLessThan(whole);
        // What is owed comes back as soon as it is half of the window. On a stream that is reset,
        // DATA is read and forgotten.
        int id = 401;
        peer.send(request(id, "/test.Echo/None"));
        peer.expectStatus(id, 12);
        peer.expectStreamError(id, NO_ERROR);
        long withoutCredit;
        do {
            withoutCredit = peer.window(0) - 1_000;
            peer.send(data(id, new byte[1_000]));
            peer.expectQuiet();
        } while (peer.window(0) == withoutCredit);
        assertThat(peer.window(0)).isEqualTo(whole);
    }

    /// DATA that is discarded, each time for another reason.
    private void provoke(int id) {
        switch (id / 2 % 6) {
            case 0 -> {
                peer.send(request(id, UNARY), data(id, Echo.message("a")).padded(255).endStream());
                peer.expectHeaders(id);
                peer.expectContent(id, Echo.message("a").length);
                peer.expectStatus(id, 0);
            }
            case 1 -> {
                peer.send(request(id, BIDI), data(id, new byte[3]).padded(7));
                peer.send(rstStream(id, REFUSED_STREAM));
            }
            case 2 -> {
                peer.send(request(id, "/test.Echo/None"));
                peer.expectStatus(id, 12);
                peer.expectStreamError(id, NO_ERROR);
                peer.send(data(id, new byte[5_000]), data(id, "").padded(255).endStream());
            }
            case 3 -> {
                peer.send(headers(id, ":method: POST"), data(id, new byte[100]));
                peer.expectStreamError(id, PROTOCOL_ERROR);
            }
            case 4 -> {
                peer.send(request(id, UNARY), data(id, new byte[] {0, 0, 1, 0, 0}));
                peer.send(data(id, new byte[2_000]).padded(10));
                peer.send(rstStream(id, REFUSED_STREAM));
            }
            default -> {
                peer.send(request(id, UNARY, "content-length: 3"), data(id, new byte[10]));
                peer.expectStreamError(id, PROTOCOL_ERROR);
                peer.send(data(id, new byte[10]).endStream());
            }
        }
        peer.expectQuiet();
    }

    @Test
    void aResponseWaitsForTheWindow() {
        peer.handshake(Setting.INITIAL_WINDOW_SIZE, 0);
        byte[] hello = Echo.message("hello");
        peer.send(request(1, UNARY), data(1, hello).endStream());
        peer.expectHeaders(1);
        peer.expectQuiet();
        for (byte octet : hello) {
            peer.send(windowUpdate(1, 1));
            peer.expect(data(1, new byte[] {octet}));
        }
        peer.expectStatus(1, 0);
    }

    @Test
    void aWindowMayBecomeNegative() {
        peer.handshake(Setting.INITIAL_WINDOW_SIZE, 100);
        byte[] message = Echo.message("x".repeat(200));
        peer.send(request(1, UNARY), data(1, message).endStream());
        peer.expectHeaders(1);
        peer.expectContent(1, 100);
        peer.send(settings(Setting.INITIAL_WINDOW_SIZE, 40), windowUpdate(1, 60));
        peer.expectQuiet();
        peer.send(windowUpdate(1, 1));
        peer.expectContent(1, 1);
        peer.send(settings(Setting.INITIAL_WINDOW_SIZE, 65_535));
        peer.expectContent(1, message.length - 101);
        peer.expectStatus(1, 0);
    }

    @Test
    void theConnectionsWindowHoldsToo() {
        peer.handshake(Setting.INITIAL_WINDOW_SIZE, 1 << 20);
        byte[] message = Echo.message("x".repeat(100_000));
        peer.send(request(1, UNARY));
        peer.sendContent(1, message);
        peer.send(data(1, "").endStream());
        peer.expectHeaders(1);
        peer.expectContent(1, 65_535);
        peer.expectQuiet();
        peer.send(windowUpdate(0, 1 << 20));
        peer.expectContent(1, message.length - 65_535);
        peer.expectStatus(1, 0);
    }

    @Test
    void moreThanTheStreamsWindowIsAFlowControlError() {
        peer.handshake();
        peer.send(request(1, IDLE));
        while (peer.window(1) > 0) {
            int count = (int) Math.min(peer.window(1), 10_000);
            peer.send(data(1, new byte[count]));
        }
        peer.send(data(1, new byte[1]));
        peer.expectStreamError(1, FLOW_CONTROL_ERROR);
        peer.expectQuiet();
    }

    @Test
    void anOverflowOfAStreamsWindowIsAStreamError() {
        peer.handshake();
        peer.send(request(1, BIDI), windowUpdate(1, Integer.MAX_VALUE));
        peer.expectStreamError(1, FLOW_CONTROL_ERROR);
        peer.expectQuiet();
    }

    @Test
    void anOverflowOfTheConnectionsWindowEndsIt() {
        peer.handshake();
        peer.send(windowUpdate(0, Integer.MAX_VALUE));
        peer.expectConnectionError(FLOW_CONTROL_ERROR);
    }

    @Test
    void anOverflowBySettingsEndsTheConnection() {
        peer.handshake();
        peer.send(request(1, BIDI), windowUpdate(1, Integer.MAX_VALUE - 65_535));
        peer.send(settings(Setting.INITIAL_WINDOW_SIZE, 65_536));
        peer.expectConnectionError(FLOW_CONTROL_ERROR);
    }

    @Test
    void aWindowUpdateOnAClosedStreamIsIgnored() {
        peer.handshake();
        call(1);
        peer.send(windowUpdate(1, 100));
        peer.expectQuiet();
    }

    // ---- settings

    @Test
    void theTableSizeOfThePeerHolds() {
        peer.handshake();
        call(1);
        peer.send(settings(Setting.HEADER_TABLE_SIZE, 0));
        peer.expect(settingsAck());
        call(3);
        peer.send(settings(Setting.HEADER_TABLE_SIZE, 4096));
        peer.expect(settingsAck());
        call(5);
        peer.send(settings(Setting.HEADER_TABLE_SIZE, 10, Setting.HEADER_TABLE_SIZE, 100));
        peer.expect(settingsAck());
        call(7);
    }

    @Test
    void framesAreNoLargerThanThePeerTakes() {
        peer.handshake(Setting.INITIAL_WINDOW_SIZE, 1 << 20, Setting.MAX_FRAME_SIZE, 1 << 20);
        byte[] message = Echo.message("x".repeat(50_000));
        peer.send(request(1, UNARY));
        peer.sendContent(1, message);
        peer.send(data(1, "").endStream());
        peer.expectHeaders(1);
        assertThat(peer.expectContent(1, message.length)).isEqualTo(message);
        peer.expectStatus(1, 0);
    }

    // ---- streams

    @Test
    void streamsAboveTheLimitAreRefusedAndTheOthersGoOn() {
        peer.handshake();
        int last = 2 * MAX_CALLS - 1;
        for (int id = 1; id <= last + 4; id += 2) {
            peer.send(request(id, BIDI));
        }
        peer.expectStreamError(last + 2, REFUSED_STREAM);
        peer.expectStreamError(last + 4, REFUSED_STREAM);
        peer.send(data(last + 2, "late").endStream());
        for (int id = 1; id <= last; id += 2) {
            peer.send(data(id, Echo.message("a")).endStream());
            peer.expectHeaders(id);
            peer.expect(data(id, Echo.message("a")));
            peer.expectStatus(id, 0);
        }
        peer.expectQuiet();
    }

    @Test
    void aCancelledCallCountsUntilItsHandlerReturns() {
        peer.handshake();
        int last = 2 * MAX_CALLS - 1;
        for (int id = 1; id <= last; id += 2) {
            peer.send(request(id, HANG), data(id, Echo.message("a")).endStream());
        }
        while (echo.running.get() < MAX_CALLS) {
            peer.expectQuiet();
        }
        for (int id = 1; id <= last; id += 2) {
            peer.send(rstStream(id, CANCEL));
        }
        peer.send(request(last + 2, UNARY).endStream());
        peer.expectStreamError(last + 2, REFUSED_STREAM);
    }

    @Test
    void dataAfterTheEndIsStreamClosed() {
        peer.handshake();
        peer.send(request(1, HANG), data(1, Echo.message("a")).endStream());
        peer.send(data(1, "more"));
        peer.expectStreamError(1, STREAM_CLOSED);
        peer.expectQuiet();
    }

    @Test
    void dataForAClosedStreamEndsTheConnection() {
        peer.handshake();
        call(1);
        peer.send(data(1, "more"));
        peer.expectConnectionError(STREAM_CLOSED);
    }

    @Test
    void dataForAnIdleStreamEndsTheConnection() {
        peer.handshake();
        peer.send(data(5, "more"));
        peer.expectConnectionError(PROTOCOL_ERROR);
    }

    @Test
    void aRequestWithTrailersThatDoNotEndItIsMalformed() {
        peer.handshake();
        peer.send(request(1, BIDI), headers(1, "a: b"));
        peer.expectStreamError(1, PROTOCOL_ERROR);
        peer.expectQuiet();
    }

    @Test
    void pseudoHeadersInTrailersAreMalformed() {
        peer.handshake();
        peer.send(request(1, BIDI), headers(1, ":path: /").endStream());
        peer.expectStreamError(1, PROTOCOL_ERROR);
        peer.expectQuiet();
    }

    @Test
    void aMalformedRequestDoesNotDisturbTheNext() {
        peer.handshake();
        peer.send(request(1, UNARY, "connection: close").endStream());
        peer.expectStreamError(1, PROTOCOL_ERROR);
        call(3);
    }

    // ---- how it ends

    @Test
    void aShutdownIsAnnouncedAndLetsCallsFinish() {
        peer.silent();
        peer.preface();
        peer.send(settings(), settingsAck(), request(1, BIDI), data(1, Echo.message("a")));
        peer.expectHeaders(1);
        peer.expect(data(1, Echo.message("a")));
        server.shutdown();
        assertThat(peer.expectGoAway(NO_ERROR)).isEqualTo(Integer.MAX_VALUE);
        peer.send(request(3, BIDI), data(3, Echo.message("b")));
        peer.expectHeaders(3);
        peer.expect(data(3, Echo.message("b")));
        peer.send(pingAck(0x6475_6574_6472_6169L));
        assertThat(peer.expectGoAway(NO_ERROR)).isEqualTo(3);
        peer.send(request(5, BIDI));
        peer.ignore(FrameType.RST_STREAM);
        peer.send(data(1, "").endStream());
        peer.expectStatus(1, 0);
        peer.send(data(3, "").endStream());
        peer.expectStatus(3, 0);
        peer.ignore(FrameType.GOAWAY);
        peer.expectClosed();
    }

    @Test
    void afterThePeersGoAwayItsCallsFinishAndTheConnectionEnds() {
        peer.handshake();
        peer.send(request(1, BIDI), data(1, Echo.message("a")));
        peer.expectHeaders(1);
        peer.expect(data(1, Echo.message("a")));
        peer.send(goAway(0, NO_ERROR), data(1, Echo.message("b")).endStream());
        peer.expect(data(1, Echo.message("b")));
        peer.expectStatus(1, 0);
        peer.ignore(FrameType.GOAWAY);
        peer.expectClosed();
    }

    @Test
    void aPingIsAnsweredWhileHandlersOccupyEveryProcessor() {
        peer.handshake();
        int processors = Math.min(3, Runtime.getRuntime().availableProcessors());
        for (int i = 0; i < processors; i++) {
            int id = 1 + 2 * i;
            peer.send(request(id, "/test.Echo/Spin"), data(id, Echo.message("a")).endStream());
        }
        while (echo.running.get() < processors) {
            Thread.onSpinWait();
        }
        long[] nanos = new long[21];
        for (int i = 0; i < nanos.length; i++) {
            long before = System.nanoTime();
            peer.send(ping(i));
            peer.expect(pingAck(i));
            nanos[i] = System.nanoTime() - before;
        }
        Arrays.sort(nanos);
        assertThat(echo.running.get()).isEqualTo(processors);
        assertThat(nanos[nanos.length / 2] / 1_000).as("µs").isLessThan(5_000);
    }

    private void call(int id) {
        peer.send(request(id, UNARY), data(id, Echo.message("a")).endStream());
        peer.expect(headers(id, ":status: 200"));
        peer.expect(data(id, Echo.message("a")));
        peer.expectStatus(id, 0);
    }

    @Test
    void aBurstOfPingsIsAnswered() {
        peer.handshake();
        int count = 3_000;
        WireFrame[] burst = new WireFrame[count];
        Arrays.setAll(burst, i -> ping(i));
        peer.send(burst);
        for (int i = 0; i < count; i++) {
            peer.expect(pingAck(i));
        }
    }

    @Test
    void twoSizesOfTheHeaderTableInOneFrameAreBothSignalled() {
        peer.handshake();
        peer.send(request(1, UNARY), data(1, Echo.message("a")).endStream());
        peer.expectHeaders(1);
        peer.expect(data(1, Echo.message("a")));
        peer.expectStatus(1, 0);
        peer.send(settings(Setting.HEADER_TABLE_SIZE, 0, Setting.HEADER_TABLE_SIZE, 4_096));
        peer.expect(settingsAck());
        peer.send(request(3, UNARY), data(3, Echo.message("a")).endStream());
        peer.expectHeaders(3); // the peer's decoder insists on an update of the size
        peer.expect(data(3, Echo.message("a")));
        peer.expectStatus(3, 0);
    }
}
