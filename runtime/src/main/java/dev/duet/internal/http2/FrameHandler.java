package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.frame.Frame;
import dev.duet.internal.http2.frame.FrameWriter;
import dev.duet.internal.http2.frame.HeaderRules;
import dev.duet.internal.http2.frame.Http2Exception;
import dev.duet.internal.http2.frame.RequestCheck;

/// What each frame of the peer does to a connection and its streams, and which are against the
/// rules (RFC 9113, sections 5.1 and 6). Event loop only.
final class FrameHandler {
    private final Connection connection;
    private final Role role;
    private final Limits limits;
    private final StreamTable streams;
    private final ConnectionWriter writer;
    private final Waker waker;
    private final Drain drain;
    private final ClosedStreams closedStreams;
    private final AbuseMeter abuse;
    private final PingGuard pings;
    private final SettingsGuard settings;
    private final RequestCheck requests = new RequestCheck();
    final ReceiveWindow window = new ReceiveWindow(Limits.CONNECTION_WINDOW);
    private Settings peer = Settings.DEFAULT;
    private boolean settingsSeen;
    private boolean ourSettingsSeen;
    private int lastPeerStream;

    FrameHandler(
            Connection connection,
            Limits limits,
            Lifetimes lifetimes,
            Drain drain,
            ClosedStreams closedStreams) {
        this.connection = connection;
        this.role = connection.role();
        this.limits = limits;
        this.streams = connection.streams();
        this.writer = connection.writer();
        this.waker = connection.waker();
        this.drain = drain;
        this.closedStreams = closedStreams;
        this.abuse = new AbuseMeter(connection.loop());
        this.pings = new PingGuard(connection, connection.loop(), lifetimes);
        this.settings = new SettingsGuard(connection.loop());
    }

    /// Whether the peer's first SETTINGS frame is here.
    boolean settingsSeen() {
        return settingsSeen;
    }

    /// The last stream that the peer has opened, or 0.
    int lastPeerStream() {
        return lastPeerStream;
    }

    /// What the peer may send on the connection, and what it is still owed: together the whole
    /// window.
    long windowBalance() {
        return (long) window.available() + window.owed();
    }

    /// Deals with a frame.
    ///
    /// @throws Http2Exception if it is against the rules
    void handle(Frame frame) throws Http2Exception {
        if (!settingsSeen && !(frame instanceof Frame.SettingsFrame(boolean ack, var _) && !ack)) {
            throw Http2Exception.connection(
                    ErrorCode.PROTOCOL_ERROR, "the first frame is not SETTINGS");
        }
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
            refuseAfterEnd(stream, "DATA");
            return;
        }
        stream.countContent(data.length(), data.endStream());
        if (isPlain(data) && stream.inbox.passOn(data.buffer(), data.offset(), data.length())) {
            connection.dueReaders().haveRun();
            return;
        }
        Thread reader =
                stream.inbox.append(
                        data.buffer(),
                        data.offset(),
                        data.length(),
                        data.flowControlled(),
                        data.endStream());
        connection.dueReaders().add(stream.inbox, reader);
        if (data.endStream()) {
            connection.transition(stream, StreamState.Event.REMOTE_END);
        } else if (data.flowControlled() > data.length()) {
            stream.inbox.consume(data.flowControlled() - data.length());
        }
    }

    /// Whether a frame has content, and nothing else to say.
    private static boolean isPlain(Frame.Data data) {
        return data.length() > 0 && data.length() == data.flowControlled() && !data.endStream();
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
        Stream stream = new Stream(connection, false, receiveWindow());
        stream.open(id, peer.initialWindow());
        streams.put(stream);
        if (!headers.block().oversize()) {
            stream.expectContent(requests.check(id, headers.block()));
        }
        stream.inbox.append(headers.block(), headers.endStream());
        if (headers.endStream()) {
            stream.countContent(0, true);
            connection.transition(stream, StreamState.Event.REMOTE_END);
        }
        connection.listener().opened(stream, headers.block());
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
        connection.dueReaders().add(stream.inbox, stream.inbox.adjust(-beforeSettings()));
    }

    private int beforeSettings() {
        return Math.max(0, Settings.DEFAULT_WINDOW - limits.streamWindow());
    }

    private void onMoreHeaders(Stream stream, Frame.Headers headers) throws Http2Exception {
        int id = headers.streamId();
        if (!stream.state().remoteMaySend()) {
            refuseAfterEnd(stream, "HEADERS");
            return;
        }
        boolean trailers = stream.inbox.headers() != null;
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
        Thread reader = stream.inbox.append(headers.block(), headers.endStream());
        connection.dueReaders().add(stream.inbox, reader);
        if (headers.endStream()) {
            connection.transition(stream, StreamState.Event.REMOTE_END);
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
        connection.fail(
                stream,
                new StreamFailure(kind, code, "the peer has reset the stream: " + code),
                null);
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
        settings.received();
        peer = peer.with(frame.settings());
        if (!writer.apply(peer, frame.settings())) {
            throw Http2Exception.connection(
                    ErrorCode.FLOW_CONTROL_ERROR, "SETTINGS overflow a stream's window");
        }
        if (!settingsSeen) {
            settingsSeen = true;
            connection.ready();
        }
    }

    private void onPing(boolean ack, long payload) throws Http2Exception {
        if (ack) {
            drain.pingAnswered(payload);
            connection.roundTrip().pingAnswered(payload);
            return;
        }
        if (role == Role.SERVER) {
            pings.pinged();
        }
        writer.reply(FrameWriter.PING_LENGTH, page -> FrameWriter.ping(page, true, payload));
    }

    private void onGoAway(Frame.GoAway goAway) {
        connection.peerGoesAway(goAway.code(), goAway.debugData());
        String why =
                "the peer is going away: "
                        + goAway.code()
                        + (goAway.debugData().isEmpty() ? "" : ", " + goAway.debugData());
        StreamFailure failure =
                new StreamFailure(StreamFailure.Kind.NOT_PROCESSED, goAway.code(), why);
        connection.failUnopened(failure); // first: after it no stream is opened
        for (Stream stream : streams.all()) {
            if (stream.isLocal() && stream.id() > goAway.lastStreamId()) {
                connection.fail(stream, failure, null);
            }
        }
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
            connection.sendCredit(0, increment);
        }
    }

    /// Resets a stream that the peer has broken a rule on.
    ///
    /// @throws Http2Exception if it does so too often: a connection error
    void streamError(Http2Exception e) throws Http2Exception {
        int id = e.streamId();
        Stream stream = streams.get(id);
        StreamFailure reason =
                new StreamFailure(StreamFailure.Kind.RESET_LOCALLY, e.code(), e.getMessage());
        // A stream that a call's thread has just ended may still be in the table.
        if (stream == null || !connection.fail(stream, reason, e.code())) {
            if (isIdle(id)) {
                if (role == Role.CLIENT || (id & 1) == 0) { // not the peer's to open
                    throw Http2Exception.connection(e.code(), e.getMessage());
                }
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

    /// Deals with a frame for a stream that the peer has ended; or that a thread is just resetting,
    /// so that it is still in the table: then the peer has sent the frame before it knew.
    private static void refuseAfterEnd(Stream stream, String frame) throws Http2Exception {
        if (stream.failure() == null) {
            throw Http2Exception.stream(
                    stream.id(), ErrorCode.STREAM_CLOSED, frame + " after the end of the stream");
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
}
