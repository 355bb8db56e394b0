package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.frame.Setting;
import dev.duet.internal.http2.hpack.HeaderField;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What a [ModelPeer] does at random: all that the protocol allows, in any order.
final class ModelActions {
    private static final int MAX_PADDING = 255;
    private static final int EMPTY_FRAMES = Limits.EMPTY_DATA_FRAMES / 2;
    private static final long LARGEST_WINDOW = 1 << 30;

    private final ModelPeer peer;
    private final ModelOutput out;
    private final Random random;
    private boolean goingAway;
    private int opened;
    private int resetUnanswered;
    private int settled = -1;

    ModelActions(ModelPeer peer, Random random) {
        this.peer = peer;
        this.out = peer.out;
        this.random = random;
    }

    void start() {
        if (peer.role == Role.CLIENT) {
            out.preface();
        }
        peer.sendSettings(settings());
    }

    void act() {
        ModelStream stream = anyStream();
        switch (random.nextInt(32)) {
            case 0, 1, 2 -> open();
            case 3 -> peer.sendSettings(settings());
            case 4 -> peer.sendPing(random.nextLong());
            case 5 -> out.meaningless(stream == null ? 1 : stream.id);
            case 6, 7, 8 -> giveConnection(1 + random.nextInt(100_000));
            case 9 -> {
                if (stream != null && random.nextInt(3) == 0) {
                    reset(stream);
                }
            }
            case 10 -> {
                if (stream != null) {
                    end(stream);
                }
            }
            case 11, 12, 13, 14 -> {
                if (stream != null) {
                    give(stream, 1 + random.nextInt(random.nextBoolean() ? 10 : 70_000));
                }
            }
            case 15 -> lateWindowUpdate();
            default -> {
                if (stream != null) {
                    send(stream);
                }
            }
        }
    }

    /// Announces the end, or names the last stream that is taken.
    void goAway(boolean announceOnly) {
        int last = announceOnly ? Integer.MAX_VALUE : anyLastStream();
        last = Math.min(last, peer.lastOfTheirs);
        goingAway = true;
        peer.lastOfTheirs = last;
        out.goAway(last);
        for (ModelStream stream : peer.openStreams()) {
            if (peer.role == Role.SERVER && stream.id > last) {
                stream.reset = true; // not looked at any more
            }
        }
    }

    private int anyLastStream() {
        if (peer.role == Role.CLIENT) {
            return 0; // of a server's there are none
        }
        ModelStream stream = anyStream();
        return stream == null || random.nextBoolean() ? Integer.MAX_VALUE - 1 : stream.id;
    }

    /// Brings a stream nearer to its end and lets the other side do the same.
    void finishOne() {
        if (peer.receiveWindow < Settings.DEFAULT_WINDOW) {
            giveConnection((int) (Settings.DEFAULT_WINDOW - peer.receiveWindow));
        }
        if (peer.role == Role.SERVER && settled != peer.streams.size()) {
            settled = peer.streams.size();
            peer.sendSettings(List.of(new Setting(Setting.MAX_CONCURRENT_STREAMS, 10)));
        }
        ModelStream stream = anyStream();
        if (stream != null) {
            if (stream.receiveWindow < 1_000) {
                give(stream, (int) (100_000 - stream.receiveWindow));
            }
            if (random.nextInt(4) == 0) {
                end(stream);
            }
        }
    }

    private void open() {
        if (peer.role == Role.SERVER || goingAway || peer.lastOfOurs != Integer.MAX_VALUE) {
            return;
        }
        if (peer.openStreams().size() < peer.theirs.maxConcurrentStreams()
                || random.nextInt(20) == 0) {
            ModelStream stream = peer.open(peer.nextId);
            peer.nextId += random.nextInt(8) == 0 ? 4 : 2;
            stream.headersSent = true;
            stream.ended = random.nextInt(6) == 0;
            opened++;
            out.headers(stream.id, Checkable.request(random), stream.ended);
        }
    }

    private void send(ModelStream stream) {
        if (!stream.maySend() || !answerFirst(stream)) {
            return;
        }
        int padding = random.nextInt(4) == 0 ? random.nextInt(MAX_PADDING + 1) : -1;
        long credit = Math.min(peer.sendWindow, stream.sendWindow) - 1 - padding;
        int length = (int) Math.min(credit, random.nextInt(random.nextInt(4) == 0 ? 16_000 : 300));
        boolean end = random.nextInt(12) == 0;
        boolean empty = length <= 0;
        if (credit < 0 && !(padding < 0 && credit == -1 + 1) || empty && tooManyEmpty(stream)) {
            return;
        }
        byte[] content = Checkable.content(stream.sent, Math.max(length, 0));
        int spent = out.data(stream.id, content, padding, end);
        stream.emptyFrames = empty ? stream.emptyFrames + 1 : 0;
        stream.sent += content.length;
        stream.sendWindow -= spent;
        peer.sendWindow -= spent;
        peer.octetsSent += spent;
        stream.ended = end;
    }

    private boolean tooManyEmpty(ModelStream stream) {
        return stream.emptyFrames >= EMPTY_FRAMES;
    }

    /// A server's headers come before its content; interim ones may come before them.
    private boolean answerFirst(ModelStream stream) {
        if (stream.headersSent) {
            return true;
        }
        if (random.nextInt(8) == 0) {
            out.headers(stream.id, List.of(new HeaderField(":status", "103")), false);
            return false;
        }
        stream.headersSent = true;
        stream.ended = random.nextInt(20) == 0;
        out.headers(stream.id, Checkable.response(random), stream.ended);
        return !stream.ended;
    }

    private void end(ModelStream stream) {
        if (!stream.maySend() || !answerFirst(stream)) {
            return;
        }
        stream.ended = true;
        if (random.nextBoolean()) {
            out.headers(stream.id, Checkable.fields(random), true);
        } else {
            out.data(stream.id, new byte[0], -1, true);
        }
    }

    private void reset(ModelStream stream) {
        if (peer.role == Role.CLIENT && !stream.headersReceived) {
            if (4 * ++resetUnanswered > opened) {
                resetUnanswered--;
                return; // more would look like an attack
            }
        }
        ErrorCode[] codes = {
            ErrorCode.CANCEL,
            ErrorCode.NO_ERROR,
            ErrorCode.REFUSED_STREAM,
            ErrorCode.INTERNAL_ERROR,
            ErrorCode.ENHANCE_YOUR_CALM
        };
        stream.reset = true;
        out.reset(stream.id, codes[random.nextInt(codes.length)]);
    }

    private void give(ModelStream stream, int octets) {
        if (!stream.otherEnded && stream.receiveWindow + octets < LARGEST_WINDOW) {
            stream.receiveWindow += octets;
            out.windowUpdate(stream.id, octets);
        }
    }

    private void giveConnection(int octets) {
        if (peer.receiveWindow + octets < LARGEST_WINDOW) {
            peer.receiveWindow += octets;
            out.windowUpdate(0, octets);
        }
    }

    /// WINDOW_UPDATE for a stream that is over, if one is known.
    private void lateWindowUpdate() {
        for (ModelStream stream : peer.streams.values()) {
            if (stream.ended && stream.otherEnded && !stream.reset && random.nextInt(4) == 0) {
                out.windowUpdate(stream.id, 1);
                return;
            }
        }
    }

    private List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            settings.add(
                    switch (random.nextInt(5)) {
                        case 0 -> new Setting(Setting.HEADER_TABLE_SIZE, random.nextInt(6_000));
                        case 1 -> new Setting(Setting.MAX_FRAME_SIZE, 16_384 + random.nextInt(99));
                        case 2 -> new Setting(Setting.INITIAL_WINDOW_SIZE, window());
                        case 3 -> new Setting(Setting.MAX_CONCURRENT_STREAMS, random.nextInt(20));
                        default -> new Setting(Setting.MAX_HEADER_LIST_SIZE, random.nextInt(99));
                    });
        }
        return settings;
    }

    private int window() {
        return random.nextInt(
                switch (random.nextInt(3)) {
                    case 0 -> 10;
                    case 1 -> 1_000;
                    default -> 200_000;
                });
    }

    private ModelStream anyStream() {
        List<ModelStream> open = peer.openStreams();
        return open.isEmpty() ? null : open.get(random.nextInt(open.size()));
    }
}
