package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.frame.Http2Exception;
import dev.duet.internal.http2.hpack.HeaderBlock;
import dev.duet.internal.transport.EventLoop;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/// The receiving half of a stream: what has arrived and was not read yet.
///
/// The event loop appends the raw bytes of DATA frames to one array, so that a small message costs
/// its bytes and no more. The reader says how many bytes it needs before it can go on (a message's
/// prefix, or the whole message) and is woken once, when they are there; then it takes the array
/// and leaves an empty one. The bytes that it reports as consumed are credited to the peer.
///
/// One thread reads at a time. Guarded by its own monitor, under which nothing else is locked.
final class Inbox {
    private static final byte[] NONE = {};

    private final Stream stream;
    final ReceiveWindow window;

    /// The message that the reader waits for, if it is large; it comes before all other bytes.
    private LargeMessage large;

    private byte[] bytes = NONE;
    private int length;
    private HeaderBlock headers;
    private HeaderBlock trailers;
    private boolean ended;
    private StreamFailure failure;

    /// Credit beyond the window, taken from the connection's budget for one large message.
    int borrowed;

    /// How much the window has grown, from the connection's budget.
    private int grown;

    /// When half a window was given back last.
    private long givenBackAt;

    /// Credit that was asked for and not lent yet.
    private long requested;

    private int emptyFrames;

    /// Who waits and has not been told yet that there is enough.
    private Thread reader;

    /// Whether the reader is a virtual thread that runs on the connection's loop.
    private boolean readerOnLoop;

    /// What reads on the event loop instead of a thread, or null.
    private LoopReader onLoop;

    private int wanted;

    /// Length of what the reader took last; touched by the reader only.
    private int taken;

    Inbox(Stream stream, ReceiveWindow window) {
        this.stream = stream;
        this.window = window;
    }

    /// Takes in the payload of a DATA frame. Event loop only.
    ///
    /// @return the reader, if it has to be woken, or null
    synchronized Thread append(
            ByteBuffer buffer, int offset, int count, int flowControlled, boolean end)
            throws Http2Exception {
        receive(flowControlled);
        if (headers == null) {
            throw Http2Exception.stream(
                    stream.id(), ErrorCode.PROTOCOL_ERROR, "DATA before any HEADERS");
        }
        emptyFrames = count > 0 || end ? 0 : emptyFrames + 1;
        if (emptyFrames > Limits.EMPTY_DATA_FRAMES) {
            throw Http2Exception.connection(
                    ErrorCode.ENHANCE_YOUR_CALM, "too many empty DATA frames");
        }
        if (failure == null) {
            store(buffer, offset, count);
        }
        ended |= end;
        return dueReader();
    }

    /// Gives the payload of a DATA frame to the reader on the loop, if it has taken all that came
    /// before and takes this as it is. Event loop only.
    ///
    /// @param count the length of the payload, not 0, and all of the frame
    /// @return false if nothing was done: the payload has to be appended
    boolean passOn(ByteBuffer buffer, int offset, int count) throws Http2Exception {
        if (onLoop == null || !onLoop.takes(buffer, offset, count)) {
            return false;
        }
        int increment;
        synchronized (this) {
            if (reader == null || arrived() > 0 || failure != null) {
                return false;
            }
            receive(count);
            emptyFrames = 0;
            increment = window.consume(count); // when this method returns, it is read
        }
        onLoop.read(buffer, offset, count);
        if (increment > 0) {
            stream.sendCredit(increment + growth());
        }
        return true;
    }

    /// Takes in a header block: the headers, or the trailers when it ends the stream after headers.
    /// Event loop only.
    ///
    /// @return the reader, if it has to be woken, or null
    synchronized Thread append(HeaderBlock block, boolean end) {
        if (headers == null) {
            headers = block;
        } else {
            trailers = block;
        }
        ended |= end;
        return dueReader();
    }

    /// Ends the stream with a failure. What was not read is dropped.
    ///
    /// @return the reader, if it has to be woken, or null
    synchronized Thread fail(StreamFailure reason) {
        if (failure == null) {
            failure = reason;
            large = null;
            bytes = NONE;
            length = 0;
        }
        return dueReader();
    }

    /// Whether the thread that reads runs on the event loop.
    boolean isReaderOnLoop() {
        return readerOnLoop; // at worst it is woken in the less favourable way
    }

    /// Has the stream read on the event loop, by something that never waits: [#take] returns null
    /// where a thread would park. Event loop only, before anything is read.
    ///
    /// @param loopReader is called when there may be enough to go on
    /// @param needed bytes to wait for at first
    /// @return the calling thread, if there is something to be read, or null
    synchronized Thread readOnLoop(LoopReader loopReader, int needed) {
        onLoop = loopReader;
        waitFor(needed);
        return dueReader();
    }

    /// What reads on the event loop instead of a thread, or null.
    LoopReader loopReader() {
        return onLoop;
    }

    /// Waits for the first header block.
    ///
    /// @param deadlineNanos when to give up, as [System#nanoTime] counts; `Long.MAX_VALUE` for
    ///   never
    /// @return the block, or null if the time is over
    HeaderBlock awaitHeaders(long deadlineNanos) throws StreamException, InterruptedException {
        while (true) {
            synchronized (this) {
                if (headers != null || failure != null) {
                    reader = null;
                    if (headers == null) {
                        throw new StreamException(failure);
                    }
                    return headers;
                }
                waitFor(0);
            }
            if (!park(deadlineNanos)) {
                return null;
            }
        }
    }

    /// Gives back what the reader did not use and waits until enough is there.
    ///
    /// @param old the array that was taken before, or an empty one
    /// @param position where the unused bytes in it begin
    /// @param limit where they end
    /// @param consumed bytes of it that are credited to the peer now
    /// @param needed bytes to wait for, the unused ones among them
    /// @param deadlineNanos when to give up, as [System#nanoTime] counts; `Long.MAX_VALUE` for
    ///   never
    /// @return an array whose first [#taken] bytes have arrived: at least as many as needed, or all
    ///   that came before the end of the stream; null if the time is over, or at once on the loop.
    ///   If it is larger than [Stream#REUSED_BYTES] and used up, nobody writes to it any more
    byte[] take(byte[] old, int position, int limit, int consumed, int needed, long deadlineNanos)
            throws StreamException, InterruptedException {
        byte[] spare = old;
        byte[] back = old; // not kept by a waiting thread
        int unused = limit - position;
        int uncredited = consumed;
        while (true) {
            int increment;
            long missing = 0;
            byte[] result = null;
            int returned = 0;
            synchronized (this) {
                increment = window.consume(uncredited);
                putBack(back, position, unused);
                if (failure != null) {
                    reader = null;
                    throw new StreamException(failure);
                }
                boolean credited = increment > 0; // first of all: the window may grow by that
                if (!credited && (arrived() >= needed || ended)) {
                    // What was borrowed is returned now: the message is assembled, and how long the
                    // reader keeps it must not hold up the large messages of other streams.
                    returned = settle();
                    window.shrink(returned);
                    result = handOver(spare);
                } else if (!credited) {
                    if (length == 0) { // an idle stream has no array
                        bytes = NONE;
                    }
                    if (length == 0 || spare.length > Stream.REUSED_BYTES) {
                        spare = NONE;
                    }
                    collect(needed);
                    waitFor(needed);
                    missing = (long) needed - arrived() - window.available() - requested;
                }
            }
            uncredited = 0;
            back = NONE;
            unused = 0;
            if (increment > 0) {
                stream.sendCredit(increment + growth());
                continue;
            }
            if (result != null) {
                stream.returnBorrowed(returned);
                return result;
            }
            if (missing > 0) {
                extendWindow(missing);
            } else if (onLoop != null || !park(deadlineNanos)) {
                return null;
            }
        }
    }

    /// Gives what is there to the reader. Holding the monitor.
    private byte[] handOver(byte[] spare) {
        reader = null;
        if (large != null) {
            byte[] result = large.bytes();
            taken = large.length();
            large = null;
            return result;
        }
        byte[] result = bytes;
        taken = length;
        bytes = spare != result && spare.length <= Stream.REUSED_BYTES ? spare : NONE;
        length = 0;
        return result;
    }

    /// How many bytes have arrived and were not taken.
    int arrived() {
        return large == null ? length : large.length() + length;
    }

    /// Has what belongs to a large message collected by itself. Holding the monitor.
    private void collect(int needed) {
        if (needed > Stream.REUSED_BYTES && large == null) {
            large = new LargeMessage(bytes, length, needed);
            bytes = NONE;
            length = 0;
        }
    }

    /// Length of what [#take] returned last.
    int taken() {
        return taken;
    }

    /// Credits bytes that nobody will read: padding, or what a finished call leaves behind.
    void consume(int count) {
        int increment;
        synchronized (this) {
            increment = window.consume(count);
        }
        stream.sendCredit(increment);
    }

    /// Takes back what the reader has not used. Holding the monitor.
    private void putBack(byte[] old, int position, int left) {
        if (left > 0 && failure == null) {
            prepend(old, position, left);
        }
    }

    /// Makes the window larger if half of it was consumed within two round trips: then the peer has
    /// to wait for credit, or soon would. The reader's thread only.
    ///
    /// @return further credit to give
    private int growth() {
        synchronized (this) {
            if (ended || failure != null) {
                return 0; // nothing more comes, and a PING might be one too many
            }
        }
        long now = stream.connection().loop().nanoTime();
        long took = now - givenBackAt;
        givenBackAt = now;
        RoundTrip roundTrip = stream.connection().roundTrip();
        if (took < Limits.ROUND_TRIP_NANOS) {
            roundTrip.measure();
        }
        long roundTripNanos = roundTrip.nanos();
        if (took >= 2 * roundTripNanos || roundTripNanos < Limits.SHORT_ROUND_TRIP_NANOS) {
            return 0;
        }
        int more;
        synchronized (this) {
            more = Math.min(window.size(), Limits.GROWN_WINDOW - window.size());
        }
        ReceiveBudget budget = stream.connection().budget();
        if (more <= 0 || !budget.takeForWindow(more)) {
            return 0;
        }
        synchronized (this) {
            if (!ended && failure == null) {
                window.grow(more);
                grown += more;
                return more;
            }
        }
        budget.giveBackWindow(more);
        return 0;
    }

    private void prepend(byte[] old, int position, int left) {
        if (length == 0) {
            if (position > 0) {
                System.arraycopy(old, position, old, 0, left);
            }
            bytes = old;
        } else {
            byte[] joined = new byte[left + length];
            System.arraycopy(old, position, joined, 0, left);
            System.arraycopy(bytes, 0, joined, left, length);
            bytes = joined;
        }
        length += left;
    }

    /// Asks for credit for a message that is larger than what the peer may send: first what it is
    /// owed anyway, then from the connection's budget.
    private void extendWindow(long missing) {
        int increment = 0;
        synchronized (this) {
            long owed = Math.max(0, window.owed());
            if (owed > 0) {
                increment = window.giveAll();
                missing -= increment;
            }
            requested += Math.max(0, missing);
        }
        stream.sendCredit(increment);
        if (missing > 0) {
            stream.borrow((int) missing);
        }
    }

    /// Changes what the peer may send, because it has come to know our settings. Event loop only.
    ///
    /// @return the reader, if it has to be woken, to see whether its message still fits, or null
    synchronized Thread adjust(int octets) {
        window.extend(octets);
        return octets < 0 ? takeReader() : null;
    }

    /// Takes credit from the budget. Any thread.
    ///
    /// @return false if the stream has failed meanwhile, and the credit is not needed
    synchronized boolean lend(int credit) {
        requested -= credit;
        if (failure != null || ended) {
            return false;
        }
        borrowed += credit;
        window.extend(credit);
        return true;
    }

    /// Whether the stream, which is over, has credit of the connection's budget. Its peer's end or
    /// its failure was noted here before, under the monitor, and none has been lent since: so this
    /// can do without.
    boolean hasCredit() {
        return borrowed > 0 || grown > 0;
    }

    /// Ends borrowing: the message is assembled, or the stream is over.
    ///
    /// @return what is to be given back to the budget
    synchronized int settle() {
        int returned = borrowed;
        borrowed = 0;
        return returned;
    }

    /// Ends growing: the stream is over.
    ///
    /// @return what the window has grown by, to be given back to the budget
    synchronized int closeWindow() {
        int returned = grown;
        grown = 0;
        return returned;
    }

    synchronized HeaderBlock headers() {
        return headers;
    }

    synchronized boolean ended() {
        return ended;
    }

    synchronized HeaderBlock trailers() {
        return trailers;
    }

    synchronized StreamFailure failure() {
        return failure;
    }

    /// Registers the calling thread as the one to wake. Holding the monitor.
    private void waitFor(int needed) {
        wanted = needed;
        reader = Thread.currentThread();
        readerOnLoop = stream.connection().loop().carriesCaller();
    }

    /// Takes the reader from its place if it can go on; it comes back if it has to wait again.
    private Thread dueReader() {
        boolean satisfied = wanted == 0 ? headers != null : arrived() >= wanted;
        return satisfied || ended || failure != null ? takeReader() : null;
    }

    private Thread takeReader() {
        Thread result = reader;
        reader = null;
        return result;
    }

    /// Parks, without the monitor.
    ///
    /// @return false if the time is over
    private boolean park(long deadlineNanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw stopWaiting(new InterruptedException());
        }
        if (deadlineNanos == Long.MAX_VALUE) {
            EventLoop.checkMayBlock();
            LockSupport.park(this);
            return true;
        }
        long left = deadlineNanos - System.nanoTime();
        if (left <= 0) {
            stopWaiting(null);
            return false;
        }
        EventLoop.checkMayBlock();
        LockSupport.parkNanos(this, left);
        return true;
    }

    private synchronized InterruptedException stopWaiting(InterruptedException cause) {
        reader = null;
        return cause;
    }

    /// Counts what has arrived. Holding the monitor.
    private void receive(int flowControlled) throws Http2Exception {
        if (!window.receive(flowControlled)) {
            throw Http2Exception.stream(
                    stream.id(), ErrorCode.FLOW_CONTROL_ERROR, "more DATA than the window allows");
        }
    }

    private void store(ByteBuffer buffer, int offset, int count) {
        int first = large == null ? 0 : large.append(buffer, offset, count);
        int rest = count - first;
        if (rest > 0) {
            reserve(rest);
            buffer.get(offset + first, bytes, length, rest);
            length += rest;
        }
    }

    private void reserve(int count) {
        int needed = length + count;
        if (needed > bytes.length) {
            int capacity = length == 0 ? needed : Math.max(needed, bytes.length * 2);
            bytes = length == 0 ? new byte[capacity] : Arrays.copyOf(bytes, capacity);
        }
    }
}
