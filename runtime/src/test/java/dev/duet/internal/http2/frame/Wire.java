package dev.duet.internal.http2.frame;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/// Frames as octets, for tests of the reader: right and wrong ones alike.
final class Wire {
    private Wire() {}

    static byte[] frame(int type, int flags, int streamId, String payloadHex) {
        return frame(type, flags, streamId, HexFormat.of().parseHex(payloadHex));
    }

    static byte[] frame(int type, int flags, int streamId, byte[] payload) {
        ByteBuffer out = ByteBuffer.allocate(9 + payload.length);
        FrameWriter.header(out, payload.length, type, flags, streamId);
        return out.put(payload).array();
    }

    static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    /// A direct buffer that holds just these octets, not at its beginning.
    static ByteBuffer direct(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length + 3).position(3);
        return buffer.put(bytes).flip().position(3);
    }
}
