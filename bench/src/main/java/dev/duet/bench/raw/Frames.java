package dev.duet.bench.raw;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The few HTTP/2 frames that the raw client writes besides [EchoFrame] (RFC 9113).
final class Frames {
    static final int HEADER_SIZE = 9;

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;

    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;
    static final int PADDED = 8;

    static final int SETTINGS_ENABLE_PUSH = 2;
    static final int SETTINGS_MAX_CONCURRENT_STREAMS = 3;
    static final int SETTINGS_INITIAL_WINDOW_SIZE = 4;

    static final int DEFAULT_WINDOW = 65_535;

    private static final byte[] PREFACE =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private Frames() {}

    /// The client's preface with its SETTINGS and the connection's window raised to
    /// `connectionWindow`.
    static void writePreface(ByteBuffer out, int streamWindow, int connectionWindow) {
        out.put(PREFACE);
        writeHeader(out, 12, SETTINGS, 0, 0);
        out.putShort((short) SETTINGS_ENABLE_PUSH).putInt(0);
        out.putShort((short) SETTINGS_INITIAL_WINDOW_SIZE).putInt(streamWindow);
        if (connectionWindow > DEFAULT_WINDOW) {
            writeWindowUpdate(out, 0, connectionWindow - DEFAULT_WINDOW);
        }
    }

    static void writeHeader(ByteBuffer out, int length, int type, int flags, int streamId) {
        out.putInt(length << 8 | type).put((byte) flags).putInt(streamId);
    }

    static void writeHeaders(ByteBuffer out, int streamId, byte[] block) {
        writeHeader(out, block.length, HEADERS, END_HEADERS, streamId);
        out.put(block);
    }

    static void writeEndOfStream(ByteBuffer out, int streamId) {
        writeHeader(out, 0, DATA, END_STREAM, streamId);
    }

    static void writeSettingsAck(ByteBuffer out) {
        writeHeader(out, 0, SETTINGS, ACK, 0);
    }

    static void writePingAck(ByteBuffer out, long opaque) {
        writeHeader(out, 8, PING, ACK, 0);
        out.putLong(opaque);
    }

    static void writeWindowUpdate(ByteBuffer out, int streamId, int increment) {
        writeHeader(out, 4, WINDOW_UPDATE, 0, streamId);
        out.putInt(increment);
    }

    /// The header block of a gRPC request, from the static table and plain literals only (RFC
    /// 7541): the same bytes open every stream, and no dynamic table has to be kept in step.
    static byte[] requestBlock(String authority, String path) {
        ByteBuffer out = ByteBuffer.allocate(512);
        out.put((byte) 0x83); // :method POST
        out.put((byte) 0x86); // :scheme http
        literal(out, 4, path);
        literal(out, 1, authority);
        literal(out, 31, "application/grpc+proto");
        out.put((byte) 0);
        string(out, "te");
        string(out, "trailers");
        byte[] block = new byte[out.position()];
        out.flip().get(block);
        return block;
    }

    /// A literal that enters no table, its name taken from the static table.
    private static void literal(ByteBuffer out, int nameIndex, String value) {
        if (nameIndex < 15) {
            out.put((byte) nameIndex);
        } else {
            out.put((byte) 15).put((byte) (nameIndex - 15));
        }
        string(out, value);
    }

    private static void string(ByteBuffer out, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length > 126) {
            throw new IllegalArgumentException("too long for a one-byte length: " + value);
        }
        out.put((byte) bytes.length).put(bytes);
    }
}
