package dev.duet.internal.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.function.Supplier;

/// Listens at an address and deals the connections that come in to the loops of a group in turn.
public final class Acceptor implements AutoCloseable, Selectable {

    /// How many connections the system may hold for us that were not accepted yet.
    private static final int BACKLOG = 4096;

    /// So many are accepted before the loop looks after its other channels again.
    private static final int ACCEPTS_PER_ROUND = 64;

    /// The pause after a failure to accept: mostly the process has run out of descriptors, and
    /// trying again at once would burn a processor without a chance.
    private static final long PAUSE_NANOS = 100_000_000;

    private final ServerSocketChannel channel;
    private final SocketAddress address;
    private final EventLoop loop;
    private final Supplier<EventLoop> loops;
    private final Listener listener;
    private SelectionKey key;
    private boolean failing;
    private volatile boolean closed;

    private Acceptor(ServerSocketChannel channel, Supplier<EventLoop> loops, Listener listener)
            throws IOException {
        this.channel = channel;
        this.address = channel.getLocalAddress();
        this.loops = loops;
        this.loop = loops.get();
        this.listener = listener;
    }

    /// Binds and listens. Connections arrive as soon as this returns, or slightly before.
    ///
    /// @param loops picks the loop of each connection; at first that of the acceptor itself
    /// @throws IOException if the address cannot be bound
    public static Acceptor listen(
            SocketAddress address, Supplier<EventLoop> loops, Listener listener)
            throws IOException {
        ServerSocketChannel channel =
                address instanceof UnixDomainSocketAddress
                        ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                        : ServerSocketChannel.open();
        try {
            channel.configureBlocking(false);
            if (address instanceof InetSocketAddress) {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            }
            channel.bind(address, BACKLOG);
            Acceptor acceptor = new Acceptor(channel, loops, listener);
            acceptor.loop.execute(acceptor::register);
            return acceptor;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /// The address that is listened at, with the port that the system chose for port 0.
    public SocketAddress address() {
        return address;
    }

    /// Stops listening; connections accepted before live on. Any thread; repeated calls do nothing.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            channel.close();
            if (address instanceof UnixDomainSocketAddress unix) {
                Files.deleteIfExists(unix.getPath());
            }
        } catch (IOException e) {
            loop.report("closing " + Addresses.describe(address) + " failed", e);
        }
        loop.execute(() -> {}); // a selector lets go of a closed channel in its next round
    }

    @Override
    public ServerSocketChannel channel() {
        return channel;
    }

    @Override
    public void ready(SelectionKey ready) {
        for (int i = 0; i < ACCEPTS_PER_ROUND && !closed; i++) {
            try {
                SocketChannel accepted = channel.accept();
                if (accepted == null) {
                    return;
                }
                failing = false;
                handOver(accepted);
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException | RuntimeException | Error e) {
                pause(e);
                return;
            }
        }
    }

    private void handOver(SocketChannel accepted) throws IOException {
        SocketTransport transport;
        EventLoop target;
        try {
            transport = new SocketTransport(accepted);
            target = loops.get();
        } catch (IOException e) {
            accepted.close(); // the peer has gone already
            return;
        } catch (RuntimeException | Error e) {
            accepted.close();
            throw e;
        }
        target.execute(
                () -> {
                    try {
                        listener.accepted(transport, target);
                    } catch (Throwable e) {
                        target.report("a new connection was refused by its handler", e);
                        transport.close();
                    }
                });
    }

    /// Whatever has gone wrong, be it that no thread can be started or memory is short: a server
    /// that has stopped listening is no use when it is over.
    private void pause(Throwable cause) {
        loop.schedule(PAUSE_NANOS, this::resume);
        key.interestOps(0);
        if (!failing) {
            failing = true;
            loop.report("cannot accept connections, will try again", cause);
        }
    }

    private void resume() {
        if (!closed) {
            key.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    private void register() {
        if (closed) {
            return;
        }
        try {
            key = loop.register(this, SelectionKey.OP_ACCEPT);
        } catch (ClosedChannelException e) {
            closed = true; // by another thread, meanwhile
        }
    }

    /// Takes new connections.
    @FunctionalInterface
    public interface Listener {

        /// Called on `loop`, which is the one to start the transport on.
        void accepted(Transport transport, EventLoop loop);
    }
}
