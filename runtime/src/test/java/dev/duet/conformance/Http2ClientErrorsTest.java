package dev.duet.conformance;

import static dev.duet.internal.http2.frame.ErrorCode.CANCEL;
import static dev.duet.internal.http2.frame.ErrorCode.COMPRESSION_ERROR;
import static dev.duet.internal.http2.frame.ErrorCode.ENHANCE_YOUR_CALM;
import static dev.duet.internal.http2.frame.ErrorCode.FLOW_CONTROL_ERROR;
import static dev.duet.internal.http2.frame.ErrorCode.FRAME_SIZE_ERROR;
import static dev.duet.internal.http2.frame.ErrorCode.PROTOCOL_ERROR;
import static dev.duet.internal.http2.frame.ErrorCode.STREAM_CLOSED;
import static dev.duet.testing.wire.Frames.data;
import static dev.duet.testing.wire.Frames.headers;
import static dev.duet.testing.wire.Frames.priority;
import static dev.duet.testing.wire.Frames.raw;
import static dev.duet.testing.wire.Frames.rstStream;
import static dev.duet.testing.wire.Frames.settings;
import static dev.duet.testing.wire.Frames.windowUpdate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.duet.Status;
import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.frame.FrameType;
import dev.duet.internal.http2.frame.Setting;
import dev.duet.testing.wire.WireFrame;
import dev.duet.testing.wire.WirePeer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// Servers that break RFC 9113, and what the client does about it: each time a call is open on
/// stream 1 and has ended its side.
class Http2ClientErrorsTest {
    private static final int DATA = FrameType.DATA;
    private static final int HEADERS = FrameType.HEADERS;
    private static final int SETTINGS = FrameType.SETTINGS;
    private static final int PUSH_PROMISE = FrameType.PUSH_PROMISE;
    private static final int PING = FrameType.PING;
    private static final int GOAWAY = FrameType.GOAWAY;
    private static final int WINDOW_UPDATE = FrameType.WINDOW_UPDATE;
    private static final int CONTINUATION = FrameType.CONTINUATION;
    private static final int END_HEADERS = FrameType.END_HEADERS;
    private static final String OK = ":status: 200";
    private static final String GRPC = "content-type: application/grpc";

    private final ScriptedServer server = new ScriptedServer();
    private WirePeer peer;

    @AfterEach
    void close() {
        peer.close();
        server.close();
    }

    static Stream<Arguments> connectionErrors() {
        return Stream.of(
                wrong("DATA on stream 0", PROTOCOL_ERROR, data(0, "a")),
                wrong("HEADERS on stream 0", PROTOCOL_ERROR, headers(0, OK)),
                wrong("PRIORITY on stream 0", PROTOCOL_ERROR, priority(0, 1)),
                wrong("RST_STREAM on stream 0", PROTOCOL_ERROR, rstStream(0, CANCEL)),
                wrong("SETTINGS on a stream", PROTOCOL_ERROR, hex(SETTINGS, 0, 1, "")),
                wrong("PING on a stream", PROTOCOL_ERROR, hex(PING, 0, 1, "0000000000000000")),
                wrong("GOAWAY on a stream", PROTOCOL_ERROR, hex(GOAWAY, 0, 1, "0000000000000000")),
                wrong("CONTINUATION on stream 0", PROTOCOL_ERROR, hex(CONTINUATION, 4, 0, "88")),
                wrong("PUSH_PROMISE", PROTOCOL_ERROR, hex(PUSH_PROMISE, 4, 1, "0000000282")),
                wrong("PUSH_PROMISE on 0", PROTOCOL_ERROR, hex(PUSH_PROMISE, 4, 0, "0000000282")),
                wrong("HEADERS on a server's stream", PROTOCOL_ERROR, headers(2, OK)),
                wrong("DATA on a server's stream", PROTOCOL_ERROR, data(2, "a")),
                wrong("RST_STREAM on a server's stream", PROTOCOL_ERROR, rstStream(2, CANCEL)),
                wrong("WINDOW_UPDATE on a server's stream", PROTOCOL_ERROR, windowUpdate(2, 1)),
                wrong("HEADERS on an idle stream", PROTOCOL_ERROR, headers(3, OK)),
                wrong("DATA on an idle stream", PROTOCOL_ERROR, data(3, "a")),
                wrong("RST_STREAM on an idle stream", PROTOCOL_ERROR, rstStream(3, CANCEL)),
                wrong("WINDOW_UPDATE on an idle stream", PROTOCOL_ERROR, windowUpdate(3, 1)),
                wrong("WINDOW_UPDATE by 0 on an idle one", PROTOCOL_ERROR, windowUpdate(3, 0)),
                wrong("PRIORITY of an idle one on itself", PROTOCOL_ERROR, priority(2, 2)),
                wrong("SETTINGS of 5 octets", FRAME_SIZE_ERROR, hex(SETTINGS, 0, 0, "0003000000")),
                wrong("SETTINGS ack with one", FRAME_SIZE_ERROR, settings(3, 1).withFlags(1)),
                wrong("ENABLE_PUSH 1", PROTOCOL_ERROR, settings(Setting.ENABLE_PUSH, 1)),
                wrong("ENABLE_PUSH 2", PROTOCOL_ERROR, settings(Setting.ENABLE_PUSH, 2)),
                wrong("window 2^31", FLOW_CONTROL_ERROR, settings(4, Integer.MIN_VALUE)),
                wrong("MAX_FRAME_SIZE 16383", PROTOCOL_ERROR, settings(5, 16_383)),
                wrong("MAX_FRAME_SIZE 2^24", PROTOCOL_ERROR, settings(5, 1 << 24)),
                wrong("PING of 7 octets", FRAME_SIZE_ERROR, hex(PING, 0, 0, "00000000000000")),
                wrong("PING of 9 octets", FRAME_SIZE_ERROR, raw(PING, 0, 0, new byte[9])),
                wrong("GOAWAY of 7 octets", FRAME_SIZE_ERROR, raw(GOAWAY, 0, 0, new byte[7])),
                wrong("RST_STREAM of 3 octets", FRAME_SIZE_ERROR, raw(3, 0, 1, new byte[3])),
                wrong("RST_STREAM of 5 octets", FRAME_SIZE_ERROR, raw(3, 0, 1, new byte[5])),
                wrong("WINDOW_UPDATE of 3", FRAME_SIZE_ERROR, hex(WINDOW_UPDATE, 0, 0, "000001")),
                wrong("WINDOW_UPDATE of 5", FRAME_SIZE_ERROR, raw(8, 0, 1, new byte[5])),
                wrong("WINDOW_UPDATE by 0", PROTOCOL_ERROR, windowUpdate(0, 0)),
                wrong("window overflow", FLOW_CONTROL_ERROR, windowUpdate(0, Integer.MAX_VALUE)),
                wrong(
                        "overflow by SETTINGS",
                        FLOW_CONTROL_ERROR,
                        windowUpdate(1, Integer.MAX_VALUE - 65_535),
                        settings(Setting.INITIAL_WINDOW_SIZE, 100_000)),
                wrong("DATA too large", FRAME_SIZE_ERROR, data(1, new byte[16_385])),
                wrong("HEADERS too large", FRAME_SIZE_ERROR, raw(1, 4, 1, new byte[16_385])),
                wrong("unknown, too large", FRAME_SIZE_ERROR, raw(99, 0, 0, new byte[16_385])),
                wrong("block, then DATA", PROTOCOL_ERROR, open(1), data(1, "a")),
                wrong("block, then HEADERS", PROTOCOL_ERROR, open(1), headers(3, OK)),
                wrong("block, then PING", PROTOCOL_ERROR, open(1), raw(PING, 0, 0, new byte[8])),
                wrong("block, then unknown", PROTOCOL_ERROR, open(1), raw(99, 0, 1)),
                wrong("block, goes on elsewhere", PROTOCOL_ERROR, open(1), raw(9, 4, 3)),
                wrong("CONTINUATION alone", PROTOCOL_ERROR, hex(CONTINUATION, 4, 1, "88")),
                wrong(
                        "CONTINUATION of a complete block",
                        PROTOCOL_ERROR,
                        headers(1, OK, GRPC),
                        hex(CONTINUATION, 4, 1, "88")),
                wrong("DATA padded too far", PROTOCOL_ERROR, hex(DATA, 8, 1, "0500")),
                wrong("HEADERS padded too far", PROTOCOL_ERROR, hex(HEADERS, 12, 1, "0588")),
                wrong("no room for priority", FRAME_SIZE_ERROR, hex(HEADERS, 0x24, 1, "000000")),
                wrong("HPACK: index 0", COMPRESSION_ERROR, hex(HEADERS, 4, 1, "80")),
                wrong("HPACK: index too high", COMPRESSION_ERROR, hex(HEADERS, 4, 1, "be")),
                wrong("HPACK: table too large", COMPRESSION_ERROR, hex(HEADERS, 4, 1, "3fe21f")),
                wrong("HPACK: late table size", COMPRESSION_ERROR, hex(HEADERS, 4, 1, "8820")),
                wrong("HPACK: cut off", COMPRESSION_ERROR, hex(HEADERS, 4, 1, "884003")),
                wrong(
                        "HPACK: bad Huffman code",
                        COMPRESSION_ERROR,
                        hex(HEADERS, 4, 1, "4001618100")),
                wrong(
                        "DATA after the stream was reset",
                        STREAM_CLOSED,
                        rstStream(1, CANCEL),
                        data(1, "a")),
                wrong("DATA after the end", STREAM_CLOSED, ended(), data(1, "a")),
                wrong("HEADERS after the end", STREAM_CLOSED, ended(), headers(1, OK)),
                wrong("block of too many frames", ENHANCE_YOUR_CALM, flood(0)),
                wrong("block of too many octets", ENHANCE_YOUR_CALM, flood(16_000)));
    }

    private static Arguments wrong(String what, ErrorCode code, WireFrame... frames) {
        return arguments(what, code, frames);
    }

    private static WireFrame hex(int type, int flags, int streamId, String payload) {
        return raw(type, flags, streamId, HexFormat.of().parseHex(payload));
    }

    /// A header block that is not complete.
    private static WireFrame open(int streamId) {
        return headers(streamId, OK, GRPC).withFlags(0);
    }

    private static WireFrame ended() {
        return headers(1, OK, GRPC, "grpc-status: 0").endStream();
    }

    private static WireFrame[] flood(int octets) {
        WireFrame[] frames = new WireFrame[20];
        Arrays.fill(frames, raw(CONTINUATION, 0, 1, new byte[octets]));
        frames[0] = open(1);
        return frames;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("connectionErrors")
    void endsTheConnection(String what, ErrorCode code, WireFrame[] frames) {
        CompletableFuture<Status> call = openCall();
        peer.send(frames);
        peer.expectConnectionError(code);
        Status status = ScriptedServer.end(call);
        boolean overBefore = frames.length > 1 && code == STREAM_CLOSED;
        assertThat(overBefore || status.code() == Status.Code.UNAVAILABLE)
                .as("%s", status)
                .isTrue();
    }

    static Stream<Arguments> streamErrors() {
        WireFrame start = headers(1, OK, GRPC);
        return Stream.of(
                wrong("WINDOW_UPDATE by 0", PROTOCOL_ERROR, windowUpdate(1, 0)),
                wrong("overflow", FLOW_CONTROL_ERROR, windowUpdate(1, Integer.MAX_VALUE)),
                wrong("PRIORITY of 4 octets", FRAME_SIZE_ERROR, raw(2, 0, 1, new byte[4])),
                wrong("PRIORITY on itself", PROTOCOL_ERROR, priority(1, 1)),
                wrong("HEADERS on itself", PROTOCOL_ERROR, hex(HEADERS, 0x24, 1, "000000010088")),
                wrong("too much DATA", FLOW_CONTROL_ERROR, tooMuch()),
                wrong("DATA before HEADERS", PROTOCOL_ERROR, data(1, Echo.message("a"))),
                wrong("no :status", PROTOCOL_ERROR, headers(1, GRPC)),
                wrong("an empty list", PROTOCOL_ERROR, raw(HEADERS, END_HEADERS, 1)),
                wrong("two :status", PROTOCOL_ERROR, headers(1, OK, OK, GRPC)),
                wrong("late :status", PROTOCOL_ERROR, headers(1, GRPC, OK)),
                wrong("a request's pseudo-header", PROTOCOL_ERROR, headers(1, OK, ":path: /")),
                wrong("unknown pseudo-header", PROTOCOL_ERROR, headers(1, OK, ":version: 2")),
                wrong(":status 20", PROTOCOL_ERROR, headers(1, ":status: 20", GRPC)),
                wrong(":status 2x0", PROTOCOL_ERROR, headers(1, ":status: 2x0", GRPC)),
                wrong(":status 101", PROTOCOL_ERROR, headers(1, ":status: 101", GRPC)),
                wrong("capital letters", PROTOCOL_ERROR, headers(1, OK, GRPC, "X-Y: z")),
                wrong("space in a name", PROTOCOL_ERROR, headers(1, OK, GRPC, "x y: z")),
                wrong("empty name", PROTOCOL_ERROR, hex(HEADERS, 4, 1, "8800000161")),
                wrong("line feed in a value", PROTOCOL_ERROR, headers(1, OK, GRPC, "x: a\nb")),
                wrong("NUL in a value", PROTOCOL_ERROR, headers(1, OK, GRPC, "x: \0")),
                wrong("connection", PROTOCOL_ERROR, headers(1, OK, "connection: close")),
                wrong("keep-alive", PROTOCOL_ERROR, headers(1, OK, "keep-alive: 1")),
                wrong("transfer-encoding", PROTOCOL_ERROR, headers(1, OK, "transfer-encoding: x")),
                wrong("upgrade", PROTOCOL_ERROR, headers(1, OK, "upgrade: h2c")),
                wrong("interim with end", PROTOCOL_ERROR, headers(1, ":status: 103").endStream()),
                wrong("trailers go on", PROTOCOL_ERROR, start, headers(1, "grpc-status: 0")),
                wrong(
                        "pseudo-header in trailers",
                        PROTOCOL_ERROR,
                        start,
                        headers(1, OK, "grpc-status: 0").endStream()),
                wrong(
                        "content-length too large",
                        PROTOCOL_ERROR,
                        headers(1, OK, GRPC, "content-length: 9"),
                        data(1, Echo.message("a")).endStream()),
                wrong(
                        "content-length too small",
                        PROTOCOL_ERROR,
                        headers(1, OK, GRPC, "content-length: 7"),
                        data(1, Echo.message("a"))),
                wrong("no content-length", PROTOCOL_ERROR, headers(1, OK, "content-length: x")));
    }

    /// A message that would fit into the window, and more before it is complete.
    private static WireFrame[] tooMuch() {
        return new WireFrame[] {
            headers(1, OK, GRPC),
            data(1, new byte[] {0, 0, 0, (byte) 0xff, 0}),
            data(1, new byte[16_000]),
            data(1, new byte[16_000]),
            data(1, new byte[16_000]),
            data(1, new byte[16_000]),
            data(1, new byte[16_000])
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streamErrors")
    void endsTheStreamOnly(String what, ErrorCode code, WireFrame[] frames) {
        CompletableFuture<Status> call = openCall();
        peer.send(frames);
        peer.expectStreamError(1, code);
        assertThat(ScriptedServer.end(call).code()).isEqualTo(Status.Code.INTERNAL);
        peer.expectQuiet();
        server.expectWorking(peer, 3);
    }

    @Test
    void theFirstFrameMustBeSettings() {
        CompletableFuture<Status> call = server.unary("a");
        peer = server.accept();
        peer.preface();
        peer.send(raw(PING, 0, 0, new byte[8]));
        peer.expectConnectionError(PROTOCOL_ERROR);
        assertThat(ScriptedServer.end(call).code()).isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void anAnswerInHttp1IsAnError() {
        CompletableFuture<Status> call = server.unary("a");
        peer = server.accept();
        peer.preface();
        peer.sendOctets("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        peer.expectConnectionError(FRAME_SIZE_ERROR);
        assertThat(ScriptedServer.end(call).code()).isEqualTo(Status.Code.UNAVAILABLE);
    }

    private CompletableFuture<Status> openCall() {
        CompletableFuture<Status> call = server.unary("a");
        peer = server.accept();
        peer.handshake();
        ScriptedServer.expectRequest(peer, 1, "a");
        return call;
    }
}
