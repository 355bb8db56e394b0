package dev.duet.testing.wire;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.frame.FrameType;
import dev.duet.internal.http2.hpack.HeaderField;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// A frame of a script: one to be sent, however wrong it is, or one that is expected.
///
/// @param type the type, see [FrameType]
/// @param flags all flags
/// @param streamId the stream, or 0
/// @param payload the payload without header block
/// @param fields the header list that is encoded behind `payload`, or null
/// @param fragments how many HEADERS and CONTINUATION frames carry the block
public record WireFrame(
        int type,
        int flags,
        int streamId,
        byte[] payload,
        List<HeaderField> fields,
        int fragments) {
    private static final int SHOWN_OCTETS = 24;
    private static final List<String> NAMES =
            List.of(
                    "DATA",
                    "HEADERS",
                    "PRIORITY",
                    "RST_STREAM",
                    "SETTINGS",
                    "PUSH_PROMISE",
                    "PING",
                    "GOAWAY",
                    "WINDOW_UPDATE",
                    "CONTINUATION");

    /// The same frame with END_STREAM.
    public WireFrame endStream() {
        return withFlags(flags | FrameType.END_STREAM);
    }

    /// The same frame with exactly these flags.
    public WireFrame withFlags(int newFlags) {
        return new WireFrame(type, newFlags, streamId, payload, fields, fragments);
    }

    /// The same header block, spread over so many frames.
    public WireFrame inFragments(int count) {
        return new WireFrame(type, flags, streamId, payload, fields, count);
    }

    /// The same DATA with so many octets of padding.
    public WireFrame padded(int octets) {
        ByteBuffer padded = ByteBuffer.allocate(1 + payload.length + octets);
        padded.put((byte) octets).put(payload);
        return new WireFrame(
                type, flags | FrameType.PADDED, streamId, padded.array(), fields, fragments);
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /// Whether an expectation is met: same type and stream, same END_STREAM or ACK, all fields that
    /// are expected, the same content; of GOAWAY the debug data does not matter.
    boolean isMetBy(WireFrame actual) {
        boolean same =
                type == actual.type
                        && streamId == actual.streamId
                        && (flags & FrameType.END_STREAM) == (actual.flags & FrameType.END_STREAM);
        if (!same) {
            return false;
        }
        if (fields != null) {
            return actual.fields.containsAll(fields);
        }
        if (type == FrameType.GOAWAY) {
            return Arrays.equals(payload, 0, 8, actual.payload, 0, 8);
        }
        return Arrays.equals(payload, actual.payload);
    }

    /// The number that begins the payload, as in WINDOW_UPDATE and RST_STREAM.
    int number(int offset) {
        return ByteBuffer.wrap(payload).getInt(offset);
    }

    @Override
    public String toString() {
        String name = type < NAMES.size() ? NAMES.get(type) : "type " + type;
        String end =
                (type == FrameType.DATA || type == FrameType.HEADERS) && has(FrameType.END_STREAM)
                        ? " END_STREAM"
                        : "";
        return name + " " + streamId + end + " " + content();
    }

    private String content() {
        return switch (type) {
            case FrameType.HEADERS, FrameType.PUSH_PROMISE ->
                    fields == null
                            ? octets()
                            : fields.stream()
                                    .map(field -> field.name() + ": " + field.value())
                                    .collect(Collectors.joining(", "));
            case FrameType.RST_STREAM ->
                    payload.length == 4 ? ErrorCode.of(number(0)).name() : octets();
            case FrameType.WINDOW_UPDATE -> payload.length == 4 ? "+" + number(0) : octets();
            case FrameType.SETTINGS -> has(FrameType.ACK) ? "ACK" : octets();
            case FrameType.PING -> (has(FrameType.ACK) ? "ACK " : "") + octets();
            case FrameType.GOAWAY ->
                    payload.length < 8
                            ? octets()
                            : number(0) + " " + ErrorCode.of(number(4)) + " " + text(8);
            default -> octets();
        };
    }

    private String octets() {
        int shown = Math.min(payload.length, SHOWN_OCTETS);
        String hex = HexFormat.of().formatHex(payload, 0, shown);
        return payload.length + " " + hex + (shown < payload.length ? "…" : "");
    }

    private String text(int from) {
        return new String(payload, from, payload.length - from, StandardCharsets.ISO_8859_1);
    }
}
