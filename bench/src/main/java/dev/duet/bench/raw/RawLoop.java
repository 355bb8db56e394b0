package dev.duet.bench.raw;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/// One thread of the raw client with its selector and its share of the connections.
final class RawLoop implements Runnable {
    private static final int BUFFER_SIZE = 256 * 1024;

    private final Selector selector;
    private final List<RawConnection> connections = new ArrayList<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_SIZE);
    private long count;
    private volatile long echoes;
    private volatile boolean finishing;
    private volatile IOException failure;

    RawLoop() throws IOException {
        selector = Selector.open();
    }

    /// Connects; before the loop's thread starts.
    void connect(InetSocketAddress server, RawConnection.Setup setup) throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        RawConnection connection = new RawConnection(channel, key, setup);
        key.attach(connection);
        connections.add(connection);
    }

    /// Messages that came back so far on all connections of this loop.
    long echoes() {
        return echoes;
    }

    /// What broke the loop, or null.
    IOException failure() {
        return failure;
    }

    /// Lets every stream end after its next echo; the loop's thread ends after the last.
    void finish() {
        finishing = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        try {
            for (RawConnection connection : connections) {
                connection.start();
            }
            while (!finishing) {
                round();
            }
            for (RawConnection connection : connections) {
                connection.finish();
            }
            while (!connections.stream().allMatch(RawConnection::finished)) {
                round();
            }
            for (RawConnection connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    private void round() throws IOException {
        selector.select();
        for (SelectionKey key : selector.selectedKeys()) {
            count += ((RawConnection) key.attachment()).ready(in);
        }
        selector.selectedKeys().clear();
        echoes = count;
    }
}
