package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.frame.FrameWriter;
import dev.duet.internal.http2.hpack.BlockBuffer;
import dev.duet.internal.http2.hpack.HeaderField;
import dev.duet.internal.http2.hpack.HpackEncoder;
import dev.duet.internal.transport.EventLoop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// What leaves a connection: turns what calls and the connection have to say into frames, in order,
/// within the peer's windows.
///
/// One lock guards everything outbound: the outbound buffer, all outboxes and send windows, the
/// header compression state, and which stream gets the next id. Under it bytes are appended and
/// never written; the [Flusher] writes. What does not fit now waits in the stream's [Outbox], and
/// the stream in one of two queues here, until [#refill] gets to it.
///
/// Any thread may use it. The event loop's calls never wait; only [#submit] does.
final class ConnectionWriter {
    private final ReentrantLock lock = new ReentrantLock();
    private final Connection connection;
    private final EventLoop loop;
    private final OutboundBuffer buffer;
    private final HpackEncoder encoder;
    private final BlockBuffer block = new BlockBuffer();
    private final SendWindow window = new SendWindow(Settings.DEFAULT_WINDOW);

    /// Streams with something to send that wait for room in the buffer.
    private final ArrayDeque<Stream> waitingForRoom = new ArrayDeque<>();

    /// Streams whose bytes wait for the connection's window.
    private final ArrayDeque<Stream> waitingForWindow = new ArrayDeque<>();

    /// Streams of ours that the peer's limit does not let us open yet.
    private final ArrayDeque<Stream> waitingToOpen = new ArrayDeque<>();

    private final List<Wakeable> toWake = new ArrayList<>();
    private final Flusher flusher;
    private Settings peer = Settings.DEFAULT;
    private int nextStreamId = 1;
    private int openStreams;
    private long streamFrames;
    private boolean closed;

    /// Why no new streams are opened, or null.
    private StreamFailure refusal;

    ConnectionWriter(
            Connection connection, EventLoop loop, Flusher flusher, OutboundBuffer buffer) {
        this.connection = connection;
        this.loop = loop;
        this.flusher = flusher;
        this.buffer = buffer;
        this.encoder = new HpackEncoder(Settings.DEFAULT_TABLE_SIZE);
    }

    // ---- what calls do

    /// Sends a stream's next pieces, as one step that nothing else gets between: its headers, a
    /// message's bytes, its trailers, the end. Waits while the stream's outbox is full.
    ///
    /// @param headers the first header block, or null
    /// @param trailers what follows the bytes and ends our side, or null
    /// @param end whether our side ends after the bytes; implied by trailers
    /// @param deadlineNanos until when to wait, as [System#nanoTime] counts; `Long.MAX_VALUE` for
    ///   as long as it takes, `Long.MIN_VALUE` for not at all
    /// @return what became of the bytes
    Submission submit(
            Stream stream,
            List<HeaderField> headers,
            byte[] bytes,
            int offset,
            int length,
            List<HeaderField> trailers,
            boolean end,
            long deadlineNanos)
            throws StreamException, InterruptedException {
        lock.lock();
        try {
            if (length > 0
                    && mustWait(stream.outbox, length)
                    && !await(stream, length, deadlineNanos)) {
                return Submission.NO_ROOM;
            }
            boolean kept = append(stream, headers, bytes, offset, length, trailers, end);
            return kept ? Submission.KEPT : Submission.COPIED;
        } finally {
            unlock();
        }
    }

    private static boolean mustWait(Outbox outbox, int length) {
        return !outbox.accepts(length) || outbox.hasSenders();
    }

    /// Waits for the stream's outbox. Holds the lock before and after, but not meanwhile.
    ///
    /// @return false if the time is over
    private boolean await(Stream stream, int length, long deadlineNanos)
            throws StreamException, InterruptedException {
        Outbox outbox = stream.outbox;
        while (true) {
            if (isOver(deadlineNanos)) {
                return false;
            }
            Outbox.Sender sender = outbox.enqueueSender();
            while (!sender.signalled()) {
                check(stream);
                unlock();
                try {
                    park(deadlineNanos);
                } finally {
                    lock.lock();
                    if (!sender.signalled() && Thread.currentThread().isInterrupted()) {
                        outbox.forget(sender);
                    }
                }
                if (Thread.interrupted()) {
                    if (sender.signalled()) {
                        wakeNextSender(outbox);
                    }
                    throw new InterruptedException();
                }
                if (!sender.signalled() && isOver(deadlineNanos)) {
                    outbox.forget(sender);
                    return false;
                }
            }
            check(stream);
            if (outbox.accepts(length)) {
                return true;
            }
        }
    }

    private static boolean isOver(long deadlineNanos) {
        return deadlineNanos == Long.MIN_VALUE
                || deadlineNanos != Long.MAX_VALUE && deadlineNanos - System.nanoTime() <= 0;
    }

    private void park(long deadlineNanos) {
        if (deadlineNanos == Long.MAX_VALUE) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, Math.max(1, deadlineNanos - System.nanoTime()));
        }
    }

    private void check(Stream stream) throws StreamException {
        StreamFailure failure = stream.submitFailure();
        if (failure == null && stream.id() == 0) {
            failure = refusal;
        }
        if (failure != null) {
            throw new StreamException(failure);
        }
    }

    private boolean append(
            Stream stream,
            List<HeaderField> firstHeaders,
            byte[] bytes,
            int offset,
            int length,
            List<HeaderField> trailers,
            boolean end)
            throws StreamException {
        check(stream);
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
        boolean inTurn = outbox.isEmpty() && waitingForRoom.isEmpty() && buffer.hasRoom();
        int sent = 0;
        if (inTurn && (headers == null || mayOpen(stream))) {
            if (headers != null) {
                writeHeaders(stream, headers, last && length == 0 && trailers == null);
            }
            sent = writeData(stream, bytes, offset, length, length, last && trailers == null);
            if (sent == length) {
                finish(stream, trailers, last, headers == null && length == 0);
                wakeNextSender(outbox);
                return false;
            }
        } else {
            outbox.headers = headers == null ? outbox.headers : headers;
        }
        boolean kept = length > sent && outbox.add(bytes, offset + sent, length - sent);
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

    private static final byte[] NO_BYTES = {};

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
    private void refill() {
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
            boolean ends = outbox.end && outbox.trailers == null;
            int sent =
                    writeData(
                            stream,
                            outbox.bytes(),
                            outbox.position(),
                            outbox.remaining(),
                            Limits.MAX_FRAME_BYTES,
                            ends);
            outbox.sent(sent);
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

    private void wakeNextSender(Outbox outbox) {
        if (outbox.hasSenders() && outbox.remaining() == 0) {
            toWake.add(outbox.nextSender());
        }
    }

    /// Wakes all senders: they find out that nothing can be sent any more.
    private void wakeSenders(Outbox outbox) {
        while (outbox.hasSenders()) {
            toWake.add(outbox.nextSender());
        }
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
            connection.opened(stream);
        }
        streamFrames++;
        block.reset(Limits.MAX_FRAME_BYTES);
        encoder.encode(fields, block);
        buffer.appendHeaders(stream.id(), block, end);
    }

    /// Writes as many bytes as windows and room allow, the whole of them or not more than `most`.
    private int writeData(
            Stream stream, byte[] bytes, int offset, int length, int most, boolean end) {
        int sent = 0;
        SendWindow streamWindow = stream.outbox.window;
        while (sent < length && sent < most && buffer.hasRoom()) {
            int credit = Math.min(streamWindow.available(), window.available());
            int count = Math.min(Math.min(length, most) - sent, credit);
            if (count == 0) {
                break;
            }
            boolean last = end && sent + count == length;
            int written =
                    buffer.appendData(stream.id(), bytes, offset + sent, count, peerFrame(), last);
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

    /// Takes in the peer's settings and acknowledges them. Event loop only.
    ///
    /// @return false if a stream's window has overflowed, which is the peer's error
    boolean apply(Settings settings) {
        lock.lock();
        try {
            int more = settings.initialWindow() - peer.initialWindow();
            peer = settings;
            encoder.setMaxTableSize(
                    Math.min(settings.headerTableSize(), Settings.DEFAULT_TABLE_SIZE));
            boolean fine = true;
            for (Stream stream : connection.streams().all()) {
                fine &= stream.outbox.window.add(more);
                if (more > 0 && !stream.outbox.isEmpty()) {
                    enqueue(stream);
                }
            }
            buffer.appendReply(FrameWriter.SETTINGS_ACK_LENGTH, FrameWriter::settingsAck);
            openWaiting();
            refill();
            return fine;
        } finally {
            unlock();
        }
    }

    /// Takes in credit for the connection. Event loop only.
    ///
    /// @return false if the window has overflowed, which is the peer's error
    boolean addCredit(int increment) {
        lock.lock();
        try {
            boolean fine = window.add(increment);
            while (!waitingForWindow.isEmpty()) {
                waitingForRoom.add(waitingForWindow.remove());
            }
            refill();
            return fine;
        } finally {
            unlock();
        }
    }

    /// Takes in credit for a stream. Event loop only.
    ///
    /// @return false if the window has overflowed, which is the peer's error
    boolean addCredit(Stream stream, int increment) {
        lock.lock();
        try {
            boolean fine = stream.outbox.window.add(increment);
            if (!stream.outbox.isEmpty()) {
                enqueue(stream);
                refill();
            }
            return fine;
        } finally {
            unlock();
        }
    }

    /// Notes that a stream is over: what it had to send is dropped, its senders are woken, and if
    /// it was ours, another may be opened.
    void closed(Stream stream) {
        lock.lock();
        try {
            Outbox outbox = stream.outbox;
            outbox.drop();
            wakeSenders(outbox);
            if (stream.isLocal() && stream.id() != 0) {
                openStreams--;
                openWaiting();
                refill();
            }
        } finally {
            unlock();
        }
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

    // ---- frames of the connection itself

    /// Appends a frame that answers the peer or steers the connection. Never waits.
    void control(int bytes, OutboundBuffer.Frame frame) {
        lock.lock();
        try {
            buffer.appendControl(bytes, frame);
        } finally {
            unlock();
        }
    }

    /// Appends a frame that the peer has provoked. Never waits.
    void reply(int bytes, OutboundBuffer.Frame frame) {
        lock.lock();
        try {
            buffer.appendReply(bytes, frame);
        } finally {
            unlock();
        }
    }

    /// Resets a stream, after which nothing more is sent on it.
    void reset(Stream stream, ErrorCode code) {
        lock.lock();
        try {
            stream.outbox.drop();
            if (stream.id() != 0) {
                int id = stream.id();
                buffer.appendControl(
                        FrameWriter.RST_STREAM_LENGTH,
                        page -> FrameWriter.rstStream(page, id, code));
            }
        } finally {
            unlock();
        }
    }

    /// Frames waiting to be written that the peer has provoked.
    int queuedReplies() {
        lock.lock();
        try {
            return buffer.replies();
        } finally {
            lock.unlock();
        }
    }

    /// How many times HEADERS or DATA were appended.
    long streamFrames() {
        lock.lock();
        try {
            return streamFrames;
        } finally {
            lock.unlock();
        }
    }

    /// The id that the next stream of ours gets.
    int nextStreamId() {
        lock.lock();
        try {
            return nextStreamId;
        } finally {
            lock.unlock();
        }
    }

    /// Opens no more streams of ours.
    ///
    /// @param reason why, for those who try
    /// @return the streams that wait to be opened
    List<Stream> refuseNew(StreamFailure reason) {
        lock.lock();
        try {
            refusal = reason;
            List<Stream> unopened = new ArrayList<>(waitingToOpen);
            waitingToOpen.clear();
            for (Stream stream : waitingForRoom) {
                if (stream.id() == 0) {
                    unopened.add(stream);
                }
            }
            return unopened;
        } finally {
            lock.unlock();
        }
    }

    /// Whether something was appended that is not on its way yet.
    boolean hasUnwritten() {
        lock.lock();
        try {
            return !closed && !(buffer.isEmpty() && flusher.isIdle());
        } finally {
            lock.unlock();
        }
    }

    // ---- for the flusher

    /// Gives the one who writes what has been appended, and moves the queues on.
    ///
    /// @return false if there is nothing: whoever appends next schedules the flusher again
    boolean swap() {
        lock.lock();
        try {
            if (!closed && buffer.swap()) {
                refill();
                return true;
            }
            flusher.becomeIdle();
            buffer.becomeIdle();
            return false;
        } finally {
            unlockQuietly();
        }
    }

    /// Frees the buffer's memory; nothing is written any more.
    void close() {
        lock.lock();
        try {
            closed = true;
            buffer.close();
        } finally {
            lock.unlock();
        }
    }

    private void unlock() {
        boolean flush = buffer.takeNews();
        unlockQuietly();
        if (flush) {
            flusher.schedule();
        }
    }

    private void unlockQuietly() {
        if (toWake.isEmpty()) {
            lock.unlock();
            return;
        }
        Wakeable[] due = toWake.toArray(Wakeable[]::new);
        toWake.clear();
        lock.unlock();
        boolean onLoop = loop.inLoop();
        for (Wakeable wakeable : due) {
            if (onLoop) {
                connection.waker().add(wakeable);
            } else {
                wakeable.wake();
            }
        }
    }
}
