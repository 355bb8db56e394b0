package dev.duet.internal.http2.frame;

import static dev.duet.internal.http2.frame.ErrorCode.COMPRESSION_ERROR;
import static dev.duet.internal.http2.frame.ErrorCode.ENHANCE_YOUR_CALM;
import static dev.duet.internal.http2.frame.ErrorCode.FLOW_CONTROL_ERROR;
import static dev.duet.internal.http2.frame.ErrorCode.FRAME_SIZE_ERROR;
import static dev.duet.internal.http2.frame.ErrorCode.PROTOCOL_ERROR;
import static dev.duet.internal.http2.frame.Wire.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.duet.internal.http2.hpack.HpackDecoder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.ByteBuffer;
import java.util.stream.Stream;

/// What the reader refuses, and what it does not.
class FrameReaderTest {
    private static final int DATA = FrameType.DATA;
    private static final int HEADERS = FrameType.HEADERS;
    private static final int PRIORITY = FrameType.PRIORITY;
    private static final int RST_STREAM = FrameType.RST_STREAM;
    private static final int SETTINGS = FrameType.SETTINGS;
    private static final int PUSH_PROMISE = FrameType.PUSH_PROMISE;
    private static final int PING = FrameType.PING;
    private static final int GOAWAY = FrameType.GOAWAY;
    private static final int WINDOW_UPDATE = FrameType.WINDOW_UPDATE;
    private static final int CONTINUATION = FrameType.CONTINUATION;
    private static final int END = 4;

    private final FrameReader reader = reader(false);

    static Stream<Arguments> connectionErrors() {
        return Stream.of(
                refused("DATA on stream 0", PROTOCOL_ERROR, frame(DATA, 0, 0, "00")),
                refused("DATA padded beyond its end", PROTOCOL_ERROR, frame(DATA, 8, 1, "0200")),
                refused("DATA all padding and more", PROTOCOL_ERROR, frame(DATA, 8, 1, "01")),
                refused("padded DATA without a length", FRAME_SIZE_ERROR, frame(DATA, 8, 1, "")),
                refused("HEADERS on stream 0", PROTOCOL_ERROR, frame(HEADERS, END, 0, "82")),
                refused("HEADERS padded too far", PROTOCOL_ERROR, frame(HEADERS, 12, 1, "0282")),
                refused("padded HEADERS, empty", FRAME_SIZE_ERROR, frame(HEADERS, 12, 1, "")),
                refused(
                        "HEADERS without room for priority",
                        FRAME_SIZE_ERROR,
                        frame(HEADERS, 0x24, 1, "00000000")),
                refused(
                        "HEADERS padded, without room for priority",
                        FRAME_SIZE_ERROR,
                        frame(HEADERS, 0x2c, 1, "0000000000")),
                refused("broken header block", COMPRESSION_ERROR, frame(HEADERS, END, 1, "80")),
                refused(
                        "PRIORITY on stream 0",
                        PROTOCOL_ERROR,
                        frame(PRIORITY, 0, 0, "0000000100")),
                refused(
                        "RST_STREAM on stream 0",
                        PROTOCOL_ERROR,
                        frame(RST_STREAM, 0, 0, "00000000")),
                refused("short RST_STREAM", FRAME_SIZE_ERROR, frame(RST_STREAM, 0, 1, "000000")),
                refused("long RST_STREAM", FRAME_SIZE_ERROR, frame(RST_STREAM, 0, 1, "0000000000")),
                refused("SETTINGS on a stream", PROTOCOL_ERROR, frame(SETTINGS, 0, 1, "")),
                refused(
                        "SETTINGS of 5 octets",
                        FRAME_SIZE_ERROR,
                        frame(SETTINGS, 0, 0, "0003000000")),
                refused(
                        "SETTINGS ack with content",
                        FRAME_SIZE_ERROR,
                        frame(SETTINGS, 1, 0, "000300000001")),
                refused("ENABLE_PUSH 2", PROTOCOL_ERROR, frame(SETTINGS, 0, 0, "000200000002")),
                refused(
                        "INITIAL_WINDOW_SIZE 2^31",
                        FLOW_CONTROL_ERROR,
                        frame(SETTINGS, 0, 0, "000480000000")),
                refused(
                        "MAX_FRAME_SIZE 16383",
                        PROTOCOL_ERROR,
                        frame(SETTINGS, 0, 0, "000500003fff")),
                refused(
                        "MAX_FRAME_SIZE 2^24",
                        PROTOCOL_ERROR,
                        frame(SETTINGS, 0, 0, "000501000000")),
                refused("PUSH_PROMISE", PROTOCOL_ERROR, frame(PUSH_PROMISE, 4, 1, "0000000282")),
                refused("PING on a stream", PROTOCOL_ERROR, frame(PING, 0, 1, "0000000000000000")),
                refused("PING of 7 octets", FRAME_SIZE_ERROR, frame(PING, 0, 0, "00000000000000")),
                refused(
                        "PING of 9 octets",
                        FRAME_SIZE_ERROR,
                        frame(PING, 0, 0, "000000000000000000")),
                refused(
                        "GOAWAY on a stream",
                        PROTOCOL_ERROR,
                        frame(GOAWAY, 0, 1, "0000000000000000")),
                refused(
                        "GOAWAY of 7 octets",
                        FRAME_SIZE_ERROR,
                        frame(GOAWAY, 0, 0, "00000000000000")),
                refused(
                        "WINDOW_UPDATE by 0",
                        PROTOCOL_ERROR,
                        frame(WINDOW_UPDATE, 0, 0, "00000000")),
                refused(
                        "WINDOW_UPDATE by 0 and a reserved bit",
                        PROTOCOL_ERROR,
                        frame(WINDOW_UPDATE, 0, 0, "80000000")),
                refused(
                        "WINDOW_UPDATE of 3 octets",
                        FRAME_SIZE_ERROR,
                        frame(WINDOW_UPDATE, 0, 1, "000001")),
                refused(
                        "WINDOW_UPDATE of 5 octets",
                        FRAME_SIZE_ERROR,
                        frame(WINDOW_UPDATE, 0, 0, "0000000100")),
                refused(
                        "CONTINUATION without HEADERS",
                        PROTOCOL_ERROR,
                        frame(CONTINUATION, END, 1, "82")),
                refused(
                        "CONTINUATION after a complete block",
                        PROTOCOL_ERROR,
                        frame(HEADERS, END, 1, "82"),
                        frame(CONTINUATION, END, 1, "82")),
                refused(
                        "CONTINUATION of another stream",
                        PROTOCOL_ERROR,
                        frame(HEADERS, 0, 1, "82"),
                        frame(CONTINUATION, END, 3, "82")),
                refused(
                        "CONTINUATION on stream 0",
                        PROTOCOL_ERROR,
                        frame(HEADERS, 0, 1, "82"),
                        frame(CONTINUATION, END, 0, "82")),
                refused(
                        "a frame within a header block",
                        PROTOCOL_ERROR,
                        frame(HEADERS, 0, 1, "82"),
                        frame(DATA, 0, 1, "")),
                refused(
                        "HEADERS within a header block",
                        PROTOCOL_ERROR,
                        frame(HEADERS, 0, 1, "82"),
                        frame(HEADERS, END, 1, "82")),
                refused(
                        "an unknown frame within a header block",
                        PROTOCOL_ERROR,
                        frame(HEADERS, 0, 1, "82"),
                        frame(0xbe, 0, 1, "")),
                refused(
                        "a frame over the maximum",
                        FRAME_SIZE_ERROR,
                        frame(DATA, 0, 1, new byte[(1 << 14) + 1])),
                refused(
                        "an unknown frame over the maximum",
                        FRAME_SIZE_ERROR,
                        frame(0xbe, 0, 1, new byte[(1 << 14) + 1])));
    }

    private static Arguments refused(String what, ErrorCode code, byte[]... frames) {
        return Arguments.of(what, code, Wire.join(frames));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("connectionErrors")
    void isAConnectionError(String what, ErrorCode code, byte[] octets) {
        Http2Exception error = errorOf(reader, octets);
        assertThat(error.isConnectionError()).isTrue();
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.getStackTrace()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2, 0, 000000010000, FRAME_SIZE_ERROR", // PRIORITY of 6 octets
        "2, 0, 00000001, FRAME_SIZE_ERROR", // PRIORITY of 4 octets
        "2, 0, 8000000500, PROTOCOL_ERROR", // PRIORITY that depends on itself
        "1, 36, 000000050082, PROTOCOL_ERROR", // HEADERS that depend on themselves
        "8, 0, 00000000, PROTOCOL_ERROR", // WINDOW_UPDATE by 0
    })
    void isAStreamErrorAndReadingGoesOn(int type, int flags, String payload, ErrorCode code)
            throws Http2Exception {
        byte[] bad = frame(type, flags, 5, payload);
        byte[] good = frame(PING, 0, 0, "0000000000000007");
        ByteBuffer in = Wire.direct(Wire.join(bad, good));
        Http2Exception error = catchThrowableOfType(Http2Exception.class, () -> reader.read(in));
        assertThat(error.isConnectionError()).isFalse();
        assertThat(error.streamId()).isEqualTo(5);
        assertThat(error.code()).isEqualTo(code);
        assertThat(reader.read(in)).isEqualTo(new Frame.Ping(false, 7));
    }

    @Test
    void headersThatDependOnThemselvesStillCountForCompression() throws Http2Exception {
        // Enters "a: b".
        byte[] bad = frame(HEADERS, 0x24, 5, "0000000500" + "4001610162");
        byte[] good = frame(HEADERS, END, 7, "be");
        ByteBuffer in = Wire.direct(Wire.join(bad, good));
        catchThrowableOfType(Http2Exception.class, () -> reader.read(in));
        Frame.Headers headers = (Frame.Headers) reader.read(in);
        assertThat(headers.block().fields().getFirst().name()).isEqualTo("a");
    }

    @Test
    void anOversizedFrameIsRefusedBeforeItsPayloadHasCome() {
        ByteBuffer in = ByteBuffer.allocateDirect(9);
        FrameWriter.header(in, (1 << 14) + 1, DATA, 0, 1);
        in.flip();
        Http2Exception error = catchThrowableOfType(Http2Exception.class, () -> reader.read(in));
        assertThat(error.code()).isEqualTo(FRAME_SIZE_ERROR);
    }

    @Test
    void theMaximumFrameSizeCanBeRaised() throws Http2Exception {
        byte[] large = frame(DATA, 0, 1, new byte[20_000]);
        reader.setMaxFrameSize(20_000);
        assertThat(((Frame.Data) reader.read(Wire.direct(large))).length()).isEqualTo(20_000);
    }

    @Test
    void aServerMustNotEnablePush() {
        byte[] enable = frame(SETTINGS, 0, 0, "000200000001");
        assertThat(errorOf(reader(true), enable).code()).isEqualTo(PROTOCOL_ERROR);
    }

    @Test
    void aHeaderBlockInTooManyFramesIsRefused() {
        byte[][] frames = new byte[17][];
        frames[0] = frame(HEADERS, 0, 1, "");
        for (int i = 1; i < frames.length; i++) {
            frames[i] = frame(CONTINUATION, 0, 1, "");
        }
        assertThat(errorOf(reader, Wire.join(frames)).code()).isEqualTo(ENHANCE_YOUR_CALM);
    }

    @Test
    void aHeaderBlockOfSixteenFramesIsRead() throws Http2Exception {
        byte[][] frames = new byte[16][];
        frames[0] = frame(HEADERS, 1, 1, "82");
        for (int i = 1; i < frames.length; i++) {
            frames[i] = frame(CONTINUATION, i == 15 ? END : 0, 1, "");
        }
        Frame.Headers headers = (Frame.Headers) reader.read(Wire.direct(Wire.join(frames)));
        assertThat(headers.endStream()).isTrue();
        assertThat(headers.block().fields()).hasSize(1);
    }

    @Test
    void aHeaderBlockOfTooManyOctetsIsRefused() {
        byte[][] frames = new byte[5][];
        frames[0] = frame(HEADERS, 0, 1, new byte[16_000]);
        for (int i = 1; i < frames.length; i++) {
            frames[i] = frame(CONTINUATION, 0, 1, new byte[16_000]);
        }
        assertThat(errorOf(reader, Wire.join(frames)).code()).isEqualTo(ENHANCE_YOUR_CALM);
    }

    private static Http2Exception errorOf(FrameReader reader, byte[] octets) {
        ByteBuffer in = Wire.direct(octets);
        return catchThrowableOfType(
                Http2Exception.class,
                () -> {
                    while (reader.read(in) != null) {
                        // The last one is to be refused.
                    }
                });
    }

    private static FrameReader reader(boolean fromServer) {
        return new FrameReader(new HpackDecoder(4096, 8192, 256), 65_536, 16, fromServer);
    }
}
