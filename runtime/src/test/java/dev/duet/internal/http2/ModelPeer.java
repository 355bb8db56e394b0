package dev.duet.internal.http2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.frame.Frame;
import dev.duet.internal.http2.frame.FrameReader;
import dev.duet.internal.http2.frame.Http2Exception;
import dev.duet.internal.http2.frame.Setting;
import dev.duet.internal.http2.hpack.HpackDecoder;
import dev.duet.internal.transport.MemoryTransport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;

/// The other end of a connection, by the rules: what it may send and must accept, and the exact
/// windows of both directions. Whatever the connection does against the rules is an assertion
/// error. What it does of its own accord, the [ModelActions] decide.
final class ModelPeer {
    private static final int NO_LIMIT = 1 << 24;

    final Role role;
    final ModelOutput out;
    final Map<Integer, ModelStream> streams = new TreeMap<>();

    /// What this peer may send on the connection, and what it lets the other side send.
    long sendWindow = Settings.DEFAULT_WINDOW;

    long receiveWindow = Settings.DEFAULT_WINDOW;

    /// The other side's settings, and ours as far as they are acknowledged.
    Settings theirs = Settings.DEFAULT;

    private Settings acknowledged = Settings.DEFAULT;
    private final Queue<List<Setting>> unacknowledged = new ArrayDeque<>();
    private final Queue<Long> unansweredPings = new ArrayDeque<>();
    private final MemoryTransport transport;
    private final HpackDecoder decoder =
            new HpackDecoder(HpackDecoder.DEFAULT_TABLE_SIZE, NO_LIMIT, NO_LIMIT);
    private final FrameReader reader;
    private final ByteBuffer in = ByteBuffer.allocate(1 << 16).flip();
    private int prefaceLeft;
    private int highestOfTheirs;

    /// Streams of ours above this one are not looked at; the last GOAWAY said so.
    int lastOfOurs = Integer.MAX_VALUE;

    /// The last stream of theirs that this peer takes; a GOAWAY of ours said so.
    int lastOfTheirs = Integer.MAX_VALUE;

    int nextId = 1;

    /// For the record: how much went on.
    int opened;

    long octetsSent;
    long octetsReceived;
    boolean closed;

    /// Whether the other side may end anywhere.
    boolean mayBeCut;

    ModelPeer(Role role, MemoryTransport transport, ModelOutput out) {
        this.role = role;
        this.transport = transport;
        this.out = out;
        this.reader = new FrameReader(decoder, NO_LIMIT, NO_LIMIT, role == Role.CLIENT);
        this.prefaceLeft = role == Role.SERVER ? 24 : 0;
    }

    /// Sends SETTINGS that hold once they are acknowledged.
    void sendSettings(List<Setting> settings) {
        unacknowledged.add(settings);
        out.settings(settings);
    }

    int unacknowledgedSettings() {
        return unacknowledged.size();
    }

    void sendPing(long payload) {
        unansweredPings.add(payload);
        out.ping(false, payload);
    }

    int unansweredPings() {
        return unansweredPings.size();
    }

    ModelStream open(int id) {
        opened++;
        ModelStream stream =
                new ModelStream(id, theirs.initialWindow(), acknowledged.initialWindow());
        streams.put(id, stream);
        return stream;
    }

    List<ModelStream> openStreams() {
        return streams.values().stream().filter(stream -> !stream.isOver()).toList();
    }

    /// Sends what was appended, at most so many octets.
    boolean write(int most) {
        try {
            return !closed && out.write(most);
        } catch (IOException e) {
            closed = true;
            return false;
        }
    }

    /// Receives what is there, at most so many octets.
    boolean read(int most) {
        if (closed) {
            return false;
        }
        try {
            in.compact();
            in.limit(Math.min(in.capacity(), in.position() + most));
            int count = transport.read(in);
            in.flip();
            if (count < 0) {
                closed = true;
                assertThat(in.hasRemaining() && !mayBeCut).as("part of a frame").isFalse();
                transport.close();
                return false;
            }
            int skipped = Math.min(prefaceLeft, in.remaining());
            in.position(in.position() + skipped);
            prefaceLeft -= skipped;
            for (Frame frame = reader.read(in); frame != null; frame = reader.read(in)) {
                receive(frame);
            }
            return count > 0;
        } catch (IOException e) {
            closed = true;
            return false;
        } catch (Http2Exception e) {
            throw new AssertionError("the connection sent what is wrong: " + e.getMessage(), e);
        }
    }

    /// Breaks the connection, wherever the streams of octets are.
    void cut() {
        closed = true;
        transport.close();
    }

    private void receive(Frame frame) {
        switch (frame) {
            case Frame.Data data -> onData(data);
            case Frame.Headers headers -> onHeaders(headers);
            case Frame.RstStream(int id, ErrorCode code) -> onReset(id, code);
            case Frame.SettingsFrame(boolean ack, List<Setting> settings) ->
                    onSettings(ack, settings);
            case Frame.Ping(boolean ack, long payload) -> onPing(ack, payload);
            case Frame.GoAway(int last, ErrorCode code, String debug) ->
                    onGoAway(last, code, debug);
            case Frame.WindowUpdate(int id, int increment) -> onWindowUpdate(id, increment);
            case Frame.Priority _, Frame.Unknown _ -> throw new AssertionError("sent " + frame);
        }
    }

    private void onData(Frame.Data data) {
        ModelStream stream = known(data.streamId(), "DATA");
        octetsReceived += data.flowControlled();
        receiveWindow -= data.flowControlled();
        stream.receiveWindow -= data.flowControlled();
        if (data.flowControlled() > 0) {
            assertThat(receiveWindow).as("the connection's window").isNotNegative();
            assertThat(stream.receiveWindow).as("window of " + stream.id).isNotNegative();
        }
        assertThat(stream.headersReceived).as("HEADERS first").isTrue();
        byte[] content = new byte[data.length()];
        data.buffer().get(data.offset(), content);
        Checkable.checkContent(content, 0, content.length, stream.received);
        stream.received += content.length;
        stream.otherEnded |= data.endStream();
    }

    private void onHeaders(Frame.Headers headers) {
        int id = headers.streamId();
        if (role == Role.SERVER && !streams.containsKey(id)) {
            assertThat(id).as("id of a new stream").isGreaterThan(highestOfTheirs).isOdd();
            highestOfTheirs = id;
            ModelStream opened = open(id);
            long open = openStreams().size();
            assertThat(open).as("streams").isLessThanOrEqualTo(acknowledged.maxConcurrentStreams());
            if (id > lastOfTheirs) {
                opened.reset = true; // not looked at
            }
        }
        ModelStream stream = known(id, "HEADERS");
        assertThat(stream.headersReceived && !headers.endStream()).as("trailers go on").isFalse();
        Checkable.check(headers.block().fields());
        stream.headersReceived = true;
        stream.otherEnded |= headers.endStream();
    }

    private void onReset(int id, ErrorCode code) {
        ModelStream stream = known(id, "RST_STREAM " + code);
        stream.otherReset = true;
    }

    private void onSettings(boolean ack, List<Setting> settings) {
        if (ack) {
            assertThat(unacknowledged).as("SETTINGS to acknowledge").isNotEmpty();
            List<Setting> ours = unacknowledged.remove();
            for (Setting setting : ours) {
                if (setting.id() == Setting.HEADER_TABLE_SIZE) {
                    decoder.setMaxTableSize((int) setting.value());
                }
            }
            int before = acknowledged.initialWindow();
            acknowledged = acknowledged.with(ours);
            reader.setMaxFrameSize(acknowledged.maxFrameSize());
            int more = acknowledged.initialWindow() - before;
            streams.values().forEach(stream -> stream.receiveWindow += more);
            return;
        }
        int before = theirs.initialWindow();
        theirs = theirs.with(settings);
        streams.values().forEach(stream -> stream.sendWindow += theirs.initialWindow() - before);
        out.settingsAck();
    }

    private void onPing(boolean ack, long payload) {
        if (ack) {
            assertThat(unansweredPings.poll()).as("PING to answer").isEqualTo(payload);
        } else {
            out.ping(true, payload);
        }
    }

    private void onGoAway(int last, ErrorCode code, String debug) {
        assertThat(code).as("GOAWAY: " + debug).isEqualTo(ErrorCode.NO_ERROR);
        assertThat(last).as("last stream").isLessThanOrEqualTo(lastOfOurs);
        lastOfOurs = last;
        for (ModelStream stream : openStreams()) {
            if (role == Role.CLIENT && stream.id > last) {
                stream.reset = true; // given up; RST_STREAM may come nevertheless
            }
        }
    }

    private void onWindowUpdate(int id, int increment) {
        if (id == 0) {
            sendWindow += increment;
            assertThat(sendWindow).isLessThanOrEqualTo(Integer.MAX_VALUE);
            return;
        }
        ModelStream stream = known(id, "WINDOW_UPDATE");
        stream.sendWindow += increment;
        assertThat(stream.sendWindow).isLessThanOrEqualTo(Integer.MAX_VALUE);
    }

    private ModelStream known(int id, String frame) {
        ModelStream stream = streams.get(id);
        assertThat(stream).as("stream of " + frame).isNotNull();
        assertThat(stream.otherReset).as(frame + " after RST_STREAM on " + id).isFalse();
        if (frame.equals("DATA") || frame.equals("HEADERS")) {
            assertThat(stream.otherEnded).as(frame + " after END_STREAM on " + id).isFalse();
        }
        return stream;
    }

    /// Forgets streams that have long been over.
    void forget() {
        List<Integer> over = new ArrayList<>();
        streams.values().stream().filter(ModelStream::isOver).forEach(s -> over.add(s.id));
        over.subList(0, Math.max(0, over.size() - 100)).forEach(streams::remove);
    }
}
