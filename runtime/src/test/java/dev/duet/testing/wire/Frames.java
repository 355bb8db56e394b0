package dev.duet.testing.wire;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.frame.FrameType;
import dev.duet.internal.http2.hpack.HeaderField;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The frames of a script, right and wrong ones alike.
public final class Frames {
    private Frames() {}

    /// Any frame at all.
    public static WireFrame raw(int type, int flags, int streamId, byte... payload) {
        return new WireFrame(type, flags, streamId, payload, null, 1);
    }

    /// DATA with this text.
    public static WireFrame data(int streamId, String text) {
        return data(streamId, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// DATA with these octets.
    public static WireFrame data(int streamId, byte[] octets) {
        return raw(FrameType.DATA, 0, streamId, octets);
    }

    /// HEADERS with these fields, each given as `name: value`.
    public static WireFrame headers(int streamId, String... fields) {
        return headers(streamId, fields(fields));
    }

    /// HEADERS with these fields.
    public static WireFrame headers(int streamId, List<HeaderField> fields) {
        int flags = FrameType.END_HEADERS;
        return new WireFrame(FrameType.HEADERS, flags, streamId, new byte[0], fields, 1);
    }

    /// HEADERS of a gRPC request to that path, with further fields.
    public static WireFrame request(int streamId, String path, String... more) {
        String[] all = new String[6 + more.length];
        all[0] = ":method: POST";
        all[1] = ":scheme: http";
        all[2] = ":path: " + path;
        all[3] = ":authority: test";
        all[4] = "te: trailers";
        all[5] = "content-type: application/grpc";
        System.arraycopy(more, 0, all, 6, more.length);
        return headers(streamId, all);
    }

    /// The fields that are given as `name: value`; the colon of a pseudo-header's name is the
    /// first.
    public static List<HeaderField> fields(String... lines) {
        return Arrays.stream(lines)
                .map(
                        line -> {
                            int colon = line.indexOf(": ", 1);
                            return new HeaderField(
                                    line.substring(0, colon), line.substring(colon + 2));
                        })
                .toList();
    }

    /// A gRPC message: the prefix and the octets.
    public static byte[] message(byte... octets) {
        ByteBuffer framed = ByteBuffer.allocate(5 + octets.length);
        return framed.put((byte) 0).putInt(octets.length).put(octets).array();
    }

    /// SETTINGS with pairs of id and value.
    public static WireFrame settings(int... idsAndValues) {
        ByteBuffer payload = ByteBuffer.allocate(idsAndValues.length * 3);
        for (int i = 0; i < idsAndValues.length; i += 2) {
            payload.putShort((short) idsAndValues[i]).putInt(idsAndValues[i + 1]);
        }
        return raw(FrameType.SETTINGS, 0, 0, payload.array());
    }

    /// The acknowledgement of SETTINGS.
    public static WireFrame settingsAck() {
        return raw(FrameType.SETTINGS, FrameType.ACK, 0);
    }

    /// PING.
    public static WireFrame ping(long payload) {
        return raw(FrameType.PING, 0, 0, ByteBuffer.allocate(8).putLong(payload).array());
    }

    /// The answer to a PING.
    public static WireFrame pingAck(long payload) {
        return ping(payload).withFlags(FrameType.ACK);
    }

    /// RST_STREAM.
    public static WireFrame rstStream(int streamId, ErrorCode code) {
        return raw(FrameType.RST_STREAM, 0, streamId, number(code.value()));
    }

    /// WINDOW_UPDATE.
    public static WireFrame windowUpdate(int streamId, int increment) {
        return raw(FrameType.WINDOW_UPDATE, 0, streamId, number(increment));
    }

    /// GOAWAY.
    public static WireFrame goAway(int lastStreamId, ErrorCode code) {
        ByteBuffer payload = ByteBuffer.allocate(8).putInt(lastStreamId).putInt(code.value());
        return raw(FrameType.GOAWAY, 0, 0, payload.array());
    }

    /// PRIORITY.
    public static WireFrame priority(int streamId, int dependency) {
        ByteBuffer payload = ByteBuffer.allocate(5).putInt(dependency);
        return raw(FrameType.PRIORITY, 0, streamId, payload.array());
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }
}
