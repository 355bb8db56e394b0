package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.Frame;
import dev.duet.internal.http2.frame.Setting;
import dev.duet.internal.http2.hpack.HeaderField;

import java.util.Set;

/// Frames as the [FrameLog] shows them. Secrets and long values are not shown in full.
final class FrameText {
    /// How far the left column is moved to the right, and the right column.
    static final int LEFT = 0;

    static final int RIGHT = 50;

    /// The columns before a frame: the connection's name and the time.
    private static final int MARGIN = 17;

    private static final int SHOWN_OCTETS = 16;
    private static final int SHOWN_CHARS = 200;
    private static final int SHOWN_BINARY_CHARS = 32;
    private static final Set<String> SECRET =
            Set.of("authorization", "proxy-authorization", "cookie", "set-cookie");

    private FrameText() {}

    static String of(Frame frame, int column) {
        StringBuilder text = new StringBuilder(" ".repeat(column));
        switch (frame) {
            case Frame.Data data -> data(text, data);
            case Frame.Headers headers -> headers(text, headers, column);
            case Frame.Priority(int id) -> text.append("PRIORITY ").append(id);
            case Frame.RstStream reset ->
                    text.append("RST_STREAM ")
                            .append(reset.streamId())
                            .append(' ')
                            .append(reset.code());
            case Frame.SettingsFrame settings -> settings(text, settings);
            case Frame.Ping(boolean ack, long payload) ->
                    text.append(ack ? "PING ACK " : "PING ").append(Long.toHexString(payload));
            case Frame.GoAway goAway ->
                    text.append("GOAWAY last stream ")
                            .append(goAway.lastStreamId())
                            .append(' ')
                            .append(goAway.code())
                            .append(' ')
                            .append(shortened(goAway.debugData(), SHOWN_CHARS));
            case Frame.WindowUpdate(int id, int increment) ->
                    text.append("WINDOW_UPDATE ").append(id).append(" +").append(increment);
            case Frame.Unknown(int type, int id, int length) ->
                    text.append("of type ")
                            .append(type)
                            .append(", stream ")
                            .append(id)
                            .append(", ")
                            .append(length)
                            .append(" octets");
        }
        return text.toString().stripTrailing();
    }

    private static void data(StringBuilder text, Frame.Data data) {
        text.append("DATA ").append(data.streamId());
        text.append(data.endStream() ? " END_STREAM " : " ").append(data.length());
        int padding = data.flowControlled() - data.length();
        if (padding > 0) {
            text.append(" and ").append(padding).append(" of padding");
        }
        int shown = Math.min(data.length(), SHOWN_OCTETS);
        text.append(shown > 0 ? ":" : "");
        for (int i = 0; i < shown; i++) {
            text.append(String.format(" %02x", data.buffer().get(data.offset() + i)));
        }
        text.append(shown < data.length() ? " …" : "");
    }

    private static void headers(StringBuilder text, Frame.Headers headers, int column) {
        text.append("HEADERS ").append(headers.streamId());
        text.append(headers.endStream() ? " END_STREAM" : "");
        text.append(headers.block().oversize() ? " (oversize)" : "");
        for (HeaderField field : headers.block().fields()) {
            text.append('\n').append(" ".repeat(MARGIN + column + 2));
            text.append(printable(field.name())).append(": ").append(value(field));
        }
    }

    private static String value(HeaderField field) {
        if (SECRET.contains(field.name())) {
            return "(" + field.value().length() + " characters)";
        }
        return shortened(
                field.value(), field.name().endsWith("-bin") ? SHOWN_BINARY_CHARS : SHOWN_CHARS);
    }

    private static void settings(StringBuilder text, Frame.SettingsFrame frame) {
        text.append(frame.ack() ? "SETTINGS ACK" : "SETTINGS");
        for (Setting setting : frame.settings()) {
            text.append(' ').append(setting.name()).append('=').append(setting.value());
        }
    }

    private static String shortened(String value, int most) {
        if (value.length() <= most) {
            return printable(value);
        }
        return printable(value.substring(0, most)) + "… (" + value.length() + " characters)";
    }

    /// The text with a dot for whatever could disturb a terminal or look like another line.
    static String printable(String text) {
        StringBuilder result = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                result.setCharAt(i, '.');
            }
        }
        return result.toString();
    }
}
