package dev.duet.bench.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// What one loop gets out of the sockets: sends every byte back as it came, from one selector
/// thread and with a read buffer twice as large as our server's. No protocol, no messages, nothing
/// kept.
///
/// Usage: `RawEchoServer PORT`; prints `listening on PORT`.
public final class RawEchoServer {
    private static final int BUFFER_SIZE = 256 * 1024;

    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);

    private RawEchoServer() throws IOException {
        selector = Selector.open();
    }

    public static void main(String[] args) throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])),
                    1_024);
            System.out.println("listening on " + listener.socket().getLocalPort());
            new RawEchoServer().serve(listener);
        }
    }

    private void serve(ServerSocketChannel listener) throws IOException {
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        while (true) {
            selector.select();
            for (SelectionKey key : selector.selectedKeys()) {
                if (key.isAcceptable()) {
                    accept(listener);
                } else {
                    echo(key);
                }
            }
            selector.selectedKeys().clear();
        }
    }

    private void accept(ServerSocketChannel listener) throws IOException {
        SocketChannel channel = listener.accept();
        if (channel != null) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
        }
    }

    /// What the socket does not take at once waits in a buffer of its own, and nothing is read
    /// meanwhile.
    private void echo(SelectionKey key) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            if (key.isWritable() && write(channel, key, (ByteBuffer) key.attachment())) {
                key.interestOps(SelectionKey.OP_READ);
            }
            if (key.isReadable()) {
                if (channel.read(buffer.clear()) < 0) {
                    channel.close();
                } else {
                    write(channel, key, buffer.flip());
                }
            }
        } catch (IOException gone) {
            channel.close();
        }
    }

    private static boolean write(SocketChannel channel, SelectionKey key, ByteBuffer from)
            throws IOException {
        channel.write(from);
        if (!from.hasRemaining()) {
            return true;
        }
        if (key.attachment() != from) {
            key.attach(ByteBuffer.allocateDirect(from.remaining()).put(from).flip());
            key.interestOps(SelectionKey.OP_WRITE);
        }
        return false;
    }
}
