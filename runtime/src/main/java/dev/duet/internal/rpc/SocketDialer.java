package dev.duet.internal.rpc;

import dev.duet.internal.http2.Reactor;
import dev.duet.internal.http2.Reactors;
import dev.duet.internal.transport.Connector;
import dev.duet.internal.transport.Transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Queue;

/// Connects to a host and port over TCP: to each address that the name has, one after the other,
/// until one answers.
public final class SocketDialer implements Dialer {
    private static final long CONNECT_NANOS = 20_000_000_000L;

    private final String host;
    private final int port;
    private volatile Connector attempt;
    private volatile boolean closed;

    /// Creates a dialer.
    ///
    /// @param host a name or address
    /// @param port the port
    public SocketDialer(String host, int port) {
        this.host = host;
        this.port = port;
    }

    @Override
    public void dial(Listener listener) {
        Thread.ofVirtual().name("duet-resolver").start(() -> resolve(listener));
    }

    @Override
    public String target() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    @Override
    public void close() {
        closed = true;
        Connector current = attempt;
        if (current != null) {
            current.cancel();
        }
    }

    private void resolve(Listener listener) {
        Queue<InetSocketAddress> addresses = new ArrayDeque<>();
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                addresses.add(new InetSocketAddress(address, port));
            }
        } catch (UnknownHostException e) {
            listener.failed("the host " + host + " is not known");
            return;
        }
        tryNext(addresses, listener);
    }

    private void tryNext(Queue<InetSocketAddress> addresses, Listener listener) {
        Reactor reactor = Reactors.shared().next();
        attempt =
                Connector.connect(
                        reactor.loop(),
                        addresses.remove(),
                        CONNECT_NANOS,
                        new Connector.Listener() {
                            @Override
                            public void connected(Transport transport) {
                                listener.connected(transport, reactor);
                            }

                            @Override
                            public void failed(IOException cause) {
                                if (addresses.isEmpty() || closed) {
                                    listener.failed(cause.getMessage());
                                } else {
                                    tryNext(addresses, listener);
                                }
                            }
                        });
    }
}
