package dev.duet.internal.http2.frame;

import static dev.duet.internal.http2.frame.FrameType.HEADER_LENGTH;

import dev.duet.internal.http2.hpack.BlockBuffer;

import java.nio.ByteBuffer;
import java.util.List;

/// Writes frames into a buffer (RFC 9113, sections 4.1 and 6). The caller has made sure of the
/// room, which the constants and `…Length` methods tell; buffers are big-endian, as every new one
/// is.
public final class FrameWriter {
    /// Octets of a WINDOW_UPDATE frame.
    public static final int WINDOW_UPDATE_LENGTH = HEADER_LENGTH + 4;

    /// Octets of an RST_STREAM frame.
    public static final int RST_STREAM_LENGTH = HEADER_LENGTH + 4;

    /// Octets of a PING frame.
    public static final int PING_LENGTH = HEADER_LENGTH + 8;

    /// Octets of an acknowledgement of SETTINGS.
    public static final int SETTINGS_ACK_LENGTH = HEADER_LENGTH;

    private static final int SETTING_LENGTH = 6;
    private static final int FLAGS_OFFSET = 4;

    private FrameWriter() {}

    /// Any frame header. `length` is that of the payload, which follows.
    public static void header(ByteBuffer out, int length, int type, int flags, int streamId) {
        out.putInt(length << 8 | type);
        out.put((byte) flags);
        out.putInt(streamId);
    }

    /// The header of a DATA frame; `length` octets of content must follow.
    public static void dataHeader(ByteBuffer out, int streamId, int length, boolean endStream) {
        header(out, length, FrameType.DATA, endStream ? FrameType.END_STREAM : 0, streamId);
    }

    /// Changes the payload length of the DATA frame that begins at `start`, so that a frame can
    /// grow while it is the last one of the buffer.
    public static void patchDataLength(ByteBuffer out, int start, int length) {
        out.putInt(start, length << 8 | FrameType.DATA);
    }

    /// Sets END_STREAM on the DATA frame that begins at `start`.
    public static void patchEndStream(ByteBuffer out, int start) {
        out.put(start + FLAGS_OFFSET, (byte) FrameType.END_STREAM);
    }

    /// The octets that [#headers] takes for a block of that length.
    public static int headersLength(int blockLength, int maxFrameSize) {
        int frames = Math.max(1, (blockLength + maxFrameSize - 1) / maxFrameSize);
        return blockLength + frames * HEADER_LENGTH;
    }

    /// A header block as one HEADERS frame and as many CONTINUATION frames as it takes.
    ///
    /// @param maxFrameSize the largest payload that the peer accepts
    public static void headers(
            ByteBuffer out, int streamId, boolean endStream, BlockBuffer block, int maxFrameSize) {
        int type = FrameType.HEADERS;
        int flags = endStream ? FrameType.END_STREAM : 0;
        int from = 0;
        do {
            int count = Math.min(block.length() - from, maxFrameSize);
            if (from + count == block.length()) {
                flags |= FrameType.END_HEADERS;
            }
            header(out, count, type, flags, streamId);
            out.put(block.array(), from, count);
            from += count;
            type = FrameType.CONTINUATION;
            flags = 0;
        } while (from < block.length());
    }

    /// PRIORITY.
    ///
    /// @param dependency the stream that it depends on
    /// @param weight 1 to 256
    public static void priority(
            ByteBuffer out, int streamId, int dependency, boolean exclusive, int weight) {
        header(out, 5, FrameType.PRIORITY, 0, streamId);
        out.putInt(exclusive ? dependency | Integer.MIN_VALUE : dependency);
        out.put((byte) (weight - 1));
    }

    /// RST_STREAM.
    public static void rstStream(ByteBuffer out, int streamId, ErrorCode code) {
        header(out, 4, FrameType.RST_STREAM, 0, streamId);
        out.putInt(code.value());
    }

    /// The octets that [#settings] takes for so many parameters.
    public static int settingsLength(int count) {
        return HEADER_LENGTH + count * SETTING_LENGTH;
    }

    /// SETTINGS.
    public static void settings(ByteBuffer out, List<Setting> settings) {
        header(out, settings.size() * SETTING_LENGTH, FrameType.SETTINGS, 0, 0);
        for (Setting setting : settings) {
            out.putShort((short) setting.id());
            out.putInt((int) setting.value());
        }
    }

    /// The acknowledgement of SETTINGS.
    public static void settingsAck(ByteBuffer out) {
        header(out, 0, FrameType.SETTINGS, FrameType.ACK, 0);
    }

    /// PING, or the answer to one.
    public static void ping(ByteBuffer out, boolean ack, long payload) {
        header(out, 8, FrameType.PING, ack ? FrameType.ACK : 0, 0);
        out.putLong(payload);
    }

    /// The octets that [#goAway] takes.
    public static int goAwayLength(String debugData) {
        return HEADER_LENGTH + 8 + debugData.length();
    }

    /// GOAWAY.
    ///
    /// @param debugData for people, each char one octet
    public static void goAway(ByteBuffer out, int lastStreamId, ErrorCode code, String debugData) {
        header(out, 8 + debugData.length(), FrameType.GOAWAY, 0, 0);
        out.putInt(lastStreamId);
        out.putInt(code.value());
        for (int i = 0; i < debugData.length(); i++) {
            out.put((byte) debugData.charAt(i));
        }
    }

    /// WINDOW_UPDATE, for the connection if `streamId` is 0.
    public static void windowUpdate(ByteBuffer out, int streamId, int increment) {
        header(out, 4, FrameType.WINDOW_UPDATE, 0, streamId);
        out.putInt(increment);
    }
}
