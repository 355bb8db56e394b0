package dev.duet.testing.wire;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.frame.Frame;
import dev.duet.internal.http2.frame.FrameReader;
import dev.duet.internal.http2.frame.FrameType;
import dev.duet.internal.http2.frame.Http2Exception;
import dev.duet.internal.http2.hpack.HeaderField;
import dev.duet.internal.http2.hpack.HpackDecoder;

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
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
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
    private final Octets octets = new Octets();
    private final ByteBuffer in = ByteBuffer.allocate(1 << 17).flip();
    private final Ledger ledger;
    private final Set<Integer> ignored =
            new HashSet<>(Set.of(FrameType.WINDOW_UPDATE, FrameType.SETTINGS, FrameType.PING));
    private boolean answers = true;

    private WirePeer(Socket socket, boolean client) throws IOException {
        this.socket = socket;
        this.client = client;
        HpackDecoder decoder =
                new HpackDecoder(HpackDecoder.DEFAULT_TABLE_SIZE, NO_LIMIT, NO_LIMIT);
        this.reader = new FrameReader(decoder, NO_LIMIT, NO_LIMIT, client);
        this.ledger = new Ledger(octets, reader, decoder);
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
    public void sendOctets(byte... any) {
        log.sent(any.length + " octets");
        write(any);
    }

    /// Sends frames, all in one.
    public void send(WireFrame... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (WireFrame frame : frames) {
            log.sent(frame.toString());
            ledger.sent(frame);
            all.writeBytes(octets.of(frame));
        }
        write(all.toByteArray());
    }

    /// Sends the same frame again and again, until it has gone so often or the connection is
    /// broken.
    public void sendMany(WireFrame frame, int count) {
        log.sent(count + " × " + frame);
        byte[] one = octets.of(frame);
        int perBatch = 1_000;
        ByteBuffer batch = ByteBuffer.allocate(one.length * perBatch);
        while (batch.hasRemaining()) {
            batch.put(one);
        }
        for (int sent = 0; sent < count && write(batch.array()); sent += perBatch) {
            for (int i = 0; i < perBatch; i++) {
                ledger.sent(frame);
            }
        }
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

    /// Takes DATA of this stream until it ends, and returns all of its octets.
    public byte[] expectRestOfContent(int streamId) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        WireFrame frame;
        do {
            frame =
                    expect(
                            FrameType.DATA,
                            "DATA " + streamId + " up to the end",
                            data -> data.streamId() == streamId);
            content.writeBytes(frame.payload());
        } while (!frame.has(FrameType.END_STREAM));
        return content.toByteArray();
    }

    /// Takes the header block that ends a gRPC response on this stream, with that status.
    public WireFrame expectStatus(int streamId, int status) {
        return expect(
                FrameType.HEADERS,
                "HEADERS " + streamId + " END_STREAM grpc-status: " + status,
                frame ->
                        frame.streamId() == streamId
                                && frame.has(FrameType.END_STREAM)
                                && frame.fields()
                                        .contains(
                                                new HeaderField(
                                                        "grpc-status", Integer.toString(status))));
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
        return ledger.ours().available(streamId);
    }

    /// What we still let the other side send, on a stream or, as 0, on the connection.
    public long theirWindow(int streamId) {
        return ledger.theirs().available(streamId);
    }

    /// Takes WINDOW_UPDATE frames until so many octets may be sent.
    public void awaitWindow(int streamId, long octets) {
        while (ledger.ours().available(streamId) < octets) {
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
        String problem = ledger.received(frame);
        if (problem != null) {
            throw failure(problem);
        }
        if (answers) {
            answer(frame);
        }
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

    /// What the peer says to a received frame without the script saying so.
    private void answer(Frame frame) {
        if (frame instanceof Frame.SettingsFrame(boolean ack, var _) && !ack) {
            send(Frames.settingsAck());
        } else if (frame instanceof Frame.Ping(boolean ack, long payload) && !ack) {
            send(Frames.pingAck(payload));
        }
    }

    /// A failure to write is only noted: what the other side says about it is still to be read.
    private boolean write(byte[] all) {
        try {
            socket.getOutputStream().write(all);
            return true;
        } catch (IOException e) {
            log.sent("(failed: " + e.getMessage() + ")");
            return false;
        }
    }

    private AssertionError failure(String what) {
        return new AssertionError(what + "\n\n" + log + "\n");
    }
}
