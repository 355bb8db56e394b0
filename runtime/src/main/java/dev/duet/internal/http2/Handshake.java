package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.frame.FrameWriter;
import dev.duet.internal.http2.frame.Http2Exception;
import dev.duet.internal.http2.frame.Setting;
import dev.duet.internal.http2.hpack.HeaderField;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// How a connection begins: the client's preface and both sides' first SETTINGS (RFC 9113, section
/// 3.4).
final class Handshake {
    private static final byte[] PREFACE =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private Handshake() {}

    /// Appends what this side sends first.
    static void send(Role role, ConnectionWriter writer, Limits limits) {
        List<Setting> settings = new ArrayList<>();
        if (role == Role.CLIENT) {
            writer.control(PREFACE.length, page -> page.put(PREFACE));
            settings.add(new Setting(Setting.ENABLE_PUSH, 0));
        } else {
            settings.add(
                    new Setting(Setting.MAX_CONCURRENT_STREAMS, limits.maxConcurrentStreams()));
        }
        settings.add(new Setting(Setting.INITIAL_WINDOW_SIZE, limits.streamWindow()));
        settings.add(new Setting(Setting.MAX_HEADER_LIST_SIZE, limits.maxHeaderListBytes()));
        writer.control(
                FrameWriter.settingsLength(settings.size()),
                page -> FrameWriter.settings(page, settings));
        int more = Limits.CONNECTION_WINDOW - Settings.DEFAULT_WINDOW;
        writer.control(
                FrameWriter.WINDOW_UPDATE_LENGTH, page -> FrameWriter.windowUpdate(page, 0, more));
    }

    /// How many octets the peer's preface has.
    static int expected(Role role) {
        return role == Role.SERVER ? PREFACE.length : 0;
    }

    /// Reads what is there of the client's preface.
    ///
    /// @param already octets of it that were read before
    /// @return octets of it that are read now
    /// @throws Http2Exception if it is something else
    static int read(ByteBuffer in, int already) throws Http2Exception {
        int read = already;
        while (read < PREFACE.length && in.hasRemaining()) {
            if (in.get() != PREFACE[read]) {
                throw Http2Exception.connection(
                        ErrorCode.PROTOCOL_ERROR, "this is not an HTTP/2 connection preface");
            }
            read++;
        }
        return read;
    }

    /// Whether a response's header list is an interim one (status 1xx), which others follow.
    static boolean isInterim(List<HeaderField> fields) {
        for (HeaderField field : fields) {
            if (field.name().equals(":status")) {
                return field.value().startsWith("1");
            }
        }
        return false;
    }
}
