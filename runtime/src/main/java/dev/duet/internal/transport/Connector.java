package dev.duet.internal.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;

/// One attempt to connect. It ends with exactly one call of its [Listener], on the loop, unless it
/// was cancelled.
public final class Connector implements Selectable {
    private final EventLoop loop;
    private final SocketAddress address;
    private final Listener listener;
    private SocketChannel channel;
    private Timer timeout;
    private boolean over;

    private Connector(EventLoop loop, SocketAddress address, Listener listener) {
        this.loop = loop;
        this.address = address;
        this.listener = listener;
    }

    /// Begins to connect. Any thread; returns at once.
    ///
    /// @param address resolved already, since resolving blocks
    /// @param timeoutNanos how long to try
    public static Connector connect(
            EventLoop loop, SocketAddress address, long timeoutNanos, Listener listener) {
        Connector connector = new Connector(loop, address, listener);
        loop.execute(() -> connector.begin(timeoutNanos));
        return connector;
    }

    /// Gives up. If the listener was not called before, it will not be. Any thread.
    public void cancel() {
        loop.execute(this::close);
    }

    @Override
    public void close() {
        if (!over) {
            endAttempt();
            closeChannel();
        }
    }

    @Override
    public SocketChannel channel() {
        return channel;
    }

    @Override
    public void ready(SelectionKey key) {
        if (over) {
            return;
        }
        try {
            if (channel.finishConnect()) {
                key.interestOps(0); // the key stays: the transport will register it anew
                succeed(key);
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private void begin(long timeoutNanos) {
        if (over) {
            return;
        }
        try {
            channel =
                    address instanceof UnixDomainSocketAddress
                            ? SocketChannel.open(StandardProtocolFamily.UNIX)
                            : SocketChannel.open();
            channel.configureBlocking(false);
            if (channel.connect(address)) {
                succeed(null);
                return;
            }
            loop.register(this, SelectionKey.OP_CONNECT);
            timeout = loop.schedule(timeoutNanos, this::expire);
        } catch (UnresolvedAddressException e) {
            String host = ((InetSocketAddress) address).getHostString();
            fail(new UnknownHostException(host));
        } catch (IOException | RuntimeException e) {
            fail(e instanceof IOException io ? io : new IOException(e));
        }
    }

    private void succeed(SelectionKey key) throws IOException {
        SocketTransport transport = new SocketTransport(channel);
        if (key != null) {
            key.attach(transport);
        }
        endAttempt();
        try {
            listener.connected(transport);
        } catch (Throwable e) {
            loop.report("a new connection was refused by its handler", e);
            transport.close();
        }
    }

    private void fail(IOException cause) {
        endAttempt();
        closeChannel();
        try {
            listener.failed(cause);
        } catch (Throwable e) {
            loop.report("a handler failed", e);
        }
    }

    private void expire() {
        if (!over) {
            String where = Addresses.describe(address);
            fail(new SocketTimeoutException("connecting to " + where + " took too long"));
        }
    }

    private void endAttempt() {
        over = true;
        if (timeout != null) {
            timeout.cancel();
        }
    }

    private void closeChannel() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // Nobody can do anything about it, and the descriptor is gone either way.
            }
        }
    }

    /// Learns how an attempt ended. Called on the loop, once.
    public interface Listener {

        /// The connection stands. The transport must be started on this loop.
        void connected(Transport transport);

        /// There is no connection: refused, unreachable, unknown host, or [SocketTimeoutException].
        void failed(IOException cause);
    }
}
