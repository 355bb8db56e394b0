package dev.duet.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A bad network between two peers on this machine: forwards TCP connections from a port of its own
/// to another one, and can delay, stall, slow down, cut and kill what passes through. What is set
/// holds for present and future connections, for each direction by itself.
///
/// Plain blocking sockets on virtual threads. Settings may be changed by any thread at any time.
public final class FaultProxy implements AutoCloseable {

    /// Which way bytes flow.
    public enum Direction {
        /// From who connects to who listens.
        UP,
        /// From who listens to who connects.
        DOWN
    }

    private final InetSocketAddress target;
    private final ServerSocket listening;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final Faults up = new Faults();
    private final Faults down = new Faults();
    private volatile boolean refusing;

    private FaultProxy(InetSocketAddress target) throws IOException {
        this.target = target;
        this.listening = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("proxy-accept").start(this::accept);
    }

    /// Starts a proxy to a port on the loopback interface. No faults yet.
    public static FaultProxy to(int port) {
        try {
            return new FaultProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where to connect instead of the target.
    public int port() {
        return listening.getLocalPort();
    }

    /// Lets every byte arrive this much later, both ways. Does not limit the rate.
    public FaultProxy delay(Duration delay) {
        return delay(Direction.UP, delay).delay(Direction.DOWN, delay);
    }

    /// Lets every byte arrive this much later, one way.
    public FaultProxy delay(Direction direction, Duration delay) {
        faults(direction).delay(delay.toNanos());
        return this;
    }

    /// Lets no more than so many bytes a second pass, on each connection.
    public FaultProxy limitRate(Direction direction, long bytesPerSecond) {
        faults(direction).limitRate(bytesPerSecond);
        return this;
    }

    /// Kills every connection after it has forwarded exactly so many bytes in this direction.
    public FaultProxy cutAfter(Direction direction, long bytes) {
        faults(direction).cutAfter(bytes);
        return this;
    }

    /// Stops forwarding in this direction; the senders' buffers fill.
    public FaultProxy stall(Direction direction) {
        faults(direction).stall(true);
        return this;
    }

    /// Ends a [#stall].
    public FaultProxy resume(Direction direction) {
        faults(direction).stall(false);
        return this;
    }

    /// Whether new connections are killed at once.
    public FaultProxy refuse(boolean refuse) {
        refusing = refuse;
        return this;
    }

    /// Resets every connection, both ends.
    public void killConnections() {
        connections.forEach(ProxiedConnection::kill);
    }

    /// How many connections there are now.
    public int connections() {
        return connections.size();
    }

    /// How many bytes were forwarded in this direction, on all connections so far.
    public long forwarded(Direction direction) {
        return faults(direction).forwarded();
    }

    /// Stops listening and kills every connection.
    @Override
    public void close() {
        refusing = true;
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        killConnections();
    }

    private Faults faults(Direction direction) {
        return switch (direction) {
            case UP -> up;
            case DOWN -> down;
        };
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Thread.ofVirtual().name("proxy-connect").start(() -> connect(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void connect(Socket client) {
        try {
            if (refusing) {
                ProxiedConnection.reset(client);
                return;
            }
            Socket server = new Socket(target.getAddress(), target.getPort());
            var connection = new ProxiedConnection(client, server, connections::remove);
            connections.add(connection);
            connection.start(up, down);
            if (refusing) {
                connection.kill();
            }
        } catch (IOException e) {
            ProxiedConnection.reset(client);
        }
    }
}
