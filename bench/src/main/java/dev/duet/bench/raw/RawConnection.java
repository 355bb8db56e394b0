package dev.duet.bench.raw;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/// One connection of the raw client: opens its streams, sends a message on each, and answers each
/// echo with the next message. Used by its loop's thread only.
///
/// With [Mode#ECHO] there is no HTTP/2 around the frames: the other side sends every byte back as
/// it came.
final class RawConnection {
    /// Whether the other side speaks HTTP/2 or merely echoes bytes.
    enum Mode {
        GRPC,
        ECHO
    }

    /// How a connection is set up.
    ///
    /// @param messages how many messages are sent on each stream before it falls idle
    record Setup(
            Mode mode,
            String authority,
            String path,
            int streams,
            long messages,
            int streamWindow,
            int connectionWindow) {}

    /// Nobody may send larger frames to a client that has not asked for them (RFC 9113 section
    /// 4.2).
    private static final int MAX_FRAME_LENGTH = 16_384;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Setup setup;
    private final SendWindows sendWindows;
    private final ReceiveWindows receiveWindows;
    private final long[] numbers;
    private final boolean[] waiting;
    private final SplitMessages splits;
    private final BitSet ended;
    private byte[] rest = new byte[64];
    private int restLength;
    private ByteBuffer out;
    private boolean opened;
    private boolean finishing;
    private int waitingCount;
    private int openStreams;
    private int echoes;

    RawConnection(SocketChannel channel, SelectionKey key, Setup setup) {
        this.channel = channel;
        this.key = key;
        this.setup = setup;
        sendWindows = new SendWindows(setup.streams);
        receiveWindows =
                new ReceiveWindows(setup.streams, setup.streamWindow, setup.connectionWindow);
        numbers = new long[setup.streams];
        waiting = new boolean[setup.streams];
        splits = new SplitMessages(setup.streams);
        ended = new BitSet(setup.streams);
        out = ByteBuffer.allocateDirect(1_024 + setup.streams * EchoFrame.SIZE);
    }

    void start() throws IOException {
        if (setup.mode == Mode.GRPC) {
            Frames.writePreface(out, setup.streamWindow, setup.connectionWindow);
        } else {
            open(Integer.MAX_VALUE);
        }
        flush();
    }

    /// From now on an echo is answered by the end of its stream.
    void finish() throws IOException {
        finishing = true;
        for (int stream = 0; stream < waiting.length; stream++) {
            if (waiting[stream]) {
                answer(stream);
            }
        }
        flush();
    }

    boolean finished() {
        return finishing && openStreams == 0;
    }

    void close() throws IOException {
        channel.close();
    }

    /// Reads once into the loop's buffer, handles every whole frame, writes out what that gave rise
    /// to.
    ///
    /// @return how many messages came back, every one of them checked
    int ready(ByteBuffer in) throws IOException {
        echoes = 0;
        if (key.isReadable()) {
            in.clear().put(rest, 0, restLength);
            if (channel.read(in) < 0) {
                ended();
                return 0;
            }
            in.flip();
            handleFrames(in);
            keepRest(in);
        }
        flush();
        return echoes;
    }

    private void ended() throws IOException {
        if (!finished()) {
            throw new IOException("the server closed the connection");
        }
        close();
    }

    private void keepRest(ByteBuffer in) {
        restLength = in.remaining();
        if (restLength > rest.length) {
            rest = new byte[Math.max(restLength, 2 * rest.length)];
        }
        in.get(rest, 0, restLength);
    }

    private void handleFrames(ByteBuffer in) throws IOException {
        int at = in.position();
        int end = in.limit();
        while (end - at >= Frames.HEADER_SIZE) {
            if (end - at >= EchoFrame.SIZE && EchoFrame.isAt(in, at)) {
                wholeEcho(in, at);
                at += EchoFrame.SIZE;
                continue;
            }
            int length = in.getInt(at) >>> 8;
            if (length > MAX_FRAME_LENGTH) {
                throw new IOException("a frame of " + length + " bytes");
            }
            if (end - at - Frames.HEADER_SIZE < length) {
                break;
            }
            handle(
                    in.slice(at + Frames.HEADER_SIZE, length),
                    in.get(at + 3),
                    in.get(at + 4),
                    in.getInt(at + 5) & Integer.MAX_VALUE);
            at += Frames.HEADER_SIZE + length;
        }
        in.position(at);
    }

    private void wholeEcho(ByteBuffer in, int at) throws IOException {
        int stream = streamOf(in.getInt(at + 5));
        if (splits.begun(stream)) {
            throw new IOException("a message begins inside another on stream " + in.getInt(at + 5));
        }
        roomFor(ReceiveWindows.UPDATES_SIZE);
        if (setup.mode == Mode.GRPC) {
            receiveWindows.received(stream, EchoFrame.FLOW_CONTROLLED, out);
        }
        echo(in, at + EchoFrame.MESSAGE_OFFSET, stream);
    }

    private void echo(ByteBuffer in, int at, int stream) throws IOException {
        if (!EchoFrame.carries(in, at, 2 * stream + 1, numbers[stream])) {
            throw new IOException(
                    "message "
                            + numbers[stream]
                            + " of stream "
                            + (2 * stream + 1)
                            + " came back changed");
        }
        numbers[stream]++;
        echoes++;
        answer(stream);
    }

    /// Sends the next message of the stream, or its end. A message that no window has room for
    /// waits.
    private void answer(int stream) {
        int streamId = 2 * stream + 1;
        if (numbers[stream] == setup.messages) {
            return;
        }
        if (finishing) {
            unmark(stream);
            if (setup.mode == Mode.ECHO) {
                openStreams--;
                return;
            }
            roomFor(Frames.HEADER_SIZE);
            Frames.writeEndOfStream(out, streamId);
        } else if (setup.mode == Mode.ECHO || sendWindows.take(stream, EchoFrame.FLOW_CONTROLLED)) {
            unmark(stream);
            roomFor(EchoFrame.SIZE);
            EchoFrame.write(out, streamId, numbers[stream]);
        } else if (!waiting[stream]) {
            waiting[stream] = true;
            waitingCount++;
        }
    }

    private void unmark(int stream) {
        if (waiting[stream]) {
            waiting[stream] = false;
            waitingCount--;
        }
    }

    private void answerWaiting() {
        for (int stream = 0; waitingCount > 0 && stream < waiting.length; stream++) {
            if (waiting[stream]) {
                answer(stream);
            }
        }
    }

    private void handle(ByteBuffer payload, int type, int flags, int streamId) throws IOException {
        switch (type) {
            case Frames.DATA -> data(payload, flags, streamId);
            case Frames.HEADERS -> headers(flags, streamId);
            case Frames.RST_STREAM -> reset(payload.getInt(0), streamId);
            case Frames.SETTINGS -> settings(payload, flags);
            case Frames.PING -> ping(payload, flags);
            case Frames.GOAWAY ->
                    throw new IOException(
                            "the server said GOAWAY, error "
                                    + payload.getInt(4)
                                    + " "
                                    + StandardCharsets.UTF_8.decode(payload.position(8)));
            case Frames.WINDOW_UPDATE -> windowUpdate(payload.getInt(0), streamId);
            default -> {} // PRIORITY, CONTINUATION and unknown types change nothing here.
        }
    }

    private void data(ByteBuffer payload, int flags, int streamId) throws IOException {
        if ((flags & Frames.END_STREAM) != 0) {
            throw new IOException("stream " + streamId + " ended without trailers");
        }
        int stream = streamOf(streamId);
        roomFor(ReceiveWindows.UPDATES_SIZE);
        receiveWindows.received(stream, payload.remaining(), out);
        if ((flags & Frames.PADDED) != 0) {
            int padding = payload.get() & 0xff;
            payload.limit(payload.limit() - padding);
        }
        while (payload.hasRemaining()) {
            ByteBuffer message = splits.append(stream, payload);
            if (message != null) {
                echo(message, 0, stream);
            }
        }
    }

    private void headers(int flags, int streamId) throws IOException {
        if ((flags & Frames.END_STREAM) == 0) {
            return;
        }
        if (!finishing) {
            throw new IOException("the server ended stream " + streamId + " while it was in use");
        }
        ended.set(streamOf(streamId));
        openStreams--;
    }

    /// A stream that has ended may be reset all the same: Armeria tidies up so.
    private void reset(int error, int streamId) throws IOException {
        if (!ended.get(streamOf(streamId))) {
            throw new IOException("the server reset stream " + streamId + " with error " + error);
        }
    }

    private void settings(ByteBuffer payload, int flags) throws IOException {
        if ((flags & Frames.ACK) != 0) {
            return;
        }
        int maxStreams = Integer.MAX_VALUE;
        while (payload.hasRemaining()) {
            int id = payload.getShort();
            int value = payload.getInt();
            if (id == Frames.SETTINGS_MAX_CONCURRENT_STREAMS) {
                maxStreams = value < 0 ? Integer.MAX_VALUE : value;
            } else if (id == Frames.SETTINGS_INITIAL_WINDOW_SIZE) {
                sendWindows.initialWindow(value);
            }
        }
        roomFor(Frames.HEADER_SIZE);
        Frames.writeSettingsAck(out);
        if (!opened) {
            open(maxStreams);
        }
        answerWaiting();
    }

    private void open(int maxStreams) throws IOException {
        if (maxStreams < setup.streams) {
            throw new IOException(
                    "the server allows "
                            + maxStreams
                            + " streams on a connection, "
                            + setup.streams
                            + " are wanted");
        }
        opened = true;
        openStreams = setup.streams;
        byte[] block = Frames.requestBlock(setup.authority, setup.path);
        for (int stream = 0; stream < setup.streams; stream++) {
            if (setup.mode == Mode.GRPC) {
                roomFor(Frames.HEADER_SIZE + block.length);
                Frames.writeHeaders(out, 2 * stream + 1, block);
            }
            answer(stream);
        }
    }

    private void ping(ByteBuffer payload, int flags) {
        if ((flags & Frames.ACK) == 0) {
            roomFor(Frames.HEADER_SIZE + Long.BYTES);
            Frames.writePingAck(out, payload.getLong(0));
        }
    }

    private void windowUpdate(int increment, int streamId) throws IOException {
        if (streamId == 0) {
            sendWindows.giveConnection(increment);
            answerWaiting();
        } else {
            int stream = streamOf(streamId);
            sendWindows.giveStream(stream, increment);
            if (waiting[stream]) {
                answer(stream);
            }
        }
    }

    private int streamOf(int streamId) throws IOException {
        int stream = streamId >>> 1;
        if ((streamId & 1) == 0 || stream >= numbers.length) {
            throw new IOException("a frame for stream " + streamId + ", which was never opened");
        }
        return stream;
    }

    private void roomFor(int bytes) {
        if (out.remaining() < bytes) {
            out = ByteBuffer.allocateDirect(2 * out.capacity() + bytes).put(out.flip());
        }
    }

    private void flush() throws IOException {
        if (out.position() == 0) {
            return;
        }
        channel.write(out.flip());
        boolean all = !out.hasRemaining();
        out.compact();
        int interest = all ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE;
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }
}
