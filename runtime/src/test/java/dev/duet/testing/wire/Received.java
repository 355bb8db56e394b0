package dev.duet.testing.wire;

import dev.duet.internal.http2.frame.Frame;
import dev.duet.internal.http2.frame.FrameType;
import dev.duet.internal.http2.frame.Setting;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/// Frames that were received, in the form of the script.
final class Received {
    private Received() {}

    static WireFrame of(Frame frame) {
        return switch (frame) {
            case Frame.Data data -> {
                byte[] content = new byte[data.length()];
                data.buffer().get(data.offset(), content);
                yield ended(Frames.data(data.streamId(), content), data.endStream());
            }
            case Frame.Headers(int id, boolean endStream, var block) ->
                    ended(Frames.headers(id, block.fields()), endStream);
            case Frame.Priority(int id) -> Frames.priority(id, 0);
            case Frame.RstStream(int id, var code) -> Frames.rstStream(id, code);
            case Frame.SettingsFrame(boolean ack, var list) ->
                    ack
                            ? Frames.settingsAck()
                            : Frames.settings(
                                    list.stream().flatMapToInt(Received::idAndValue).toArray());
            case Frame.Ping(boolean ack, long payload) ->
                    ack ? Frames.pingAck(payload) : Frames.ping(payload);
            case Frame.GoAway(int last, var code, String debug) -> {
                WireFrame bare = Frames.goAway(last, code);
                ByteBuffer all = ByteBuffer.allocate(8 + debug.length()).put(bare.payload());
                debug.chars().forEach(c -> all.put((byte) c));
                yield Frames.raw(FrameType.GOAWAY, 0, 0, all.array());
            }
            case Frame.WindowUpdate(int id, int increment) -> Frames.windowUpdate(id, increment);
            case Frame.Unknown(int type, int id, int length) ->
                    Frames.raw(type, 0, id, new byte[length]);
        };
    }

    private static WireFrame ended(WireFrame frame, boolean endStream) {
        return endStream ? frame.endStream() : frame;
    }

    private static IntStream idAndValue(Setting setting) {
        return IntStream.of(setting.id(), (int) setting.value());
    }
}
