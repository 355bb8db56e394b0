package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.frame.Http2Exception;
import dev.duet.internal.http2.hpack.HeaderBlock;
import dev.duet.internal.http2.hpack.HeaderField;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;

/// One HTTP/2 stream (RFC 9113, section 5): an [Inbox], an [Outbox] and the state of both sides.
///
/// The operations of the public part may block; one thread may read while others send. They throw
/// [StreamException] once the stream has failed.
public final class Stream {
    /// An array of [#take] that is larger than this is not used for other bytes once it is used up:
    /// its content may be kept.
    public static final int REUSED_BYTES = 64 * 1024;

    private static final StreamFailure ENDED =
            new StreamFailure(
                    StreamFailure.Kind.RESET_LOCALLY,
                    ErrorCode.STREAM_CLOSED,
                    "this side has ended");

    private static final VarHandle STANDING;
    private static final VarHandle ON_FAILURE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STANDING = lookup.findVarHandle(Stream.class, "standing", Standing.class);
            ON_FAILURE = lookup.findVarHandle(Stream.class, "onFailure", Runnable.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Connection connection;
    private final boolean local;
    final Inbox inbox;
    final Outbox outbox;

    /// 0 until the stream is on the wire.
    private volatile int id;

    /// Changed by [#on] and [#fail], without a lock: one of them may be the writer's thread, which
    /// must not have to wait.
    private volatile Standing standing = StreamState.IDLE;

    private volatile boolean answered;
    private volatile boolean ending;
    private volatile boolean discarding;
    private volatile Runnable onFailure;

    /// What the content still has to bring, if the headers said; -1 if they did not. Loop only.
    private long contentLeft = -1;

    Stream(Connection connection, boolean local, ReceiveWindow window) {
        this.connection = connection;
        this.local = local;
        this.inbox = new Inbox(this, window);
        this.outbox = new Outbox();
    }

    /// The stream's id.
    ///
    /// @return the id; 0 for a stream of ours that waits to be opened
    public int id() {
        return id;
    }

    /// The connection that carries the stream.
    ///
    /// @return the connection
    public Connection connection() {
        return connection;
    }

    // ---- receiving

    /// Waits for the peer's first header block.
    ///
    /// @param deadlineNanos when to give up, as [System#nanoTime] counts; `Long.MAX_VALUE` for
    ///   never
    /// @return the headers, or null if the time is over
    /// @throws StreamException if the stream has failed
    /// @throws InterruptedException if the thread was interrupted; the stream is as it was
    public HeaderBlock awaitHeaders(long deadlineNanos)
            throws StreamException, InterruptedException {
        return inbox.awaitHeaders(deadlineNanos);
    }

    /// The peer's first header block.
    ///
    /// @return the headers, or null as long as [#awaitHeaders] would wait
    public HeaderBlock headers() {
        return inbox.headers();
    }

    /// Gives back what was not used of the last array and waits until enough bytes are there.
    ///
    /// @param old the array that was taken before, or an empty one
    /// @param position where the unused bytes in it begin
    /// @param limit where they end
    /// @param consumed bytes of it that the peer may send anew
    /// @param needed bytes to wait for, the unused ones among them
    /// @param deadlineNanos when to give up, as [System#nanoTime] counts; `Long.MAX_VALUE` for
    ///   never
    /// @return an array whose first [#taken] bytes have arrived: at least as many as needed, or all
    ///   that came before the end of the stream; null if the time is over: then nothing is taken
    /// @throws StreamException if the stream has failed
    /// @throws InterruptedException if the thread was interrupted
    public byte[] take(
            byte[] old, int position, int limit, int consumed, int needed, long deadlineNanos)
            throws StreamException, InterruptedException {
        return inbox.take(old, position, limit, consumed, needed, deadlineNanos);
    }

    /// Has the stream read on the event loop from now on: [#take] does not wait there, but returns
    /// null, and the reader is called when it may return more. Event loop only, before anything was
    /// taken or has arrived but the headers.
    ///
    /// @param reader reads what is there
    /// @param needed bytes to wait for at first
    public void readOnLoop(LoopReader reader, int needed) {
        connection.dueReaders().add(inbox, inbox.readOnLoop(reader, needed));
    }

    /// How many bytes [#take] has returned last.
    ///
    /// @return their number
    public int taken() {
        return inbox.taken();
    }

    /// Whether the peer has ended its side.
    ///
    /// @return true after END_STREAM
    public boolean remoteEnded() {
        return inbox.ended();
    }

    /// The header block that ended the peer's side.
    ///
    /// @return the trailers, or null if there are none or not yet
    public HeaderBlock trailers() {
        return inbox.trailers();
    }

    // ---- sending

    /// Sends the stream's next pieces in one step. See [ConnectionWriter#submit].
    ///
    /// @param headers the first header block, or null
    /// @param bytes holds the bytes of a message
    /// @param offset where they begin
    /// @param length how many they are, possibly none
    /// @param trailers what follows them and ends our side, or null
    /// @param end whether our side ends here; implied by trailers
    /// @param deadlineNanos until when to wait for room, as [System#nanoTime] counts;
    ///   `Long.MAX_VALUE` for as long as it takes, `Long.MIN_VALUE` for not at all
    /// @return what became of the bytes
    /// @throws StreamException if the stream has failed, or our side has ended
    /// @throws InterruptedException if the thread was interrupted; nothing was sent
    public Submission submit(
            List<HeaderField> headers,
            byte[] bytes,
            int offset,
            int length,
            List<HeaderField> trailers,
            boolean end,
            long deadlineNanos)
            throws StreamException, InterruptedException {
        return submit(headers, bytes, offset, length, null, trailers, end, deadlineNanos);
    }

    /// Sends the stream's next pieces in one step, with other bytes in the middle of a message's.
    ///
    /// @param headers the first header block, or null
    /// @param bytes holds the bytes of a message, except what is spliced in
    /// @param offset where they begin
    /// @param length how many they are, possibly none
    /// @param splice what belongs into the middle of them, or null
    /// @param trailers what follows them and ends our side, or null
    /// @param end whether our side ends here; implied by trailers
    /// @param deadlineNanos until when to wait for room, as [System#nanoTime] counts
    /// @return what became of the bytes
    /// @throws StreamException if the stream has failed, or our side has ended
    /// @throws InterruptedException if the thread was interrupted; nothing was sent
    public Submission submit(
            List<HeaderField> headers,
            byte[] bytes,
            int offset,
            int length,
            Splice splice,
            List<HeaderField> trailers,
            boolean end,
            long deadlineNanos)
            throws StreamException, InterruptedException {
        ConnectionWriter writer = connection.writer();
        try {
            return writer.submit(
                    this, headers, bytes, offset, length, splice, trailers, end, deadlineNanos);
        } catch (StreamException e) {
            if (id == 0 && e.failure().kind() == StreamFailure.Kind.NOT_PROCESSED) {
                connection.fail(this, e.failure(), null); // in no queue: nobody else would
            }
            throw e;
        }
    }

    /// Whether nothing that was submitted waits for room; for the event loop, which cannot wait for
    /// it itself.
    ///
    /// @param action is run on the loop once there is room, if there is none now
    /// @return false if there is none
    /// @throws StreamException if the stream has failed
    public boolean hasRoom(Runnable action) throws StreamException {
        return hasRoom()
                || connection.writer().hasRoom(this, () -> connection.loop().execute(action));
    }

    /// Whether nothing that was submitted waits for room: a glance without the lock, for the event
    /// loop.
    ///
    /// @return false if something may wait
    public boolean hasRoom() {
        return outbox.remaining() == 0 && !outbox.hasSenders();
    }

    /// Ends the stream at once: RST_STREAM to the peer, failure to whoever waits. Any thread; does
    /// not block; does nothing to a stream that is over.
    ///
    /// @param code what to tell the peer
    /// @param message for people
    public void reset(ErrorCode code, String message) {
        connection.fail(
                this, new StreamFailure(StreamFailure.Kind.RESET_LOCALLY, code, message), code);
    }

    /// Whether our side may still send.
    ///
    /// @return false once it has ended, or the stream is over; what was submitted may still be
    ///   waiting for room
    public boolean localMaySend() {
        return sendFailure() == null && !ending;
    }

    /// Whether our first header block was sent, or waits to be.
    ///
    /// @return true after the first headers were submitted
    public boolean answered() {
        return answered;
    }

    /// Takes no more of what the peer sends. When our side has ended, the peer is told so by
    /// RST_STREAM(NO_ERROR) if it has not ended too (RFC 9113, section 8.1). Any thread.
    public void stopReceiving() {
        discarding = true;
        releasePeer();
    }

    void releasePeer() {
        if (mayReleasePeer()) {
            reset(ErrorCode.NO_ERROR, "the call is complete");
        }
    }

    boolean mayReleasePeer() {
        return discarding && standing == StreamState.HALF_CLOSED_LOCAL;
    }

    /// Why the stream failed.
    ///
    /// @return the reason, or null if it has not
    public StreamFailure failure() {
        return standing.failure();
    }

    /// Asks to be told when the stream fails; at once, if it has already. The action must not
    /// block: it runs on the thread that finds out, often the event loop.
    ///
    /// @param action what to do
    public void onFailure(Runnable action) {
        onFailure = action;
        if (failure() != null) {
            tellFailure();
        }
    }

    // ---- for the connection

    boolean isLocal() {
        return local;
    }

    StreamState state() {
        return standing.state();
    }

    /// Why nothing can be sent any more, or null.
    StreamFailure sendFailure() {
        Standing now = standing;
        if (now.failure() != null) {
            return now.failure();
        }
        return now.state().localMaySend() ? null : ENDED;
    }

    /// Why nothing can be submitted any more, or null.
    StreamFailure submitFailure() {
        return ending && failure() == null ? ENDED : sendFailure();
    }

    /// Gives the stream its place on the wire. Under the writer's lock.
    void open(int streamId, int initialSendWindow) {
        id = streamId;
        outbox.window.add(initialSendWindow);
        on(StreamState.Event.OPENED);
    }

    /// Notes that our first header block was submitted. Under the writer's lock.
    void headersSubmitted() {
        answered = true;
    }

    /// Notes that nothing can be submitted any more. Under the writer's lock.
    void endSubmitted() {
        ending = true;
    }

    /// Moves the state on.
    ///
    /// @return whether the stream has just become closed
    boolean on(StreamState.Event event) {
        while (true) {
            Standing before = standing;
            StreamState next = before.state().next(event);
            if (next == before.state()) {
                return false;
            }
            if (STANDING.compareAndSet(this, before, next)) {
                return next == StreamState.CLOSED;
            }
        }
    }

    void expectContent(long octets) {
        contentLeft = octets;
    }

    /// Holds the content against the length that the headers announced.
    void countContent(int octets, boolean end) throws Http2Exception {
        if (contentLeft < 0) {
            return;
        }
        contentLeft -= octets;
        if (contentLeft < 0 || end && contentLeft > 0) {
            throw Http2Exception.stream(
                    id, ErrorCode.PROTOCOL_ERROR, "content-length does not match the content");
        }
    }

    /// Closes the stream with a failure, unless it is closed: in one step, so that nobody sees the
    /// one without the other.
    ///
    /// @return whether this has closed it
    boolean fail(StreamFailure reason) {
        while (true) {
            Standing before = standing;
            if (before.state() == StreamState.CLOSED) {
                return false;
            }
            if (STANDING.compareAndSet(this, before, reason)) {
                return true;
            }
        }
    }

    /// Tells who asked to know that the stream has failed.
    void tellFailure() {
        Runnable action = (Runnable) ON_FAILURE.getAndSet(this, null);
        if (action != null) {
            action.run();
        }
    }

    void sendCredit(int increment) {
        if (increment > 0 && standing.state().remoteMaySend()) {
            connection.sendCredit(id, increment);
        }
    }

    void borrow(int credit) {
        connection.budget().borrow(this, credit);
    }

    void returnBorrowed(int credit) {
        if (credit > 0) {
            connection.budget().giveBack(credit);
        }
    }

    boolean lend(int credit) {
        boolean taken = inbox.lend(credit);
        if (taken) {
            sendCredit(credit);
        }
        return taken;
    }
}
