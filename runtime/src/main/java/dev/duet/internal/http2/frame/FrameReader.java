package dev.duet.internal.http2.frame;

import static dev.duet.internal.http2.frame.ErrorCode.COMPRESSION_ERROR;
import static dev.duet.internal.http2.frame.ErrorCode.FLOW_CONTROL_ERROR;
import static dev.duet.internal.http2.frame.ErrorCode.FRAME_SIZE_ERROR;
import static dev.duet.internal.http2.frame.ErrorCode.PROTOCOL_ERROR;
import static dev.duet.internal.http2.frame.FrameType.HEADER_LENGTH;

import dev.duet.internal.http2.hpack.HeaderBlock;
import dev.duet.internal.http2.hpack.HpackDecoder;
import dev.duet.internal.http2.hpack.HpackException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Makes frames of octets (RFC 9113, sections 4 and 6) and refuses whatever is wrong about a single
/// frame. What depends on the state of a stream or the connection is checked above.
///
/// After a stream error the offending frame has been consumed, its header block decoded, and
/// reading can go on. Not thread-safe: one reader per connection, used by one thread at a time.
public final class FrameReader {
    private static final int PRIORITY_LENGTH = 5;
    private static final int SETTING_LENGTH = 6;
    private static final int ID_MASK = 0x7fffffff;

    private final HpackDecoder decoder;
    private final HeaderAssembly assembly;
    private final boolean fromServer;
    private int maxFrameSize = FrameType.MIN_MAX_FRAME_SIZE;

    /// Creates a reader.
    ///
    /// @param decoder for the peer's header blocks
    /// @param maxBlockBytes the most octets of a compressed header block
    /// @param maxFragments the most frames that a header block may be spread over
    /// @param fromServer whether the peer is the server: it must not enable push then
    public FrameReader(
            HpackDecoder decoder, int maxBlockBytes, int maxFragments, boolean fromServer) {
        this.decoder = decoder;
        this.assembly = new HeaderAssembly(maxBlockBytes, maxFragments);
        this.fromServer = fromServer;
    }

    /// Changes the largest payload accepted, to be called when the peer acknowledges our
    /// SETTINGS_MAX_FRAME_SIZE, or as soon as a larger one is sent.
    public void setMaxFrameSize(int octets) {
        maxFrameSize = octets;
    }

    /// Reads the next frame from the buffer's position on and moves the position behind it.
    ///
    /// @param in big-endian, as every new buffer is
    /// @return the frame, or null if `in` does not hold all of it; then `in` stands at the
    ///   beginning of the incomplete frame, which must be offered again from there
    /// @throws Http2Exception if the frame is malformed, oversized or out of place
    public Frame read(ByteBuffer in) throws Http2Exception {
        while (in.remaining() >= HEADER_LENGTH) {
            int start = in.position();
            int lengthAndType = in.getInt(start);
            int length = lengthAndType >>> 8;
            if (length > maxFrameSize) {
                throw Http2Exception.connection(
                        FRAME_SIZE_ERROR, "frame of " + length + " octets, over " + maxFrameSize);
            }
            if (in.remaining() < HEADER_LENGTH + length) {
                return null;
            }
            int payload = start + HEADER_LENGTH;
            in.position(payload + length);
            int flags = in.get(start + 4);
            int streamId = in.getInt(start + 5) & ID_MASK;
            Frame frame = parse(in, lengthAndType & 0xff, flags, streamId, payload, length);
            if (frame != null) {
                return frame;
            }
        }
        return null;
    }

    /// Null for a part of a header block that goes on.
    private Frame parse(ByteBuffer in, int type, int flags, int streamId, int at, int length)
            throws Http2Exception {
        if (assembly.isOpen() && type != FrameType.CONTINUATION) {
            throw protocolError("a header block is interrupted by a frame of type " + type);
        }
        return switch (type) {
            case FrameType.DATA -> data(in, flags, streamId, at, length);
            case FrameType.HEADERS -> headers(in, flags, streamId, at, length);
            case FrameType.PRIORITY -> priority(in, streamId, at, length);
            case FrameType.RST_STREAM -> rstStream(in, streamId, at, length);
            case FrameType.SETTINGS -> settings(in, flags, streamId, at, length);
            case FrameType.PUSH_PROMISE -> throw protocolError("PUSH_PROMISE, never allowed");
            case FrameType.PING -> ping(in, flags, streamId, at, length);
            case FrameType.GOAWAY -> goAway(in, streamId, at, length);
            case FrameType.WINDOW_UPDATE -> windowUpdate(in, streamId, at, length);
            case FrameType.CONTINUATION -> continuation(in, flags, streamId, at, length);
            default -> new Frame.Unknown(type, streamId, length);
        };
    }

    private static Frame data(ByteBuffer in, int flags, int streamId, int at, int length)
            throws Http2Exception {
        requireStream(streamId, "DATA");
        boolean endStream = (flags & FrameType.END_STREAM) != 0;
        if ((flags & FrameType.PADDED) == 0) {
            return new Frame.Data(streamId, endStream, in, at, length, length);
        }
        int content = length - 1 - padding(in, at, length, 1);
        return new Frame.Data(streamId, endStream, in, at + 1, content, length);
    }

    private Frame headers(ByteBuffer in, int flags, int streamId, int at, int length)
            throws Http2Exception {
        requireStream(streamId, "HEADERS");
        int skipped = 0;
        int padding = 0;
        if ((flags & FrameType.PADDED) != 0) {
            skipped = 1;
        }
        boolean dependsOnItself = false;
        if ((flags & FrameType.PRIORITY_FIELDS) != 0) {
            if (length < skipped + PRIORITY_LENGTH) {
                throw frameSizeError("HEADERS too short for its priority fields");
            }
            dependsOnItself = (in.getInt(at + skipped) & ID_MASK) == streamId;
            skipped += PRIORITY_LENGTH;
        }
        if ((flags & FrameType.PADDED) != 0) {
            padding = padding(in, at, length, skipped);
        }
        int offset = at + skipped;
        int fragment = length - skipped - padding;
        boolean endStream = (flags & FrameType.END_STREAM) != 0;
        assembly.begin(streamId, endStream, dependsOnItself);
        if ((flags & FrameType.END_HEADERS) != 0) {
            return decode(in, offset, fragment);
        }
        assembly.add(in, offset, fragment);
        return null;
    }

    private Frame continuation(ByteBuffer in, int flags, int streamId, int at, int length)
            throws Http2Exception {
        if (!assembly.isOpen()) {
            throw protocolError("CONTINUATION without HEADERS before it");
        }
        if (assembly.streamId() != streamId) {
            throw protocolError("CONTINUATION of another stream than its HEADERS");
        }
        assembly.add(in, at, length);
        if ((flags & FrameType.END_HEADERS) == 0) {
            return null;
        }
        ByteBuffer block = assembly.finish();
        return decode(block, 0, block.limit());
    }

    private Frame decode(ByteBuffer in, int offset, int length) throws Http2Exception {
        HeaderBlock block;
        try {
            block = decoder.decode(in, offset, length);
        } catch (HpackException e) {
            throw Http2Exception.connection(COMPRESSION_ERROR, e.getMessage());
        }
        if (assembly.dependsOnItself()) {
            throw selfDependency(assembly.streamId());
        }
        return new Frame.Headers(assembly.streamId(), assembly.endStream(), block);
    }

    private static Frame priority(ByteBuffer in, int streamId, int at, int length)
            throws Http2Exception {
        requireStream(streamId, "PRIORITY");
        if (length != PRIORITY_LENGTH) {
            throw Http2Exception.stream(
                    streamId, FRAME_SIZE_ERROR, "PRIORITY of " + length + " octets");
        }
        if ((in.getInt(at) & ID_MASK) == streamId) {
            throw selfDependency(streamId);
        }
        return new Frame.Priority(streamId);
    }

    private static Frame rstStream(ByteBuffer in, int streamId, int at, int length)
            throws Http2Exception {
        requireStream(streamId, "RST_STREAM");
        requireLength(4, length, "RST_STREAM");
        return new Frame.RstStream(streamId, ErrorCode.of(in.getInt(at)));
    }

    private Frame settings(ByteBuffer in, int flags, int streamId, int at, int length)
            throws Http2Exception {
        requireConnection(streamId, "SETTINGS");
        if ((flags & FrameType.ACK) != 0) {
            requireLength(0, length, "acknowledgement of SETTINGS");
            return new Frame.SettingsFrame(true, List.of());
        }
        if (length % SETTING_LENGTH != 0) {
            throw frameSizeError("SETTINGS of " + length + " octets");
        }
        List<Setting> known = new ArrayList<>();
        for (int place = at; place < at + length; place += SETTING_LENGTH) {
            int id = in.getShort(place) & 0xffff;
            long value = Integer.toUnsignedLong(in.getInt(place + 2));
            if (isKnown(id, value)) {
                known.add(new Setting(id, value));
            }
        }
        return new Frame.SettingsFrame(false, List.copyOf(known));
    }

    private boolean isKnown(int id, long value) throws Http2Exception {
        return switch (id) {
            case Setting.HEADER_TABLE_SIZE,
                    Setting.MAX_CONCURRENT_STREAMS,
                    Setting.MAX_HEADER_LIST_SIZE ->
                    true;
            case Setting.ENABLE_PUSH -> {
                if (value > (fromServer ? 0 : 1)) {
                    throw protocolError("ENABLE_PUSH " + value);
                }
                yield true;
            }
            case Setting.INITIAL_WINDOW_SIZE -> {
                if (value > Integer.MAX_VALUE) {
                    throw Http2Exception.connection(
                            FLOW_CONTROL_ERROR, "INITIAL_WINDOW_SIZE " + value);
                }
                yield true;
            }
            case Setting.MAX_FRAME_SIZE -> {
                if (value < FrameType.MIN_MAX_FRAME_SIZE || value > FrameType.MAX_MAX_FRAME_SIZE) {
                    throw protocolError("MAX_FRAME_SIZE " + value);
                }
                yield true;
            }
            default -> false;
        };
    }

    private static Frame ping(ByteBuffer in, int flags, int streamId, int at, int length)
            throws Http2Exception {
        requireConnection(streamId, "PING");
        requireLength(8, length, "PING");
        return new Frame.Ping((flags & FrameType.ACK) != 0, in.getLong(at));
    }

    private static Frame goAway(ByteBuffer in, int streamId, int at, int length)
            throws Http2Exception {
        requireConnection(streamId, "GOAWAY");
        if (length < 8) {
            throw frameSizeError("GOAWAY of " + length + " octets");
        }
        byte[] debug = new byte[length - 8];
        in.get(at + 8, debug);
        return new Frame.GoAway(
                in.getInt(at) & ID_MASK,
                ErrorCode.of(in.getInt(at + 4)),
                new String(debug, StandardCharsets.ISO_8859_1));
    }

    private static Frame windowUpdate(ByteBuffer in, int streamId, int at, int length)
            throws Http2Exception {
        requireLength(4, length, "WINDOW_UPDATE");
        int increment = in.getInt(at) & ID_MASK;
        if (increment == 0) {
            String message = "WINDOW_UPDATE by 0";
            throw streamId == 0
                    ? protocolError(message)
                    : Http2Exception.stream(streamId, PROTOCOL_ERROR, message);
        }
        return new Frame.WindowUpdate(streamId, increment);
    }

    /// The padding of a frame whose first octet says how much, after `skipped` octets of fields.
    private static int padding(ByteBuffer in, int at, int length, int skipped)
            throws Http2Exception {
        if (length < skipped) {
            throw frameSizeError("frame too short for its padding length");
        }
        int padding = in.get(at) & 0xff;
        if (padding > length - skipped) {
            throw protocolError("padding of " + padding + " octets in a frame of " + length);
        }
        return padding;
    }

    private static void requireStream(int streamId, String what) throws Http2Exception {
        if (streamId == 0) {
            throw protocolError(what + " on stream 0");
        }
    }

    private static void requireConnection(int streamId, String what) throws Http2Exception {
        if (streamId != 0) {
            throw protocolError(what + " on stream " + streamId);
        }
    }

    private static void requireLength(int expected, int length, String what) throws Http2Exception {
        if (length != expected) {
            throw frameSizeError(what + " of " + length + " octets");
        }
    }

    private static Http2Exception selfDependency(int streamId) {
        return Http2Exception.stream(
                streamId, PROTOCOL_ERROR, "stream " + streamId + " depends on itself");
    }

    private static Http2Exception protocolError(String message) {
        return Http2Exception.connection(PROTOCOL_ERROR, message);
    }

    private static Http2Exception frameSizeError(String message) {
        return Http2Exception.connection(FRAME_SIZE_ERROR, message);
    }
}
