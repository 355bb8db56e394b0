package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.frame.Frame;
import dev.duet.internal.http2.frame.FrameReader;
import dev.duet.internal.http2.frame.FrameWriter;
import dev.duet.internal.http2.frame.HeaderRules;
import dev.duet.internal.http2.frame.Http2Exception;
import dev.duet.internal.http2.frame.RequestCheck;
import dev.duet.internal.http2.hpack.HpackDecoder;
import dev.duet.internal.transport.EventLoop;
import dev.duet.internal.transport.Timer;
import dev.duet.internal.transport.Transport;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;

/// An HTTP/2 connection in either role (RFC 9113): reads frames, keeps the streams and their
/// states, and answers what is the connection's own business.
///
/// Reading and dispatching happen on the event loop. Sending goes through the [ConnectionWriter]
/// from any thread. Nothing here knows of gRPC.
public final class Connection implements Transport.Handler {
    private static final Logger LOG = System.getLogger(Connection.class.getName());

    private final Role role;
    private final Transport transport;
    private final EventLoop loop;
    private final Waker waker;
    private final Limits limits;
    private final ConnectionListener listener;
    private final FrameReader reader;
    private final RequestCheck requests = new RequestCheck();
    private final ConnectionWriter writer;
    private final Flusher flusher;
    private final StreamTable streams = new StreamTable();
    private final ReceiveBudget budget;
    private final AbuseMeter abuse;
    private final ClosedStreams closedStreams = new ClosedStreams();
    private final Drain drain;
    private final Keepalive keepalive;
    private final PingGuard pings;
    private final Aging aging;

    // Touched by the loop only.
    private final ReceiveWindow window = new ReceiveWindow(Limits.CONNECTION_WINDOW);
    private byte[] unread = {};
    private int prefaceRead;
    private Settings peer = Settings.DEFAULT;
    private boolean settingsSeen;
    private boolean ourSettingsSeen;
    private Timer handshake;
    private int lastPeerStream;

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
        HpackDecoder decoder =
                new HpackDecoder(
                        HpackDecoder.DEFAULT_TABLE_SIZE,
                        limits.maxHeaderListBytes(),
                        limits.maxHeaderFields());
        this.reader =
                new FrameReader(
                        decoder,
                        limits.headerBlockBytes(),
                        Limits.HEADER_FRAGMENTS,
                        role == Role.CLIENT);
        OutboundBuffer buffer = new OutboundBuffer(loop.pages());
        this.flusher = new Flusher(this, transport, loop, buffer);
        this.writer = new ConnectionWriter(this, loop, flusher, buffer);
        this.budget = new ReceiveBudget(limits.receiveBudget());
        this.abuse = new AbuseMeter(loop);
        this.drain = new Drain(this, loop);
        this.keepalive = new Keepalive(this, loop, lifetimes);
        this.pings = new PingGuard(this, loop, lifetimes);
        this.aging = new Aging(this, loop, lifetimes);
    }

    // ---- for the layer above

    /// Sends the preface and begins to read. Any thread, once.
    public void start() {
        flusher.start();
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

    /// Whether new streams can be opened.
    ///
    /// @return false once the connection drains or is closed
    public boolean isOpen() {
        return !draining && closedReason == null;
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

    // ---- reading

    @Override
    public void readable() {
        ByteBuffer in = loop.readBuffer();
        try {
            in.put(unread);
            int count = transport.read(in);
            if (count < 0) {
                lose("the peer has closed the connection");
                return;
            }
            in.flip();
            keepalive.heard();
            if (prefaceRead == Handshake.expected(role) || readPreface(in)) {
                readFrames(in);
            }
            keepUnread(in);
        } catch (IOException e) {
            lose("the connection broke: " + e.getMessage());
        } catch (Http2Exception e) {
            unread = new byte[0];
            closeWith(e.code(), e.getMessage());
        }
    }

    @Override
    public void writable() {
        flusher.writable();
    }

    private boolean readPreface(ByteBuffer in) throws Http2Exception {
        prefaceRead = Handshake.read(in, prefaceRead);
        return prefaceRead == Handshake.expected(role);
    }

    private void readFrames(ByteBuffer in) throws Http2Exception {
        while (closedReason == null) {
            try {
                Frame frame = reader.read(in);
                if (frame == null) {
                    break;
                }
                if (!settingsSeen
                        && !(frame instanceof Frame.SettingsFrame(boolean ack, var _) && !ack)) {
                    throw Http2Exception.connection(
                            ErrorCode.PROTOCOL_ERROR, "the first frame is not SETTINGS");
                }
                dispatch(frame);
            } catch (Http2Exception e) {
                if (e.isConnectionError()) {
                    throw e;
                }
                streamError(e);
            }
        }
        checkReplies();
    }

    private void keepUnread(ByteBuffer in) {
        int left = closedReason == null ? in.remaining() : 0;
        if (left > 0 || unread.length > 0) {
            unread = new byte[left];
            in.get(in.position(), unread);
        }
    }

    private void dispatch(Frame frame) throws Http2Exception {
        switch (frame) {
            case Frame.Data data -> onData(data);
            case Frame.Headers headers -> onHeaders(headers);
            case Frame.RstStream(int id, ErrorCode code) -> onReset(id, code);
            case Frame.SettingsFrame settings -> onSettings(settings);
            case Frame.Ping(boolean ack, long payload) -> onPing(ack, payload);
            case Frame.GoAway goAway -> onGoAway(goAway);
            case Frame.WindowUpdate(int id, int increment) -> onWindowUpdate(id, increment);
            case Frame.Priority(int id) -> {} // deprecated; its form was checked
            case Frame.Unknown _ -> {} // to be ignored
        }
    }

    private void onData(Frame.Data data) throws Http2Exception {
        receiveOnConnection(data.flowControlled());
        Stream stream = streams.get(data.streamId());
        if (stream == null) {
            refuseLateFrame(data.streamId(), "DATA");
            return;
        }
        if (!stream.state().remoteMaySend()) {
            throw Http2Exception.stream(
                    data.streamId(), ErrorCode.STREAM_CLOSED, "DATA after the end of the stream");
        }
        stream.countContent(data.length(), data.endStream());
        boolean wake =
                stream.inbox.append(
                        data.buffer(),
                        data.offset(),
                        data.length(),
                        data.flowControlled(),
                        data.endStream());
        if (wake) {
            waker.add(stream.inbox);
        }
        if (data.endStream()) {
            transition(stream, StreamState.Event.REMOTE_END);
        } else if (data.flowControlled() > data.length()) {
            stream.inbox.consume(data.flowControlled() - data.length());
        }
    }

    private void onHeaders(Frame.Headers headers) throws Http2Exception {
        Stream stream = streams.get(headers.streamId());
        if (stream != null) {
            onMoreHeaders(stream, headers);
        } else if (role == Role.SERVER && headers.streamId() > lastPeerStream) {
            openForPeer(headers);
        } else {
            refuseLateFrame(headers.streamId(), "HEADERS");
        }
    }

    private void openForPeer(Frame.Headers headers) throws Http2Exception {
        int id = headers.streamId();
        if ((id & 1) == 0) {
            throw Http2Exception.connection(
                    ErrorCode.PROTOCOL_ERROR, "a client's stream has an even id");
        }
        lastPeerStream = id;
        abuse.opened();
        if (drain.refuses() || streams.size() >= limits.maxConcurrentStreams()) {
            closedStreams.add(id, ClosedStreams.Fate.REFUSED);
            writer.reply(
                    FrameWriter.RST_STREAM_LENGTH,
                    page -> FrameWriter.rstStream(page, id, ErrorCode.REFUSED_STREAM));
            return;
        }
        Stream stream = new Stream(this, false, receiveWindow());
        stream.open(id, peer.initialWindow());
        streams.put(stream);
        if (!headers.block().oversize()) {
            stream.expectContent(requests.check(id, headers.block()));
        }
        stream.inbox.append(headers.block(), headers.endStream());
        if (headers.endStream()) {
            stream.countContent(0, true);
            transition(stream, StreamState.Event.REMOTE_END);
        }
        listener.opened(stream, headers.block());
    }

    /// The window of a stream that the peer opens. Before it has seen our settings, it goes by the
    /// default, which may be more than ours.
    private ReceiveWindow receiveWindow() {
        ReceiveWindow result = new ReceiveWindow(limits.streamWindow());
        if (!ourSettingsSeen) {
            result.extend(beforeSettings());
        }
        return result;
    }

    /// Takes back what the peer could send by the default window: now it knows ours.
    private void endDefaultWindow(Stream stream) {
        if (stream.inbox.adjust(-beforeSettings())) {
            waker.add(stream.inbox);
        }
    }

    private int beforeSettings() {
        return Math.max(0, Settings.DEFAULT_WINDOW - limits.streamWindow());
    }

    private void onMoreHeaders(Stream stream, Frame.Headers headers) throws Http2Exception {
        int id = headers.streamId();
        if (!stream.state().remoteMaySend()) {
            throw Http2Exception.stream(
                    id, ErrorCode.STREAM_CLOSED, "HEADERS after the end of the stream");
        }
        boolean trailers = stream.inbox.hasHeaders();
        if (trailers && !headers.endStream()) {
            throw Http2Exception.stream(
                    id, ErrorCode.PROTOCOL_ERROR, "trailers do not end the stream");
        }
        if (!headers.block().oversize()) {
            if (trailers) {
                HeaderRules.checkTrailers(id, headers.block().fields());
            } else {
                HeaderRules.checkResponse(id, headers.block().fields());
                if (Handshake.isInterim(headers.block().fields())) {
                    if (headers.endStream()) {
                        throw Http2Exception.stream(
                                id,
                                ErrorCode.PROTOCOL_ERROR,
                                "an interim response ends the stream");
                    }
                    return;
                }
                stream.expectContent(HeaderRules.contentLength(id, headers.block().fields()));
            }
        }
        if (headers.endStream()) {
            stream.countContent(0, trailers);
        }
        if (stream.inbox.append(headers.block(), headers.endStream())) {
            waker.add(stream.inbox);
        }
        if (headers.endStream()) {
            transition(stream, StreamState.Event.REMOTE_END);
        }
    }

    private void onReset(int id, ErrorCode code) throws Http2Exception {
        Stream stream = streams.get(id);
        if (stream == null) {
            if (isIdle(id)) {
                throw Http2Exception.connection(
                        ErrorCode.PROTOCOL_ERROR, "RST_STREAM for a stream that was never opened");
            }
            if (role == Role.SERVER && closedStreams.fate(id) == ClosedStreams.Fate.REFUSED) {
                abuse.resetUnanswered();
            }
            return;
        }
        StreamFailure.Kind kind =
                code == ErrorCode.REFUSED_STREAM
                        ? StreamFailure.Kind.NOT_PROCESSED
                        : StreamFailure.Kind.RESET_BY_PEER;
        boolean answered = stream.answered();
        fail(stream, new StreamFailure(kind, code, "the peer has reset the stream: " + code), null);
        if (!stream.isLocal() && !answered) {
            abuse.resetUnanswered();
        }
    }

    private void onSettings(Frame.SettingsFrame frame) throws Http2Exception {
        if (frame.ack()) {
            if (!ourSettingsSeen) {
                ourSettingsSeen = true;
                if (role == Role.SERVER) { // a server has our settings before any stream of ours
                    streams.all().forEach(this::endDefaultWindow);
                }
            }
            return;
        }
        peer = peer.with(frame.settings());
        if (!writer.apply(peer)) {
            throw Http2Exception.connection(
                    ErrorCode.FLOW_CONTROL_ERROR, "SETTINGS overflow a stream's window");
        }
        if (!settingsSeen) {
            settingsSeen = true;
            handshake.cancel();
            keepalive.start();
            aging.start();
            listener.ready();
        }
    }

    private void onPing(boolean ack, long payload) throws Http2Exception {
        if (ack) {
            drain.pingAnswered(payload);
            return;
        }
        if (role == Role.SERVER) {
            pings.pinged();
        }
        writer.reply(FrameWriter.PING_LENGTH, page -> FrameWriter.ping(page, true, payload));
    }

    private void onGoAway(Frame.GoAway goAway) {
        if (!draining) {
            draining = true;
            listener.draining(goAway.code(), goAway.debugData());
        }
        String why =
                "the peer is going away: "
                        + goAway.code()
                        + (goAway.debugData().isEmpty() ? "" : ", " + goAway.debugData());
        StreamFailure failure =
                new StreamFailure(StreamFailure.Kind.NOT_PROCESSED, goAway.code(), why);
        for (Stream stream : streams.all()) {
            if (stream.isLocal() && stream.id() > goAway.lastStreamId()) {
                fail(stream, failure, null);
            }
        }
        failUnopened(failure);
        drain.peerGoesAway();
    }

    private void onWindowUpdate(int id, int increment) throws Http2Exception {
        if (id == 0) {
            if (!writer.addCredit(increment)) {
                throw Http2Exception.connection(
                        ErrorCode.FLOW_CONTROL_ERROR, "the connection's window overflows");
            }
            return;
        }
        Stream stream = streams.get(id);
        if (stream == null) {
            if (isIdle(id)) {
                throw Http2Exception.connection(
                        ErrorCode.PROTOCOL_ERROR,
                        "WINDOW_UPDATE for a stream that was never opened");
            }
        } else if (!writer.addCredit(stream, increment)) {
            throw Http2Exception.stream(
                    id, ErrorCode.FLOW_CONTROL_ERROR, "the stream's window overflows");
        }
    }

    // ---- windows of what is received

    /// Counts what arrives against the connection's window. It is given back in any case, whatever
    /// becomes of the frame: a connection whose window waited for the readers of some streams would
    /// stall the others.
    private void receiveOnConnection(int octets) throws Http2Exception {
        if (!window.receive(octets)) {
            throw Http2Exception.connection(
                    ErrorCode.FLOW_CONTROL_ERROR, "more DATA than the connection's window allows");
        }
        int increment = window.consume(octets);
        if (increment > 0) {
            sendCredit(0, increment);
        }
    }

    void sendCredit(int streamId, int increment) {
        writer.control(
                FrameWriter.WINDOW_UPDATE_LENGTH,
                page -> FrameWriter.windowUpdate(page, streamId, increment));
    }

    /// What the peer may send on the connection, and what it is still owed: together the whole
    /// window.
    ///
    /// @return octets; to be called on the loop
    public long windowBalance() {
        return window.available() + window.owed();
    }

    private void checkReplies() throws Http2Exception {
        if (writer.queuedReplies() > Limits.QUEUED_REPLIES) {
            throw Http2Exception.connection(
                    ErrorCode.ENHANCE_YOUR_CALM, "the peer does not read what it asks for");
        }
    }

    // ---- streams

    void opened(Stream stream) {
        streams.put(stream);
    }

    void localEnd(Stream stream) {
        transition(stream, StreamState.Event.LOCAL_END);
        stream.releasePeer();
    }

    private void transition(Stream stream, StreamState.Event event) {
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
        stream.returnBorrowed(stream.inbox.settle());
        if (streams.size() == 0) {
            aging.idle();
            drain.streamClosed();
        }
    }

    /// Ends a stream before its time. Any thread.
    ///
    /// @param code what to tell the peer, or null if it knows
    void fail(Stream stream, StreamFailure reason, ErrorCode code) {
        boolean answered = stream.isLocal() && stream.inbox.ended();
        if (!stream.on(StreamState.Event.RESET)) {
            return;
        }
        stream.fail(reason);
        if (code != null) {
            writer.reset(stream, code);
        }
        if (!answered && stream.inbox.fail(reason)) {
            wake(stream.inbox);
        }
        ClosedStreams.Fate reset =
                stream.answered() ? ClosedStreams.Fate.RESET : ClosedStreams.Fate.REFUSED;
        remove(stream, code == null ? ClosedStreams.Fate.ENDED : reset);
    }

    private void failUnopened(StreamFailure reason) {
        for (Stream stream : writer.refuseNew(reason)) {
            fail(stream, reason, null);
        }
    }

    private void wake(Inbox inbox) {
        if (loop.inLoop()) {
            waker.add(inbox);
        } else {
            inbox.wake();
        }
    }

    private void streamError(Http2Exception e) throws Http2Exception {
        int id = e.streamId();
        Stream stream = streams.get(id);
        if (stream != null) {
            StreamFailure reason =
                    new StreamFailure(StreamFailure.Kind.RESET_LOCALLY, e.code(), e.getMessage());
            fail(stream, reason, e.code());
        } else {
            if (isIdle(id)) {
                lastPeerStream = id;
            }
            closedStreams.add(id, ClosedStreams.Fate.REFUSED);
            writer.reply(
                    FrameWriter.RST_STREAM_LENGTH,
                    page -> FrameWriter.rstStream(page, id, e.code()));
        }
        if (role == Role.SERVER) {
            abuse.resetUnanswered();
        }
    }

    /// Deals with a frame for a stream that is not open.
    private void refuseLateFrame(int id, String frame) throws Http2Exception {
        if (isIdle(id)) {
            throw Http2Exception.connection(
                    ErrorCode.PROTOCOL_ERROR, frame + " for a stream that was never opened");
        }
        switch (closedStreams.fate(id)) {
            case REFUSED, RESET -> {} // sent before the peer knew
            case ENDED ->
                    throw Http2Exception.connection(
                            ErrorCode.STREAM_CLOSED, frame + " after the end of the stream");
            case FORGOTTEN -> {
                // On a stream of ours they may have been sent before the peer knew of its end.
                if (frame.equals("HEADERS") && role == Role.SERVER) {
                    throw Http2Exception.connection(
                            ErrorCode.PROTOCOL_ERROR, "HEADERS with an id that was passed over");
                }
            }
        }
    }

    private boolean isIdle(int id) {
        boolean peers = (id & 1) == (role == Role.SERVER ? 1 : 0);
        return peers ? id > lastPeerStream : id >= writer.nextStreamId();
    }

    // ---- the end

    int lastPeerStream() {
        return lastPeerStream;
    }

    Role role() {
        return role;
    }

    StreamTable streams() {
        return streams;
    }

    ConnectionWriter writer() {
        return writer;
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
            LOG.log(Level.DEBUG, "closing {0}: {1}, {2}", transport.peer(), code, reason);
        }
        int last = role == Role.SERVER ? lastPeerStream : 0;
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
        for (Stream stream : streams.all()) {
            fail(stream, failure, null);
        }
        failUnopened(failure);
        listener.closed(reason);
    }

    private void closeTransport() {
        handshake.cancel();
        drain.cancel();
        keepalive.cancel();
        aging.cancel();
        flusher.close();
        writer.close();
        transport.close();
    }

    private void handshakeTimedOut() {
        if (!settingsSeen) {
            closeWith(ErrorCode.SETTINGS_TIMEOUT, "no SETTINGS frame in time");
        }
    }
}
