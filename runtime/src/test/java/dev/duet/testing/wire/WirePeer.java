package dev.duet.testing.wire;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.frame.Frame;
import dev.duet.internal.http2.frame.FrameReader;
import dev.duet.internal.http2.frame.FrameType;
import dev.duet.internal.http2.frame.FrameWriter;
import dev.duet.internal.http2.frame.Http2Exception;
import dev.duet.internal.http2.frame.Setting;
import dev.duet.internal.http2.hpack.BlockBuffer;
import dev.duet.internal.http2.hpack.HpackDecoder;
import dev.duet.internal.http2.hpack.HpackEncoder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// One end of an HTTP/2 connection that does what a test tells it, and nothing else but this: it
/// acknowledges SETTINGS and PING, unless told to be [#silent()]. One thread at a time.
public final class WirePeer implements AutoCloseable {
    /// What a client sends first.
    public static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int NO_LIMIT = 1 << 24;
    private static final long QUIET_PING = 0x7175_6965_7421_2121L;

    private final Socket socket;
    private final boolean client;
    private final FrameLog log = new FrameLog();
    private final FrameReader reader;
    private final HpackEncoder encoder = new HpackEncoder(HpackDecoder.DEFAULT_TABLE_SIZE);
    private final BlockBuffer block = new BlockBuffer();
    private final ByteBuffer in = ByteBuffer.allocate(1 << 17).flip();
    private final Windows ours = new Windows();
    private final Windows theirs = new Windows();
    private final List<OptionalInt> announced = new ArrayList<>();
    private final Set<Integer> ignored =
            new HashSet<>(Set.of(FrameType.WINDOW_UPDATE, FrameType.SETTINGS, FrameType.PING));
    private boolean answers = true;

    private WirePeer(Socket socket, boolean client) throws IOException {
        this.socket = socket;
        this.client = client;
        this.reader =
                new FrameReader(
                        new HpackDecoder(HpackDecoder.DEFAULT_TABLE_SIZE, NO_LIMIT, NO_LIMIT),
                        NO_LIMIT,
                        NO_LIMIT,
                        client);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
    }

    /// The client of a server on this machine. Nothing is sent yet.
    public static WirePeer connect(int port) {
        try {
            return new WirePeer(new Socket(InetAddress.getLoopbackAddress(), port), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The server of the next client that connects. Nothing is sent yet.
    public static WirePeer accept(ServerSocket listening) {
        try {
            listening.setSoTimeout(TIMEOUT_MILLIS);
            return new WirePeer(listening.accept(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// From now on answers neither SETTINGS nor PING by itself.
    public WirePeer silent() {
        answers = false;
        return this;
    }

    /// Sends or takes the preface, exchanges SETTINGS and their acknowledgements; ours have these
    /// pairs of id and value.
    public void handshake(int... idsAndValues) {
        preface();
        send(Frames.settings(idsAndValues));
        expect(FrameType.SETTINGS, "SETTINGS", frame -> !frame.has(FrameType.ACK));
        expect(Frames.settingsAck());
    }

    /// Sends the client's preface, or takes it, without SETTINGS.
    public void preface() {
        if (client) {
            sendOctets(PREFACE.getBytes(StandardCharsets.US_ASCII));
            return;
        }
        byte[] expected = PREFACE.getBytes(StandardCharsets.US_ASCII);
        try {
            byte[] actual = socket.getInputStream().readNBytes(expected.length);
            log.received("preface");
            if (!Arrays.equals(actual, expected)) {
                throw failure("the preface is " + Arrays.toString(actual));
            }
        } catch (IOException e) {
            throw failure("no preface: " + e);
        }
    }

    /// Sends octets as they are.
    public void sendOctets(byte... octets) {
        log.sent(octets.length + " octets");
        write(octets);
    }

    /// Sends frames, all in one.
    public void send(WireFrame... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (WireFrame frame : frames) {
            log.sent(frame.toString());
            note(frame);
            all.writeBytes(frame.fields() == null ? octetsOf(frame) : encode(frame));
        }
        write(all.toByteArray());
    }

    /// Sends content on a stream in frames of the largest usual size, as the windows allow it.
    public void sendContent(int streamId, byte[] content) {
        int from = 0;
        while (from < content.length) {
            int count = Math.min(content.length - from, FrameType.MIN_MAX_FRAME_SIZE);
            awaitWindow(0, count);
            awaitWindow(streamId, count);
            send(Frames.data(streamId, Arrays.copyOfRange(content, from, from + count)));
            from += count;
        }
    }

    /// Takes the next frame that matters, which must be this one. WINDOW_UPDATE, SETTINGS and PING
    /// do not matter where another frame is expected.
    public void expect(WireFrame expected) {
        expect(expected.type(), expected.toString(), expected::isMetBy);
    }

    /// Takes the next header block, which must be of this stream, and returns it.
    public WireFrame expectHeaders(int streamId) {
        return expect(
                FrameType.HEADERS, "HEADERS " + streamId, frame -> frame.streamId() == streamId);
    }

    /// Takes DATA of this stream until there are so many octets, and returns them. There must not
    /// be more, and the stream must not end before.
    public byte[] expectContent(int streamId, int octets) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        while (content.size() < octets) {
            String what = "DATA " + streamId + ", " + (octets - content.size()) + " octets more";
            WireFrame frame =
                    expect(
                            FrameType.DATA,
                            what,
                            data ->
                                    data.streamId() == streamId
                                            && content.size() + data.payload().length <= octets);
            content.writeBytes(frame.payload());
        }
        return content.toByteArray();
    }

    /// Takes a stream error of that code.
    public void expectStreamError(int streamId, ErrorCode code) {
        expect(Frames.rstStream(streamId, code));
    }

    /// Takes GOAWAY of that code and the end of the connection. Other frames before do not matter.
    public void expectConnectionError(ErrorCode code) {
        ignored.addAll(List.of(FrameType.HEADERS, FrameType.DATA, FrameType.RST_STREAM));
        expect(FrameType.GOAWAY, "GOAWAY " + code, frame -> ErrorCode.of(frame.number(4)) == code);
        expectClosed();
    }

    /// Takes GOAWAY of that code, whatever its last stream.
    ///
    /// @return the last stream
    public int expectGoAway(ErrorCode code) {
        return expect(
                        FrameType.GOAWAY,
                        "GOAWAY " + code,
                        frame -> ErrorCode.of(frame.number(4)) == code)
                .number(0);
    }

    /// Takes the end of the connection. Frames that do not matter may come before.
    public void expectClosed() {
        WireFrame frame = next("the end of the connection", ignored);
        if (frame != null) {
            throw failure("expected the end of the connection, but got " + frame);
        }
    }

    /// Makes sure that the connection works and that nothing that matters has come: a PING, and the
    /// next frame that matters is its answer.
    public void expectQuiet() {
        send(Frames.ping(QUIET_PING));
        expect(
                FrameType.PING,
                "PING ACK",
                frame -> frame.has(FrameType.ACK) && frame.number(0) == (int) (QUIET_PING >> 32));
    }

    /// What we may still send, on a stream or, as 0, on the connection.
    public long window(int streamId) {
        return ours.available(streamId);
    }

    /// What we still let the other side send, on a stream or, as 0, on the connection.
    public long theirWindow(int streamId) {
        return theirs.available(streamId);
    }

    /// Takes WINDOW_UPDATE frames until so many octets may be sent.
    public void awaitWindow(int streamId, long octets) {
        while (ours.available(streamId) < octets) {
            expect(FrameType.WINDOW_UPDATE, "WINDOW_UPDATE " + streamId, frame -> true);
        }
    }

    /// Frames of that type do not matter from now on, unless they are what is expected.
    public void ignore(int type) {
        ignored.add(type);
    }

    /// What went over the connection so far.
    public String log() {
        return log.toString();
    }

    /// Closes the socket, without a word.
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Closes the socket so that the other side sees a reset instead of an end.
    public void abort() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Condition {
        boolean isMetBy(WireFrame frame);
    }

    private WireFrame expect(int type, String what, Condition condition) {
        Set<Integer> skipped = new HashSet<>(ignored);
        boolean mattersNot = skipped.remove(type);
        WireFrame frame = next(what, skipped);
        while (frame != null && mattersNot && frame.type() == type && !condition.isMetBy(frame)) {
            frame = next(what, skipped);
        }
        if (frame == null) {
            throw failure("expected " + what + ", but the connection ended");
        }
        if (frame.type() != type || !condition.isMetBy(frame)) {
            throw failure("expected " + what + ", but got " + frame);
        }
        return frame;
    }

    /// The next frame of other types than these, or null at the end of the connection.
    private WireFrame next(String awaited, Set<Integer> skipped) {
        try {
            WireFrame frame = read();
            while (frame != null && skipped.contains(frame.type())) {
                frame = read();
            }
            return frame;
        } catch (SocketTimeoutException e) {
            throw failure("expected " + awaited + ", but nothing came");
        } catch (Http2Exception e) {
            throw failure("expected " + awaited + ", but got what is malformed: " + e.getMessage());
        } catch (IOException e) {
            throw failure("expected " + awaited + ", but reading failed: " + e);
        }
    }

    private WireFrame read() throws IOException, Http2Exception {
        Frame frame = reader.read(in);
        while (frame == null) {
            if (!fill()) {
                log.received("end of the connection");
                return null;
            }
            frame = reader.read(in);
        }
        WireFrame received = Received.of(frame);
        log.received(received.toString());
        react(frame);
        return received;
    }

    private boolean fill() throws IOException {
        in.compact();
        InputStream from = socket.getInputStream();
        int count;
        try {
            count = from.read(in.array(), in.position(), in.remaining());
        } catch (SocketTimeoutException e) {
            in.flip();
            throw e;
        } catch (SocketException e) {
            count = -1;
        }
        in.position(in.position() + Math.max(count, 0)).flip();
        return count >= 0;
    }

    /// What follows from a received frame without the script saying so.
    private void react(Frame frame) {
        switch (frame) {
            case Frame.SettingsFrame(boolean ack, List<Setting> settings) -> {
                if (ack) {
                    acknowledged();
                } else {
                    settings.forEach(this::apply);
                    answer(Frames.settingsAck());
                }
            }
            case Frame.Ping(boolean ack, long payload) -> {
                if (!ack) {
                    answer(Frames.pingAck(payload));
                }
            }
            case Frame.WindowUpdate(int id, int increment) -> ours.change(id, increment);
            case Frame.Data data -> {
                theirs.change(0, -data.flowControlled());
                theirs.change(data.streamId(), -data.flowControlled());
                if (theirs.available(0) < 0 || theirs.available(data.streamId()) < 0) {
                    throw failure("that is more than the window allows");
                }
            }
            case Frame.Headers _, Frame.Priority _, Frame.RstStream _ -> {}
            case Frame.GoAway _, Frame.Unknown _ -> {}
        }
    }

    private void answer(WireFrame frame) {
        if (answers) {
            send(frame);
        }
    }

    private void acknowledged() {
        if (announced.isEmpty()) {
            throw failure("that acknowledges SETTINGS that were not sent");
        }
        announced.removeFirst().ifPresent(theirs::initial);
    }

    private void apply(Setting setting) {
        switch (setting.id()) {
            case Setting.INITIAL_WINDOW_SIZE -> ours.initial((int) setting.value());
            case Setting.HEADER_TABLE_SIZE -> encoder.setMaxTableSize((int) setting.value());
            default -> {}
        }
    }

    /// What follows from a frame that we send.
    private void note(WireFrame frame) {
        switch (frame.type()) {
            case FrameType.DATA -> {
                ours.change(0, -frame.payload().length);
                ours.change(frame.streamId(), -frame.payload().length);
            }
            case FrameType.WINDOW_UPDATE -> {
                if (frame.payload().length == 4) {
                    theirs.change(frame.streamId(), frame.number(0));
                }
            }
            case FrameType.SETTINGS -> {
                if (!frame.has(FrameType.ACK)) {
                    announced.add(initialWindow(frame));
                }
            }
            default -> {}
        }
    }

    private static OptionalInt initialWindow(WireFrame settings) {
        ByteBuffer payload = ByteBuffer.wrap(settings.payload());
        OptionalInt window = OptionalInt.empty();
        while (payload.remaining() >= 6) {
            int id = payload.getShort();
            int value = payload.getInt();
            if (id == Setting.INITIAL_WINDOW_SIZE) {
                window = OptionalInt.of(value);
            }
        }
        return window;
    }

    private byte[] encode(WireFrame frame) {
        block.reset(NO_LIMIT);
        encoder.encode(frame.fields(), block);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int from = 0;
        for (int i = 0; i < frame.fragments(); i++) {
            boolean last = i + 1 == frame.fragments();
            int to = last ? block.length() : Math.min(from + 1, block.length());
            ByteArrayOutputStream payload = new ByteArrayOutputStream();
            if (i == 0) {
                payload.writeBytes(frame.payload());
            }
            payload.write(block.array(), from, to - from);
            int type = i == 0 ? frame.type() : FrameType.CONTINUATION;
            int flags = i == 0 ? frame.flags() : frame.flags() & FrameType.END_HEADERS;
            int used = last ? flags : flags & ~FrameType.END_HEADERS;
            all.writeBytes(
                    octetsOf(Frames.raw(type, used, frame.streamId(), payload.toByteArray())));
            from = to;
        }
        return all.toByteArray();
    }

    private static byte[] octetsOf(WireFrame frame) {
        int length = frame.payload().length;
        ByteBuffer out = ByteBuffer.allocate(FrameType.HEADER_LENGTH + length);
        FrameWriter.header(out, length, frame.type(), frame.flags(), frame.streamId());
        return out.put(frame.payload()).array();
    }

    /// A failure to write is only noted: what the other side says about it is still to be read.
    private void write(byte[] octets) {
        try {
            socket.getOutputStream().write(octets);
        } catch (IOException e) {
            log.sent("(failed: " + e.getMessage() + ")");
        }
    }

    private AssertionError failure(String what) {
        return new AssertionError(what + "\n\n" + log + "\n");
    }
}
