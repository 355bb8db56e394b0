package dev.duet.bench.raw;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// One unary call over a connection of its own, by hand-made frames and a blocking socket.
public final class OneCall {
    private static final int STREAM = 1;
    private static final int BUFFER_SIZE = 64 * 1024;

    private final ByteBuffer in = ByteBuffer.allocate(BUFFER_SIZE).limit(0);
    private final ByteBuffer answer = ByteBuffer.allocate(EchoFrame.FLOW_CONTROLLED);
    private final SocketChannel channel;

    private OneCall(SocketChannel channel) {
        this.channel = channel;
    }

    /// Calls `bench.Echo/Unary` and compares the answer.
    ///
    /// @throws IOException if the server does anything but echo
    public static void unary(InetSocketAddress server) throws IOException {
        try (SocketChannel channel = SocketChannel.open(server)) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.write(request("localhost:" + server.getPort()));
            new OneCall(channel).awaitAnswer();
        }
    }

    private static ByteBuffer request(String authority) {
        ByteBuffer out = ByteBuffer.allocate(1_024);
        Frames.writePreface(out, Frames.DEFAULT_WINDOW, Frames.DEFAULT_WINDOW);
        Frames.writeHeaders(out, STREAM, Frames.requestBlock(authority, "/bench.Echo/Unary"));
        EchoFrame.write(out, STREAM, 0);
        Frames.writeEndOfStream(out, STREAM);
        return out.flip();
    }

    private void awaitAnswer() throws IOException {
        boolean ended = false;
        while (!ended) {
            need(Frames.HEADER_SIZE);
            int lengthAndType = in.getInt();
            int flags = in.get();
            in.getInt();
            int length = lengthAndType >>> 8;
            need(length);
            ByteBuffer payload = in.slice(in.position(), length);
            in.position(in.position() + length);
            ended = handle(lengthAndType & 0xff, flags, payload);
        }
        if (answer.hasRemaining()
                || !EchoFrame.messageIsAt(answer, 0)
                || !EchoFrame.carries(answer, 0, STREAM, 0)) {
            throw new IOException("not the message that was sent came back");
        }
    }

    /// Whether that was the end of the call.
    private boolean handle(int type, int flags, ByteBuffer payload) throws IOException {
        return switch (type) {
            case Frames.DATA -> {
                if (payload.remaining() > answer.remaining()) {
                    throw new IOException("too many bytes came back");
                }
                answer.put(payload);
                yield false;
            }
            case Frames.HEADERS -> (flags & Frames.END_STREAM) != 0;
            case Frames.RST_STREAM, Frames.GOAWAY ->
                    throw new IOException("the server refused the call");
            default -> false;
        };
    }

    private void need(int bytes) throws IOException {
        while (in.remaining() < bytes) {
            in.compact();
            int count = channel.read(in);
            in.flip();
            if (count < 0) {
                throw new EOFException("the server closed the connection");
            }
        }
    }
}
