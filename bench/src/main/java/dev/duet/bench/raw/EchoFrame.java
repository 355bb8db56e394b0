package dev.duet.bench.raw;

import java.nio.ByteBuffer;

/// The one DATA frame that the raw client sends over and over: 32 bytes, so that checking one and
/// writing the next are a few whole-word reads and writes.
///
/// ```
///  0  00 00 17           length 23
///  3  00 00              DATA, no flags
///  5  xx xx xx xx        stream
///  9  00 00 00 00 12     gRPC prefix: not compressed, 18 bytes
/// 14  0a 10              protobuf: field 1, 16 bytes
/// 16  8 bytes            the stream's mark
/// 24  8 bytes            the message's number on its stream, from 0
/// ```
final class EchoFrame {
    static final int SIZE = 32;

    /// What a frame takes from the flow-control windows.
    static final int FLOW_CONTROLLED = 23;

    /// Where the gRPC message, prefix included, begins within the frame.
    static final int MESSAGE_OFFSET = 9;

    private static final int LENGTH_AND_TYPE = FLOW_CONTROLLED << 8;
    private static final int PREFIX_END_AND_TAG = 0x00_12_0a_10;

    private EchoFrame() {}

    /// Whether the bytes at `at` begin exactly such a frame: one whole message, no flags. The bytes
    /// of the payload are for [#carries] to check.
    static boolean isAt(ByteBuffer in, int at) {
        return in.getInt(at) == LENGTH_AND_TYPE
                && in.get(at + 4) == 0
                && messageIsAt(in, at + MESSAGE_OFFSET);
    }

    /// Whether the gRPC prefix and the protobuf tag at `at` are those of such a message.
    static boolean messageIsAt(ByteBuffer in, int at) {
        return in.getInt(at) == 0 && in.getInt(at + 3) == PREFIX_END_AND_TAG;
    }

    /// Whether the message at `at` (its gRPC prefix) carries this stream's mark and this number.
    static boolean carries(ByteBuffer in, int at, int streamId, long number) {
        return in.getLong(at + 7) == mark(streamId) && in.getLong(at + 15) == number;
    }

    static void write(ByteBuffer out, int streamId, long number) {
        int at = out.position();
        out.putInt(at, LENGTH_AND_TYPE);
        out.put(at + 4, (byte) 0);
        out.putInt(at + 5, streamId);
        out.putInt(at + 9, 0);
        out.putInt(at + 12, PREFIX_END_AND_TAG);
        out.putLong(at + 16, mark(streamId));
        out.putLong(at + 24, number);
        out.position(at + SIZE);
    }

    /// Eight bytes that differ from stream to stream, so that a mix-up shows.
    private static long mark(int streamId) {
        return (streamId + 1L) * 0x9e37_79b9_7f4a_7c15L;
    }
}
