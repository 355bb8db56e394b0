package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.frame.FrameWriter;
import dev.duet.internal.http2.frame.Setting;
import dev.duet.internal.http2.hpack.HeaderField;
import dev.duet.internal.transport.EventLoop;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// What leaves a connection, in order: the one lock around everything outbound.
///
/// It guards the outbound buffer, all outboxes and send windows, the header compression state, and
/// which stream gets the next id; the [SendQueue] works under it. Bytes are appended under it and
/// never written: the [Flusher] writes. When it is released, senders that can go on are woken, and
/// the flusher is scheduled if there is news.
///
/// Any thread may use it. The event loop's calls never wait; only [#submit] does.
final class ConnectionWriter {
    private static final int TRIES_BEFORE_YIELD = 64;

    /// Some 100 microseconds.
    private static final int TRIES_BEFORE_WAITING = 2048;

    private final ReentrantLock lock = new ReentrantLock();
    private final Connection connection;
    private final EventLoop loop;
    private final OutboundBuffer buffer;
    final SendQueue queue;
    private final Flusher flusher;

    /// Null unless the frames are to be shown.
    private final FrameLog log;

    private boolean closed;

    /// Why no new streams are opened, or null.
    private StreamFailure refusal;

    ConnectionWriter(
            Connection connection,
            EventLoop loop,
            Flusher flusher,
            OutboundBuffer buffer,
            FrameLog log) {
        this.connection = connection;
        this.loop = loop;
        this.flusher = flusher;
        this.buffer = buffer;
        this.log = log;
        this.queue = new SendQueue(connection, buffer);
    }

    // ---- what calls do

    /// Sends a stream's next pieces, as one step that nothing else gets between: its headers, a
    /// message's bytes, its trailers, the end. Waits while the stream's outbox is full.
    ///
    /// @param headers the first header block, or null
    /// @param splice what belongs into the middle of the bytes, or null
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
            Splice splice,
            List<HeaderField> trailers,
            boolean end,
            long deadlineNanos)
            throws StreamException, InterruptedException {
        int total = splice == null ? length : length + splice.bytes().remaining();
        acquire();
        try {
            if (total > 0
                    && mustWait(stream.outbox, total)
                    && !await(stream, total, deadlineNanos)) {
                return Submission.NO_ROOM;
            }
            check(stream);
            boolean kept =
                    queue.append(stream, headers, bytes, offset, length, splice, trailers, end);
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
            EventLoop.checkMayBlock();
            Outbox.Sender sender =
                    outbox.enqueueSender(
                            new ParkedThread(Thread.currentThread(), null, loop.carriesCaller()));
            while (!sender.signalled()) {
                check(stream);
                unlock();
                try {
                    park(deadlineNanos);
                } finally {
                    lock.lock();
                    if (!sender.signalled() && Thread.currentThread().isInterrupted()) {
                        outbox.forget(sender);
                        queue.wakeNextSender(outbox);
                    }
                }
                if (Thread.interrupted()) {
                    if (sender.signalled()) {
                        queue.wakeNextSender(outbox);
                    }
                    throw new InterruptedException();
                }
                if (!sender.signalled() && isOver(deadlineNanos)) {
                    outbox.forget(sender);
                    queue.wakeNextSender(outbox);
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

    /// Whether a stream's outbox is empty.
    ///
    /// @param waiting is woken once there is room, if there is none now
    /// @throws StreamException if nothing can be sent any more
    boolean hasRoom(Stream stream, Wakeable waiting) throws StreamException {
        acquire();
        try {
            check(stream);
            Outbox outbox = stream.outbox;
            if (outbox.remaining() == 0 && !outbox.hasSenders()) {
                return true;
            }
            outbox.roomWatcher = waiting;
            return false;
        } finally {
            unlock();
        }
    }

    // ---- what the peer allows

    /// Takes in the peer's settings and acknowledges them. Event loop only.
    ///
    /// @param settings what holds now
    /// @param changes what the frame said
    /// @return false if a stream's window has overflowed, which is the peer's error
    boolean apply(Settings settings, List<Setting> changes) {
        acquire();
        try {
            return queue.apply(settings, changes);
        } finally {
            unlock();
        }
    }

    /// Takes in credit for the connection. Event loop only.
    ///
    /// @return false if the window has overflowed, which is the peer's error
    boolean addCredit(int increment) {
        acquire();
        try {
            return queue.addCredit(increment);
        } finally {
            unlock();
        }
    }

    /// Takes in credit for a stream. Event loop only.
    ///
    /// @return false if the window has overflowed, which is the peer's error
    boolean addCredit(Stream stream, int increment) {
        acquire();
        try {
            return queue.addCredit(stream, increment);
        } finally {
            unlock();
        }
    }

    /// Whether another stream of ours would be opened at once. Any thread.
    boolean hasRoomForStream() {
        acquire();
        try {
            return queue.hasRoomForStream();
        } finally {
            unlock();
        }
    }

    /// Notes that a stream is over: what it had to send is dropped, its senders are woken, and if
    /// it was ours, another may be opened.
    void closed(Stream stream) {
        acquire();
        try {
            queue.closed(stream);
        } finally {
            unlock();
        }
    }

    // ---- frames of the connection itself

    /// Appends a frame that answers the peer or steers the connection. Never waits.
    void control(int bytes, OutboundBuffer.Frame frame) {
        acquire();
        try {
            buffer.appendControl(bytes, frame);
        } finally {
            unlock();
        }
    }

    /// Appends a frame that the peer has provoked. Never waits.
    void reply(int bytes, OutboundBuffer.Frame frame) {
        acquire();
        try {
            buffer.appendReply(bytes, frame);
        } finally {
            unlock();
        }
    }

    /// Resets a stream, after which nothing more is sent on it.
    void reset(Stream stream, ErrorCode code) {
        acquire();
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

    /// Whether more waits to be written than calls and all answers that a sane peer provokes make
    /// up.
    boolean isOverfull() {
        acquire();
        try {
            return buffer.isOverfull();
        } finally {
            lock.unlock();
        }
    }

    /// Frames waiting to be written that the peer has provoked.
    int queuedReplies() {
        acquire();
        try {
            return buffer.replies();
        } finally {
            lock.unlock();
        }
    }

    /// How many times HEADERS or DATA were appended.
    long streamFrames() {
        acquire();
        try {
            return queue.streamFrames();
        } finally {
            lock.unlock();
        }
    }

    /// The id that the next stream of ours gets.
    int nextStreamId() {
        acquire();
        try {
            return queue.nextStreamId();
        } finally {
            lock.unlock();
        }
    }

    /// Opens no more streams of ours.
    ///
    /// @param reason why, for those who try
    /// @return the streams that wait to be opened
    List<Stream> refuseNew(StreamFailure reason) {
        acquire();
        try {
            refusal = reason;
            return queue.takeUnopened();
        } finally {
            lock.unlock();
        }
    }

    /// Whether something was appended that is not on its way yet.
    boolean hasUnwritten() {
        acquire();
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
        boolean swapped;
        acquireAtOnce(); // nobody else writes while this thread waits for a carrier
        try {
            swapped = !closed && buffer.swap();
            if (swapped) {
                queue.refill();
            } else {
                flusher.becomeIdle();
                buffer.becomeIdle();
            }
        } finally {
            unlockQuietly();
        }
        if (swapped && log != null) {
            buffer.showTo(log);
        }
        return swapped;
    }

    /// Frees the buffer's memory; nothing is written any more.
    void close() {
        acquire();
        try {
            closed = true;
            buffer.close();
        } finally {
            lock.unlock();
        }
    }

    /// Takes the lock. The event loop does not queue for it behind call threads, which may have no
    /// carrier to run on while handlers compute.
    private void acquire() {
        if (loop.inLoop()) {
            acquireAtOnce();
        } else {
            lock.lock();
        }
    }

    /// Takes the lock without giving up the thread: whoever holds it runs, and not for long. Only a
    /// virtual thread that finds it taken for many times as long gives up its carrier: then the
    /// holder has none, because of something in the JDK that had to wait, and may need this one.
    private void acquireAtOnce() {
        boolean platform = !Thread.currentThread().isVirtual();
        for (int tries = 1; !lock.tryLock(); tries++) {
            if (platform && tries % TRIES_BEFORE_YIELD == 0) {
                Thread.yield();
            } else if (!platform && tries == TRIES_BEFORE_WAITING) {
                lock.lock();
                return;
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private void unlock() {
        if (lock.getHoldCount() > 1) { // what there is to do is done when the lock is free
            lock.unlock();
            return;
        }
        boolean flush = buffer.takeNews();
        unlockQuietly();
        if (flush) {
            flusher.schedule();
        }
    }

    private void unlockQuietly() {
        Wakeable[] due = queue.takeWoken();
        lock.unlock();
        if (due == null) {
            return;
        }
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
