package dev.duet.internal.http2.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.internal.http2.hpack.BlockBuffer;
import dev.duet.internal.http2.hpack.HeaderBlock;
import dev.duet.internal.http2.hpack.HeaderField;
import dev.duet.internal.http2.hpack.HpackDecoder;
import dev.duet.internal.http2.hpack.HpackEncoder;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Every kind of frame as the writer writes it and the reader reads it, whole and cut at every
/// place.
class FrameSplitTest {
    private static final List<HeaderField> LIST =
            List.of(
                    new HeaderField(":method", "POST"),
                    new HeaderField("x", "y".repeat(40)),
                    new HeaderField("z", "\u00ff".repeat(40)));

    private byte[] octets;
    private List<Frame> expected;

    @BeforeEach
    void writeOneOfEach() {
        ByteBuffer out = ByteBuffer.allocateDirect(4096);
        FrameWriter.settings(out, List.of(new Setting(4, 0x7fffffff), new Setting(3, 0xffffffffL)));
        FrameWriter.settingsAck(out);
        BlockBuffer block = new BlockBuffer();
        new HpackEncoder(4096).encode(LIST, block);
        int before = out.position();
        FrameWriter.headers(out, 1, false, block, 20);
        assertThat(out.position() - before)
                .isEqualTo(FrameWriter.headersLength(block.length(), 20));
        FrameWriter.dataHeader(out, 1, 3, false);
        out.put("abc".getBytes(StandardCharsets.US_ASCII));
        out.put(Wire.frame(FrameType.DATA, 9, 1, "02" + "6465" + "0000"));
        FrameWriter.priority(out, 3, 1, true, 256);
        FrameWriter.rstStream(out, 3, ErrorCode.CANCEL);
        FrameWriter.ping(out, true, 0x0102030405060708L);
        FrameWriter.windowUpdate(out, 0, 0x7fffffff);
        FrameWriter.windowUpdate(out, 5, 1);
        out.put(Wire.frame(0xfa, 0xff, 7, "010203"));
        FrameWriter.goAway(out, 9, ErrorCode.ENHANCE_YOUR_CALM, "enough");
        out.put(Wire.frame(FrameType.RST_STREAM, 0, 3, "12345678"));
        octets = new byte[out.position()];
        out.get(0, octets);
        expected =
                List.of(
                        new Frame.SettingsFrame(
                                false,
                                List.of(new Setting(4, 0x7fffffff), new Setting(3, 0xffffffffL))),
                        new Frame.SettingsFrame(true, List.of()),
                        new Frame.Headers(1, false, new HeaderBlock(LIST, false)),
                        new Frame.Data(1, false, null, 0, 3, 3),
                        new Frame.Data(1, true, null, 0, 2, 5),
                        new Frame.Priority(3),
                        new Frame.RstStream(3, ErrorCode.CANCEL),
                        new Frame.Ping(true, 0x0102030405060708L),
                        new Frame.WindowUpdate(0, 0x7fffffff),
                        new Frame.WindowUpdate(5, 1),
                        new Frame.Unknown(0xfa, 7, 3),
                        new Frame.GoAway(9, ErrorCode.ENHANCE_YOUR_CALM, "enough"),
                        new Frame.RstStream(3, ErrorCode.INTERNAL_ERROR));
    }

    @Test
    void readsAllInOne() throws Http2Exception {
        List<Frame> frames = new ArrayList<>();
        StringBuilder content = new StringBuilder();
        FrameReader reader = reader();
        ByteBuffer in = Wire.direct(octets);
        drain(reader, in, frames, content);
        assertThat(in.hasRemaining()).isFalse();
        assertThat(frames).isEqualTo(expected);
        assertThat(content.toString()).isEqualTo("abcde");
    }

    @Test
    void readsTheSameCutAtAnyPlace() throws Http2Exception {
        for (int cut = 0; cut <= octets.length; cut++) {
            List<Frame> frames = new ArrayList<>();
            StringBuilder content = new StringBuilder();
            FrameReader reader = reader();
            ByteBuffer in = ByteBuffer.allocateDirect(octets.length);
            in.put(octets, 0, cut).flip();
            drain(reader, in, frames, content);
            in.compact().put(octets, cut, octets.length - cut).flip();
            drain(reader, in, frames, content);
            assertThat(in.hasRemaining()).isFalse();
            assertThat(frames).as("cut at %d", cut).isEqualTo(expected);
            assertThat(content.toString()).isEqualTo("abcde");
        }
    }

    @Test
    void readsTheSameOctetByOctet() throws Http2Exception {
        List<Frame> frames = new ArrayList<>();
        StringBuilder content = new StringBuilder();
        FrameReader reader = reader();
        ByteBuffer in = ByteBuffer.allocateDirect(octets.length);
        for (byte octet : octets) {
            in.put(octet).flip();
            drain(reader, in, frames, content);
            in.compact();
        }
        assertThat(frames).isEqualTo(expected);
        assertThat(content.toString()).isEqualTo("abcde");
    }

    @Test
    void aDataFrameGrowsAndEndsInPlace() throws Http2Exception {
        ByteBuffer out = ByteBuffer.allocateDirect(64).put((byte) 0);
        FrameWriter.dataHeader(out, 1, 2, false);
        out.put(new byte[] {1, 2, 3});
        FrameWriter.patchDataLength(out, 1, 3);
        FrameWriter.patchEndStream(out, 1);
        out.flip().get();
        Frame.Data data = (Frame.Data) reader().read(out);
        assertThat(data.length()).isEqualTo(3);
        assertThat(data.endStream()).isTrue();
        assertThat(data.buffer().get(data.offset() + 2)).isEqualTo((byte) 3);
    }

    @Test
    void anEmptyBlockIsOneFrame() throws Http2Exception {
        ByteBuffer out = ByteBuffer.allocateDirect(64);
        FrameWriter.headers(out, 1, true, new BlockBuffer(), 16_384);
        assertThat(out.position()).isEqualTo(FrameWriter.headersLength(0, 16_384)).isEqualTo(9);
        Frame.Headers headers = (Frame.Headers) reader().read(out.flip());
        assertThat(headers.endStream()).isTrue();
        assertThat(headers.block().fields()).isEmpty();
    }

    private static void drain(
            FrameReader reader, ByteBuffer in, List<Frame> frames, StringBuilder content)
            throws Http2Exception {
        Frame frame = reader.read(in);
        while (frame != null) {
            if (frame instanceof Frame.Data data) {
                for (int i = 0; i < data.length(); i++) {
                    content.append((char) data.buffer().get(data.offset() + i));
                }
                frame =
                        new Frame.Data(
                                data.streamId(),
                                data.endStream(),
                                null,
                                0,
                                data.length(),
                                data.flowControlled());
            }
            frames.add(frame);
            frame = reader.read(in);
        }
    }

    private static FrameReader reader() {
        return new FrameReader(new HpackDecoder(4096, 8192, 256), 65_536, 16, false);
    }
}
