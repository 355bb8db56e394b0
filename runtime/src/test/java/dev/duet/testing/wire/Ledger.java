package dev.duet.testing.wire;

import dev.duet.internal.http2.frame.Frame;
import dev.duet.internal.http2.frame.FrameReader;
import dev.duet.internal.http2.frame.FrameType;
import dev.duet.internal.http2.frame.Setting;
import dev.duet.internal.http2.hpack.HpackDecoder;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// What both sides have allowed each other: windows and settings. It holds the other side to that,
/// not the script.
final class Ledger {
    private static final int SETTING_LENGTH = 6;

    private final Octets octets;
    private final FrameReader reader;
    private final HpackDecoder decoder;
    private final Windows ours = new Windows();
    private final Windows theirs = new Windows();
    private final List<WireFrame> unacknowledged = new ArrayList<>();

    Ledger(Octets octets, FrameReader reader, HpackDecoder decoder) {
        this.octets = octets;
        this.reader = reader;
        this.decoder = decoder;
    }

    /// What we may send.
    Windows ours() {
        return ours;
    }

    /// What the other side may send.
    Windows theirs() {
        return theirs;
    }

    void sent(WireFrame frame) {
        int octetsSent = frame.payload().length;
        switch (frame.type()) {
            case FrameType.DATA -> {
                ours.change(0, -octetsSent);
                ours.change(frame.streamId(), -octetsSent);
            }
            case FrameType.WINDOW_UPDATE -> {
                if (octetsSent == 4) {
                    theirs.change(frame.streamId(), frame.number(0));
                }
            }
            case FrameType.SETTINGS -> {
                if (!frame.has(FrameType.ACK)) {
                    unacknowledged.add(frame);
                }
            }
            default -> {}
        }
    }

    /// Takes in what the other side has sent.
    ///
    /// @return what is wrong about it, or null
    String received(Frame frame) {
        return switch (frame) {
            case Frame.SettingsFrame(boolean ack, List<Setting> settings) -> {
                settings.forEach(this::apply);
                yield ack ? acknowledged() : null;
            }
            case Frame.WindowUpdate(int id, int increment) -> {
                ours.change(id, increment);
                yield null;
            }
            case Frame.Data data -> {
                theirs.change(0, -data.flowControlled());
                theirs.change(data.streamId(), -data.flowControlled());
                long left = Math.min(theirs.available(0), theirs.available(data.streamId()));
                yield left < 0 ? "that is more than the window allows" : null;
            }
            case Frame.Headers _, Frame.Priority _, Frame.RstStream _ -> null;
            case Frame.Ping _, Frame.GoAway _, Frame.Unknown _ -> null;
        };
    }

    private void apply(Setting setting) {
        switch (setting.id()) {
            case Setting.INITIAL_WINDOW_SIZE -> ours.initial((int) setting.value());
            case Setting.HEADER_TABLE_SIZE -> octets.headerTableSize((int) setting.value());
            default -> {}
        }
    }

    /// Our oldest SETTINGS hold from now on.
    private String acknowledged() {
        if (unacknowledged.isEmpty()) {
            return "that acknowledges SETTINGS that were not sent";
        }
        ByteBuffer payload = ByteBuffer.wrap(unacknowledged.removeFirst().payload());
        while (payload.remaining() >= SETTING_LENGTH) {
            int id = payload.getShort();
            int value = payload.getInt();
            switch (id) {
                case Setting.INITIAL_WINDOW_SIZE -> theirs.initial(value);
                case Setting.HEADER_TABLE_SIZE -> decoder.setMaxTableSize(value);
                case Setting.MAX_FRAME_SIZE -> reader.setMaxFrameSize(value);
                default -> {}
            }
        }
        return null;
    }
}
