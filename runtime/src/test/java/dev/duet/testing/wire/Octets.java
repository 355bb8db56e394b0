package dev.duet.testing.wire;

import dev.duet.internal.http2.frame.FrameType;
import dev.duet.internal.http2.frame.FrameWriter;
import dev.duet.internal.http2.hpack.BlockBuffer;
import dev.duet.internal.http2.hpack.HpackDecoder;
import dev.duet.internal.http2.hpack.HpackEncoder;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// Makes octets of a script's frames, and keeps the header compression of its direction.
final class Octets {
    private static final int NO_LIMIT = 1 << 24;

    private final HpackEncoder encoder = new HpackEncoder(HpackDecoder.DEFAULT_TABLE_SIZE);
    private final BlockBuffer block = new BlockBuffer();

    void headerTableSize(int size) {
        encoder.setMaxTableSize(size);
    }

    byte[] of(WireFrame frame) {
        return frame.fields() == null ? plain(frame) : fragments(frame);
    }

    /// All but the last fragment carry one octet.
    private byte[] fragments(WireFrame frame) {
        block.reset(NO_LIMIT);
        encoder.encode(frame.fields(), block);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int from = 0;
        for (int i = 0; i < frame.fragments(); i++) {
            boolean first = i == 0;
            boolean last = i + 1 == frame.fragments();
            int to = last ? block.length() : Math.min(from + 1, block.length());
            ByteArrayOutputStream payload = new ByteArrayOutputStream();
            if (first) {
                payload.writeBytes(frame.payload());
            }
            payload.write(block.array(), from, to - from);
            int type = first ? frame.type() : FrameType.CONTINUATION;
            int flags = first ? frame.flags() : frame.flags() & FrameType.END_HEADERS;
            int used = last ? flags : flags & ~FrameType.END_HEADERS;
            all.writeBytes(plain(Frames.raw(type, used, frame.streamId(), payload.toByteArray())));
            from = to;
        }
        return all.toByteArray();
    }

    private static byte[] plain(WireFrame frame) {
        int length = frame.payload().length;
        ByteBuffer out = ByteBuffer.allocate(FrameType.HEADER_LENGTH + length);
        FrameWriter.header(out, length, frame.type(), frame.flags(), frame.streamId());
        return out.put(frame.payload()).array();
    }
}
