package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.FrameWriter;
import dev.duet.internal.http2.frame.Setting;
import dev.duet.internal.http2.hpack.BlockBuffer;
import dev.duet.internal.http2.hpack.HeaderField;
import dev.duet.internal.http2.hpack.HpackEncoder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// Turns what streams have to send into frames: within the peer's windows, as far as the outbound
/// buffer has room, and in turn. What has to wait stays in the streams' outboxes, and the streams
/// in one of the queues here.
///
/// All of it is guarded by the [ConnectionWriter]'s lock, and none of it waits.
final class SendQueue {
    private static final byte[] NO_BYTES = {};

    /// With this id a client's connection begins to drain: ids end at 2^31 - 1, and streams that
    /// wait to be opened still need some.
    static final int LAST_STREAM_ID = Integer.MAX_VALUE - (1 << 24);

    /// So many streams that are over may stay in the queues.
    private static final int SWEEP_AT_LEAST = 64;

    private final Connection connection;
    private final OutboundBuffer buffer;
    private final HpackEncoder encoder = new HpackEncoder(Settings.DEFAULT_TABLE_SIZE);
    private final BlockBuffer block = new BlockBuffer();
    final SendWindow window = new SendWindow(Settings.DEFAULT_WINDOW);

    /// Streams with something to send that wait for room in the buffer.
    private final ArrayDeque<Stream> waitingForRoom = new ArrayDeque<>(0);

    /// Streams whose bytes wait for the connection's window.
    private final ArrayDeque<Stream> waitingForWindow = new ArrayDeque<>(0);

    /// Streams of ours that the peer's limit does not let us open yet.
    private final ArrayDeque<Stream> waitingToOpen = new ArrayDeque<>(0);

    private final List<Wakeable> toWake = new ArrayList<>();
    private Settings peer = Settings.DEFAULT;
    private int nextStreamId = 1;
    private int openStreams;

    /// Streams that were over when they waited in a queue: at least as many as are there still.
    private int ended;

    private long streamFrames;

    SendQueue(Connection connection, OutboundBuffer buffer) {
        this.connection = connection;
        this.buffer = buffer;
    }

    /// How many times HEADERS or DATA were appended.
    long streamFrames() {
        return streamFrames;
    }

    /// Passes over all ids before this one, which is odd, as a client may.
    void skipTo(int streamId) {
        nextStreamId = streamId;
    }

    /// The id that the next stream of ours gets.
    int nextStreamId() {
        return nextStreamId;
    }

    /// Senders that can go on, or null. They are to be woken once the lock is released.
    Wakeable[] takeWoken() {
        if (toWake.isEmpty()) {
            return null;
        }
        Wakeable[] due = toWake.toArray(Wakeable[]::new);
        toWake.clear();
        return due;
    }

    // ---- what calls submit

    /// Takes a stream's next pieces. The stream may send, and its outbox accepts them.
    ///
    /// @return whether the array of the bytes is kept
    boolean append(
            Stream stream,
            List<HeaderField> firstHeaders,
            byte[] bytes,
            int offset,
            int length,
            Splice splice,
            List<HeaderField> trailers,
            boolean end) {
        Outbox outbox = stream.outbox;
        List<HeaderField> headers = stream.answered() ? null : firstHeaders;
        boolean last = end || trailers != null;
        if (headers != null) {
            stream.headersSubmitted();
        }
        if (last) {
            stream.endSubmitted();
            wakeSenders(outbox);
        }
        boolean inTurn =
                splice == null && outbox.isEmpty() && waitingForRoom.isEmpty() && buffer.hasRoom();
        int sent = 0;
        if (inTurn && (headers == null || mayOpen(stream))) {
            if (headers != null) {
                writeHeaders(stream, headers, last && length == 0 && trailers == null);
            }
            sent = writeData(stream, bytes, null, offset, length, last && trailers == null);
            if (sent == length) {
                finish(stream, trailers, last, headers == null && length == 0);
                wakeNextSender(outbox);
                return false;
            }
        } else {
            outbox.headers = headers == null ? outbox.headers : headers;
        }
        boolean kept =
                splice == null
                        ? length > sent && outbox.add(bytes, offset + sent, length - sent)
                        : outbox.add(bytes, offset, length, splice);
        outbox.trailers = trailers;
        outbox.end = last;
        enqueue(stream);
        refill();
        wakeNextSender(outbox);
        return kept;
    }

    /// Ends our side, after all bytes.
    ///
    /// @param emptyFrame whether END_STREAM needs a frame of its own
    private void finish(
            Stream stream, List<HeaderField> trailers, boolean last, boolean emptyFrame) {
        if (trailers != null) {
            writeHeaders(stream, trailers, true);
        } else if (last && emptyFrame) {
            buffer.appendData(stream.id(), NO_BYTES, 0, 0, Limits.MAX_FRAME_BYTES, true);
        }
        if (last) {
            connection.localEnd(stream);
        }
    }

    // ---- moving on what waits

    /// Queues a stream for its next frame, if it is not queued. Holding the lock, under which
    /// [#refill] must follow: a stream may wait for room only as long as the buffer is full, since
    /// it is the writing of it that moves the queue on.
    private void enqueue(Stream stream) {
        if (!stream.outbox.waiting) {
            stream.outbox.waiting = true;
            waitingForRoom.add(stream);
        }
    }

    /// Moves frames from outboxes to the buffer, one for each stream in turn, while there is room.
    /// Holding the lock.
    void refill() {
        while (!waitingForRoom.isEmpty() && buffer.hasRoom()) {
            Stream stream = waitingForRoom.remove();
            stream.outbox.waiting = false;
            if (stream.sendFailure() == null) {
                advance(stream);
            }
        }
    }

    private void advance(Stream stream) {
        Outbox outbox = stream.outbox;
        if (outbox.headers != null) {
            if (!mayOpen(stream)) {
                waitingToOpen.add(stream);
                outbox.waiting = true;
                return;
            }
            boolean only = outbox.remaining() == 0 && outbox.end && outbox.trailers == null;
            writeHeaders(stream, outbox.headers, only);
            outbox.headers = null;
            if (only) {
                outbox.end = false;
                connection.localEnd(stream);
                return;
            }
        }
        boolean hadBytes = outbox.remaining() > 0;
        if (hadBytes) {
            if (outbox.window.available() == 0) {
                return;
            }
            if (window.available() == 0) {
                waitingForWindow.add(stream);
                outbox.waiting = true;
                return;
            }
            writeFrame(stream);
        }
        if (outbox.remaining() > 0) {
            enqueue(stream);
            return;
        }
        List<HeaderField> trailers = outbox.trailers;
        boolean end = outbox.end;
        outbox.drop();
        finish(stream, trailers, end, !hadBytes);
        wakeNextSender(outbox);
    }

    /// Writes about as many bytes as a frame holds. Of several pieces one frame is made.
    private void writeFrame(Stream stream) {
        Outbox outbox = stream.outbox;
        boolean ends = outbox.end && outbox.trailers == null;
        int room = Limits.MAX_FRAME_BYTES;
        int count;
        int sent;
        do {
            ByteBuffer splice = outbox.nextSplice();
            int from = splice == null ? outbox.position() : splice.position();
            count = Math.min(outbox.nextLength(), room);
            boolean last = ends && count == outbox.remaining();
            sent = writeData(stream, outbox.bytes(), splice, from, count, last);
            outbox.sent(sent);
            room -= sent;
        } while (sent == count && room > 0 && outbox.remaining() > 0);
    }

    /// Wakes the sender whose turn it is, if the outbox has room for it.
    void wakeNextSender(Outbox outbox) {
        if (outbox.remaining() > 0) {
            return;
        }
        if (outbox.hasSenders()) {
            toWake.add(outbox.nextSender());
        } else {
            wakeRoomWatcher(outbox);
        }
    }

    private void wakeRoomWatcher(Outbox outbox) {
        if (outbox.roomWatcher != null) {
            toWake.add(outbox.roomWatcher);
            outbox.roomWatcher = null;
        }
    }

    /// Wakes all senders: they find out that nothing can be sent any more.
    private void wakeSenders(Outbox outbox) {
        while (outbox.hasSenders()) {
            toWake.add(outbox.nextSender());
        }
        wakeRoomWatcher(outbox);
    }

    /// Whether the peer's limit lets us open one more stream than those that are open or wait.
    boolean hasRoomForStream() {
        return openStreams + waitingToOpen.size() < peer.maxConcurrentStreams();
    }

    /// Whether the stream is open or may be opened now. If the peer's limit forbids it, it waits.
    private boolean mayOpen(Stream stream) {
        return stream.id() != 0 || openStreams < peer.maxConcurrentStreams();
    }

    private void writeHeaders(Stream stream, List<HeaderField> fields, boolean end) {
        if (stream.id() == 0) {
            openStreams++;
            stream.open(nextStreamId, peer.initialWindow());
            nextStreamId += 2;
            if (nextStreamId == LAST_STREAM_ID) {
                connection.drain(); // the channel makes another connection
            }
            connection.opened(stream);
        }
        streamFrames++;
        try {
            block.reset(Limits.MAX_FRAME_BYTES);
            encoder.encode(fields, block);
            buffer.appendHeaders(stream.id(), block, end);
        } catch (RuntimeException | Error e) { // such as a lack of memory for a page
            // The encoder's table may have what the peer's will never have: no further block would
            // be understood, or it would be misunderstood.
            buffer.close();
            connection.lost(new IOException("a fault while writing headers: " + e, e));
            throw e;
        }
    }

    /// Writes as many bytes as windows and room allow, from an array or, if there is one, a buffer.
    private int writeData(
            Stream stream, byte[] bytes, ByteBuffer splice, int offset, int length, boolean end) {
        int sent = 0;
        SendWindow streamWindow = stream.outbox.window;
        while (sent < length && buffer.hasRoom()) {
            int credit = Math.min(streamWindow.available(), window.available());
            int count = Math.min(length - sent, credit);
            if (count == 0) {
                break;
            }
            int id = stream.id();
            int from = offset + sent;
            boolean last = end && sent + count == length;
            int written =
                    splice == null
                            ? buffer.appendData(id, bytes, from, count, peerFrame(), last)
                            : buffer.appendData(id, splice, from, count, peerFrame(), last);
            streamFrames++;
            streamWindow.spend(written);
            window.spend(written);
            sent += written;
        }
        return sent;
    }

    private int peerFrame() {
        return Math.min(peer.maxFrameSize(), Limits.MAX_FRAME_BYTES);
    }

    // ---- what the peer allows

    /// Takes in the peer's settings.
    ///
    /// @param settings what holds now
    /// @param changes what the frame said, in its order: of two sizes of the header table, both
    ///   count (RFC 7541, section 4.2)
    /// @return false if a stream's window has overflowed
    boolean apply(Settings settings, List<Setting> changes) {
        int more = settings.initialWindow() - peer.initialWindow();
        peer = settings;
        for (Setting change : changes) {
            if (change.id() == Setting.HEADER_TABLE_SIZE) {
                encoder.setMaxTableSize((int) change.value());
            }
        }
        boolean fine = true;
        List<Stream> concerned = more == 0 ? List.of() : connection.streams().all();
        for (Stream stream : concerned) {
            fine &= stream.outbox.window.add(more);
            if (more > 0 && !stream.outbox.isEmpty()) {
                enqueue(stream);
            }
        }
        buffer.appendReply(FrameWriter.SETTINGS_ACK_LENGTH, FrameWriter::settingsAck);
        openWaiting();
        refill();
        return fine;
    }

    /// Takes in credit for the connection.
    ///
    /// @return false if the window has overflowed
    boolean addCredit(int increment) {
        boolean fine = window.add(increment);
        while (!waitingForWindow.isEmpty()) {
            waitingForRoom.add(waitingForWindow.remove());
        }
        refill();
        return fine;
    }

    /// Takes in credit for a stream.
    ///
    /// @return false if the window has overflowed
    boolean addCredit(Stream stream, int increment) {
        boolean fine = stream.outbox.window.add(increment);
        if (!stream.outbox.isEmpty()) {
            enqueue(stream);
            refill();
        }
        return fine;
    }

    /// Forgets a stream that is over; its senders find out.
    void closed(Stream stream) {
        Outbox outbox = stream.outbox;
        outbox.drop();
        wakeSenders(outbox);
        if (outbox.waiting && ++ended > SWEEP_AT_LEAST && ended > queued() / 2) {
            sweep();
        }
        if (stream.isLocal() && stream.id() != 0) {
            openStreams--;
            openWaiting();
            refill();
        }
    }

    /// How many streams wait, for room, window or their turn.
    int queued() {
        return waitingForRoom.size() + waitingForWindow.size() + waitingToOpen.size();
    }

    /// Takes streams that are over out of the queues, where they would stay as long as the peer
    /// grants no window. Done when they are as many as the others, so it costs each little.
    void sweep() {
        waitingForRoom.removeIf(stream -> stream.sendFailure() != null);
        waitingForWindow.removeIf(stream -> stream.sendFailure() != null);
        waitingToOpen.removeIf(stream -> stream.sendFailure() != null);
        ended = 0;
    }

    /// Takes out the streams that wait to be opened.
    List<Stream> takeUnopened() {
        List<Stream> unopened = new ArrayList<>(waitingToOpen);
        waitingToOpen.clear();
        waitingForRoom.removeIf(stream -> stream.id() == 0 && unopened.add(stream));
        return unopened;
    }

    private void openWaiting() {
        int free = peer.maxConcurrentStreams() - openStreams;
        while (free > 0 && !waitingToOpen.isEmpty()) {
            Stream stream = waitingToOpen.remove();
            if (stream.sendFailure() == null) {
                waitingForRoom.add(stream);
                free--;
            }
        }
    }
}
