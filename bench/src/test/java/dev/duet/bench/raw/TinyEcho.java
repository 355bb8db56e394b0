package dev.duet.bench.raw;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Just enough of an HTTP/2 server to echo what the raw client sends: blocking, a thread per
/// connection, and able to misbehave. It counts what the client sends beyond its windows.
final class TinyEcho implements AutoCloseable {
    /// How it behaves.
    ///
    /// @param maxStreams what its SETTINGS allow
    /// @param window initial window of each stream; returned message by message
    /// @param pieces into how many DATA frames an echo is cut
    /// @param spoiledEcho the echo, counted over everything from 1, of which a byte is changed; 0
    ///   for none
    record Manners(int maxStreams, int window, int pieces, int spoiledEcho) {
        static final Manners GOOD = new Manners(1_000, 65_535, 1, 0);
    }

    private static final int PREFACE_SIZE = 24;

    private final ServerSocket listener;
    private final Manners manners;
    private final AtomicInteger echoes = new AtomicInteger();
    private final AtomicInteger endedStreams = new AtomicInteger();
    private final AtomicLong overdrawn = new AtomicLong();

    TinyEcho(Manners manners) throws IOException {
        this.manners = manners;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    int endedStreams() {
        return endedStreams.get();
    }

    /// Bytes that came although no window had room for them.
    long overdrawn() {
        return overdrawn.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            in.readNBytes(PREFACE_SIZE);
            frame(
                    out,
                    Frames.SETTINGS,
                    0,
                    0,
                    ByteBuffer.allocate(12)
                            .putShort((short) Frames.SETTINGS_MAX_CONCURRENT_STREAMS)
                            .putInt(manners.maxStreams)
                            .putShort((short) Frames.SETTINGS_INITIAL_WINDOW_SIZE)
                            .putInt(manners.window)
                            .array());
            frame(out, Frames.PING, 0, 0, new byte[8]);
            new Conversation(in, out).run();
        } catch (IOException clientGone) {
            // The client says what went wrong, if anything did.
        }
    }

    private static void frame(
            DataOutputStream out, int type, int flags, int streamId, byte[] payload)
            throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(Frames.HEADER_SIZE + payload.length);
        Frames.writeHeader(frame, payload.length, type, flags, streamId);
        out.write(frame.put(payload).array());
    }

    /// One connection's frames.
    private final class Conversation {
        private final DataInputStream in;
        private final DataOutputStream out;
        private final long[] windows = new long[2_002];
        private long connectionWindow = Frames.DEFAULT_WINDOW;

        Conversation(DataInputStream in, DataOutputStream out) {
            this.in = in;
            this.out = out;
            Arrays.fill(windows, manners.window);
        }

        void run() throws IOException {
            while (true) {
                int lengthAndType = in.readInt();
                int flags = in.readByte();
                int streamId = in.readInt();
                byte[] payload = in.readNBytes(lengthAndType >>> 8);
                int type = lengthAndType & 0xff;
                if (type == Frames.DATA && payload.length > 0) {
                    echo(streamId, payload);
                } else if (type == Frames.DATA && flags == Frames.END_STREAM) {
                    endedStreams.incrementAndGet();
                    frame(
                            out,
                            Frames.HEADERS,
                            Frames.END_HEADERS | Frames.END_STREAM,
                            streamId,
                            new byte[] {(byte) 0x88});
                }
            }
        }

        private void echo(int streamId, byte[] payload) throws IOException {
            connectionWindow -= payload.length;
            windows[streamId] -= payload.length;
            overdrawn.addAndGet(Math.max(0, -Math.min(connectionWindow, windows[streamId])));
            if (echoes.incrementAndGet() == manners.spoiledEcho) {
                payload[payload.length - 1]++;
            }
            for (int i = 0; i < manners.pieces; i++) {
                int from = payload.length * i / manners.pieces;
                int to = payload.length * (i + 1) / manners.pieces;
                frame(out, Frames.DATA, 0, streamId, Arrays.copyOfRange(payload, from, to));
            }
            giveBack(0, payload.length);
            giveBack(streamId, payload.length);
            connectionWindow += payload.length;
            windows[streamId] += payload.length;
        }

        private void giveBack(int streamId, int bytes) throws IOException {
            frame(
                    out,
                    Frames.WINDOW_UPDATE,
                    0,
                    streamId,
                    ByteBuffer.allocate(4).putInt(bytes).array());
        }
    }
}
