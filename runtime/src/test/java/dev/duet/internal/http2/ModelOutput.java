package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.frame.FrameType;
import dev.duet.internal.http2.frame.FrameWriter;
import dev.duet.internal.http2.frame.Setting;
import dev.duet.internal.http2.hpack.BlockBuffer;
import dev.duet.internal.http2.hpack.HeaderField;
import dev.duet.internal.http2.hpack.HpackEncoder;
import dev.duet.internal.transport.MemoryTransport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// The frames that a [ModelPeer] sends, in all the forms that the protocol knows: padded, with
/// priority fields, header blocks in pieces, tables that change their size.
final class ModelOutput {
    private final Random random;
    private final MemoryTransport transport;
    private final HpackEncoder encoder = new HpackEncoder(Settings.DEFAULT_TABLE_SIZE);
    private final BlockBuffer block = new BlockBuffer();
    private ByteBuffer out = ByteBuffer.allocate(1 << 16);

    ModelOutput(Random random, MemoryTransport transport) {
        this.random = random;
        this.transport = transport;
    }

    void preface() {
        room(24).put("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /// Sends DATA; what it takes from the windows is returned.
    int data(int streamId, byte[] content, int padding, boolean end) {
        boolean padded = padding >= 0;
        int length = content.length + (padded ? 1 + padding : 0);
        int flags = (padded ? FrameType.PADDED : 0) | (end ? FrameType.END_STREAM : 0);
        ByteBuffer to = room(FrameType.HEADER_LENGTH + length);
        FrameWriter.header(to, length, FrameType.DATA, flags, streamId);
        if (padded) {
            to.put((byte) padding);
        }
        to.put(content);
        to.put(new byte[Math.max(padding, 0)]);
        return length;
    }

    void headers(int streamId, List<HeaderField> fields, boolean end) {
        if (random.nextInt(10) == 0) {
            encoder.setMaxTableSize(random.nextInt(Settings.DEFAULT_TABLE_SIZE + 1));
        }
        block.reset(Limits.MAX_FRAME_BYTES);
        encoder.encode(fields, block);
        boolean padded = random.nextInt(4) == 0;
        boolean priority = random.nextInt(8) == 0;
        int padding = padded ? random.nextInt(256) : 0;
        int first = random.nextInt(4) == 0 ? random.nextInt(block.length() + 1) : block.length();
        int flags =
                (padded ? FrameType.PADDED : 0)
                        | (priority ? FrameType.PRIORITY_FIELDS : 0)
                        | (end ? FrameType.END_STREAM : 0)
                        | (first == block.length() ? FrameType.END_HEADERS : 0);
        int length = (padded ? 1 : 0) + (priority ? 5 : 0) + first + padding;
        ByteBuffer to = room(FrameType.HEADER_LENGTH + length);
        FrameWriter.header(to, length, FrameType.HEADERS, flags, streamId);
        if (padded) {
            to.put((byte) padding);
        }
        if (priority) {
            to.putInt(0).put((byte) 7);
        }
        to.put(block.array(), 0, first).put(new byte[padding]);
        for (int from = first, count; from < block.length(); from += count) {
            count = Math.max(block.length() - from >> 1, 10);
            count = Math.min(count, block.length() - from);
            boolean last = from + count == block.length();
            to = room(FrameType.HEADER_LENGTH + count);
            int end1 = last ? FrameType.END_HEADERS : 0;
            FrameWriter.header(to, count, FrameType.CONTINUATION, end1, streamId);
            to.put(block.array(), from, count);
        }
    }

    void reset(int streamId, ErrorCode code) {
        FrameWriter.rstStream(room(FrameWriter.RST_STREAM_LENGTH), streamId, code);
    }

    void settings(List<Setting> settings) {
        FrameWriter.settings(room(FrameWriter.settingsLength(settings.size())), settings);
    }

    void settingsAck() {
        FrameWriter.settingsAck(room(FrameWriter.SETTINGS_ACK_LENGTH));
    }

    void ping(boolean ack, long payload) {
        FrameWriter.ping(room(FrameWriter.PING_LENGTH), ack, payload);
    }

    void windowUpdate(int streamId, int increment) {
        FrameWriter.windowUpdate(room(FrameWriter.WINDOW_UPDATE_LENGTH), streamId, increment);
    }

    void goAway(int lastStreamId) {
        FrameWriter.goAway(
                room(FrameWriter.goAwayLength("bye")), lastStreamId, ErrorCode.NO_ERROR, "bye");
    }

    /// A frame that means nothing: PRIORITY, or one of a type that nobody knows.
    void meaningless(int streamId) {
        if (random.nextBoolean()) {
            FrameWriter.priority(room(FrameType.HEADER_LENGTH + 5), streamId, 0, false, 9);
            return;
        }
        int length = random.nextInt(40);
        ByteBuffer to = room(FrameType.HEADER_LENGTH + length);
        FrameWriter.header(to, length, 0xbe, random.nextInt(256), random.nextInt(99));
        to.put(new byte[length]);
    }

    boolean isEmpty() {
        return out.position() == 0;
    }

    /// Writes at most so many octets of what is there, as far as the pipe takes them.
    ///
    /// @return whether there were some
    boolean write(int most) throws IOException {
        out.flip();
        int all = out.limit();
        out.limit(Math.min(all, most));
        long written = transport.write(new ByteBuffer[] {out}, 0, 1);
        out.limit(all).compact();
        return written > 0;
    }

    private ByteBuffer room(int octets) {
        if (out.remaining() < octets) {
            int position = out.position();
            byte[] grown = Arrays.copyOf(out.array(), 2 * (position + octets));
            out = ByteBuffer.wrap(grown).position(position);
        }
        return out;
    }
}
