package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.frame.FrameWriter;
import dev.duet.internal.http2.frame.Http2Exception;
import dev.duet.internal.log.LazyLogger;
import dev.duet.internal.transport.EventLoop;
import dev.duet.internal.transport.Timer;
import dev.duet.internal.transport.Transport;

import java.io.IOException;
import java.lang.System.Logger.Level;

/// An HTTP/2 connection in either role (RFC 9113), from its preface to its end: keeps the streams,
/// and what serves them all.
///
/// Reading happens on the event loop, by the [FrameIntake] and the [FrameHandler]. Sending goes
/// through the [ConnectionWriter] from any thread. Nothing here knows of gRPC.
public final class Connection implements Transport.Handler {
    private static final LazyLogger LOG = new LazyLogger(Connection.class);

    private final Role role;
    private final Transport transport;
    private final EventLoop loop;
    private final Waker waker;
    private final Limits limits;
    private final ConnectionListener listener;
    private final FrameIntake intake;
    private final DueReaders dueReaders;
    private final ConnectionWriter writer;
    private final Flusher flusher;
    private final StreamTable streams = new StreamTable();
    private final ReceiveBudget budget;
    private final ClosedStreams closedStreams = new ClosedStreams();
    private final Drain drain;
    private final Keepalive keepalive;
    final FrameHandler handler;
    private final Aging aging;
    private final RoundTrip roundTrip;

    /// Null unless the frames are to be shown.
    private final FrameLog log;

    /// Null once the peer's preface is here. Touched by the loop only.
    private Timer handshake;

    private volatile boolean draining;
    private volatile String closedReason;
    private volatile boolean closeWhenWritten;

    /// Creates a connection; [#start] sets it going.
    ///
    /// @param role which end this is
    /// @param transport its bytes
    /// @param reactor the loop and waker that serve it
    /// @param limits what it allows its peer
    /// @param lifetimes how long it may live and be silent
    /// @param listener the layer above
    public Connection(
            Role role,
            Transport transport,
            Reactor reactor,
            Limits limits,
            Lifetimes lifetimes,
            ConnectionListener listener) {
        this.role = role;
        this.transport = transport;
        this.loop = reactor.loop();
        this.waker = reactor.waker();
        this.limits = limits;
        this.listener = listener;
        this.log = FrameLog.ifWanted(role, transport.peer(), System::nanoTime);
        this.intake = new FrameIntake(this, limits, log);
        OutboundBuffer buffer = new OutboundBuffer(loop.pages());
        this.flusher = new Flusher(this, transport, loop, buffer);
        this.writer = new ConnectionWriter(this, loop, flusher, buffer, log);
        this.dueReaders = new DueReaders(this, flusher);
        this.budget = new ReceiveBudget(limits.receiveBudget());
        this.drain = new Drain(this, loop);
        this.keepalive = new Keepalive(this, loop, lifetimes);
        this.aging = new Aging(this, loop, lifetimes);
        this.roundTrip = new RoundTrip(this, loop);
        this.handler = new FrameHandler(this, limits, lifetimes, drain, closedStreams);
    }

    // ---- for the layer above

    /// Sends the preface and begins to read. Any thread, once.
    public void start() {
        Handshake.send(role, writer, limits); // now: nothing may go before it
        loop.execute(
                () -> {
                    handshake = loop.schedule(Limits.HANDSHAKE_NANOS, this::handshakeTimedOut);
                    transport.start(loop, this);
                });
    }

    /// Prepares a stream to the peer. It goes on the wire with its headers, as soon as the peer
    /// allows another stream. Any thread.
    ///
    /// @return the stream
    public Stream newStream() {
        return new Stream(this, true, new ReceiveWindow(limits.streamWindow()));
    }

    /// Ends the connection in good order: the peer is asked to open no more streams, those that are
    /// open finish, then it closes. Any thread.
    public void drain() {
        loop.execute(drain::begin);
    }

    /// Ends the connection now, and all its streams. Any thread.
    ///
    /// @param code what to tell the peer
    /// @param reason for people
    public void close(ErrorCode code, String reason) {
        loop.execute(() -> closeWith(code, reason));
    }

    /// Whether nothing that comes is looked at any more.
    boolean isClosed() {
        return closedReason != null;
    }

    /// Whether new streams can be opened.
    ///
    /// @return false once the connection drains or is closed
    public boolean isOpen() {
        return !draining && closedReason == null;
    }

    /// Whether the peer's limit lets us open another stream at once; otherwise it would wait.
    ///
    /// @return true if there is room for a stream
    public boolean hasRoom() {
        return writer.hasRoomForStream();
    }

    /// The number of open streams.
    ///
    /// @return streams on the wire
    public int openStreams() {
        return streams.size();
    }

    /// Credit for large messages that is not lent: all of it when nothing is going on.
    ///
    /// @return the rest of the budget in bytes
    public long unusedBudget() {
        return budget.available();
    }

    /// The transport below.
    ///
    /// @return the transport
    public Transport transport() {
        return transport;
    }

    /// The event loop that serves the connection.
    ///
    /// @return the loop
    public EventLoop loop() {
        return loop;
    }

    /// The waker of the connection's loop.
    ///
    /// @return the waker
    public Waker waker() {
        return waker;
    }

    /// Called before a single thread is woken: nobody else is about to add to the burst that it may
    /// begin, so it writes that by itself.
    void expectLoneSender() {
        flusher.expectLoneSender();
    }

    /// Called before several threads are woken: the bursts that they begin soon are held back until
    /// [#sendersHaveRun].
    void expectSenders() {
        flusher.holdBack();
    }

    /// Writes what was held back.
    void sendersHaveRun() {
        flusher.release();
    }

    /// What the peer may send on the connection, and what it is still owed: together the whole
    /// window.
    ///
    /// @return octets; to be called on the loop
    public long windowBalance() {
        return handler.windowBalance();
    }

    // ---- reading

    @Override
    public void readable() {
        dueReaders.collect();
        intake.read();
        dueReaders.runLast();
    }

    @Override
    public void writable() {
        flusher.writable();
    }

    /// Something has come from the peer. Loop only.
    void heard() {
        keepalive.heard();
    }

    void sendCredit(int streamId, int increment) {
        writer.control(
                FrameWriter.WINDOW_UPDATE_LENGTH,
                page -> FrameWriter.windowUpdate(page, streamId, increment));
    }

    /// A burst of what must be answered is no flood as long as the peer takes the answers: only
    /// those that wait although the socket was offered them count.
    void checkReplies() throws Http2Exception {
        if (writer.isOverfull() && flusher.isBlocked()) {
            throw Http2Exception.connection(
                    ErrorCode.ENHANCE_YOUR_CALM, "the peer has much written and does not read");
        }
        if (writer.queuedReplies() <= Limits.QUEUED_REPLIES) {
            return;
        }
        flusher.writeNow();
        int left = writer.queuedReplies();
        if (left > (flusher.isBlocked() ? Limits.QUEUED_REPLIES : Limits.UNOFFERED_REPLIES)) {
            throw Http2Exception.connection(
                    ErrorCode.ENHANCE_YOUR_CALM, "the peer does not read what it asks for");
        }
    }

    // ---- streams

    void opened(Stream stream) {
        streams.put(stream);
    }

    /// Our side of a stream has ended. Under the writer's lock: what may have to wait for a monitor
    /// is left to the loop.
    void localEnd(Stream stream) {
        transition(stream, StreamState.Event.LOCAL_END);
        if (stream.mayReleasePeer()) {
            loop.execute(stream::releasePeer);
        }
    }

    void transition(Stream stream, StreamState.Event event) {
        if (stream.on(event)) {
            remove(stream, ClosedStreams.Fate.ENDED);
        }
    }

    private void remove(Stream stream, ClosedStreams.Fate fate) {
        if (stream.id() != 0) {
            streams.remove(stream);
            closedStreams.add(stream.id(), fate);
        }
        writer.closed(stream);
        if (stream.inbox.hasCredit()) {
            loop.execute(() -> returnCredit(stream));
        }
        if (streams.size() == 0) {
            aging.idle();
            drain.streamClosed();
        }
    }

    private void returnCredit(Stream stream) {
        stream.returnBorrowed(stream.inbox.settle());
        int grown = stream.inbox.closeWindow();
        if (grown > 0) {
            budget.giveBackWindow(grown);
        }
    }

    /// Ends a stream before its time. Any thread.
    ///
    /// @param code what to tell the peer, or null if it knows
    /// @return false if it was over already: the peer is told nothing, then
    boolean fail(Stream stream, StreamFailure reason, ErrorCode code) {
        boolean answered = stream.isLocal() && stream.inbox.ended();
        if (!stream.fail(reason)) {
            return false;
        }
        if (code != null) {
            writer.reset(stream, code);
        }
        if (!answered) {
            dueReaders.wake(stream.inbox, stream.inbox.fail(reason));
        }
        ClosedStreams.Fate reset =
                stream.answered() ? ClosedStreams.Fate.RESET : ClosedStreams.Fate.REFUSED;
        remove(stream, code == null ? ClosedStreams.Fate.ENDED : reset);
        stream.tellFailure();
        return true;
    }

    void failUnopened(StreamFailure reason) {
        for (Stream stream : writer.refuseNew(reason)) {
            fail(stream, reason, null);
        }
    }

    // ---- the end

    int lastPeerStream() {
        return handler.lastPeerStream();
    }

    ConnectionListener listener() {
        return listener;
    }

    /// The peer's first SETTINGS frame is here. Loop only.
    void ready() {
        handshake.cancel();
        handshake = null;
        keepalive.start();
        aging.start();
        listener.ready();
    }

    /// The peer opens no more streams, and takes none. Loop only.
    void peerGoesAway(ErrorCode code, String message) {
        if (!draining) {
            draining = true;
            listener.draining(code, message);
        }
    }

    Role role() {
        return role;
    }

    StreamTable streams() {
        return streams;
    }

    DueReaders dueReaders() {
        return dueReaders;
    }

    ConnectionWriter writer() {
        return writer;
    }

    RoundTrip roundTrip() {
        return roundTrip;
    }

    ReceiveBudget budget() {
        return budget;
    }

    /// Marks that no new streams are opened; those that are open go on.
    void stopOpening() {
        draining = true;
    }

    /// Says good-bye and closes once that is written. Loop only.
    void closeWith(ErrorCode code, String reason) {
        if (closedReason != null) {
            return;
        }
        if (code != ErrorCode.NO_ERROR) {
            LOG.get().log(Level.DEBUG, "closing {0}: {1}, {2}", transport.peer(), code, reason);
        }
        int last = role == Role.SERVER ? drain.lastTaken() : 0;
        String debug = code == ErrorCode.NO_ERROR ? "" : reason;
        writer.control(
                FrameWriter.goAwayLength(debug),
                page -> FrameWriter.goAway(page, last, code, debug));
        closedReason = reason;
        closeWhenWritten = true;
        failAll(reason);
        transport.setReading(false);
        loop.schedule(Limits.LINGER_NANOS, this::closeTransport);
        loop.atEndOfRound(
                () -> {
                    if (!writer.hasUnwritten()) {
                        closeTransport();
                    }
                });
    }

    /// All that was appended has been written. Any thread.
    void drained() {
        if (closeWhenWritten) {
            loop.execute(
                    () -> {
                        if (!writer.hasUnwritten()) {
                            closeTransport();
                        }
                    });
        }
    }

    /// The transport has failed. Any thread.
    void lost(IOException e) {
        loop.execute(() -> lose("the connection broke: " + e.getMessage()));
    }

    /// Gives the connection up without a word. Loop only.
    void lose(String reason) {
        if (closedReason == null) {
            closedReason = reason;
            failAll(reason);
        }
        closeTransport();
    }

    private void failAll(String reason) {
        StreamFailure failure =
                new StreamFailure(
                        StreamFailure.Kind.CONNECTION_LOST, ErrorCode.INTERNAL_ERROR, reason);
        // First, or a stream could be opened after we have looked which ones are.
        failUnopened(
                new StreamFailure(
                        StreamFailure.Kind.NOT_PROCESSED, ErrorCode.REFUSED_STREAM, reason));
        for (Stream stream : streams.all()) {
            fail(stream, failure, null);
        }
        if (log != null) {
            log.note("the end: " + reason);
        }
        listener.closed(reason);
    }

    private void closeTransport() {
        if (handshake != null) {
            handshake.cancel();
        }
        drain.cancel();
        keepalive.cancel();
        aging.cancel();
        flusher.close();
        writer.close();
        transport.close();
    }

    private void handshakeTimedOut() {
        if (!handler.settingsSeen()) {
            closeWith(ErrorCode.SETTINGS_TIMEOUT, "no SETTINGS frame in time");
        }
    }
}
