package dev.duet.internal.rpc;

import dev.duet.NameResolver;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Looks up a host name with the JDK's resolver, which blocks: on a virtual thread of its own. The
/// JDK remembers answers for some time, so asking again is cheap.
public final class DnsResolver implements NameResolver {
    private final String host;
    private final int port;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Listener listener;

    /// Creates a resolver.
    ///
    /// @param host a name or address
    /// @param port the port of every address
    public DnsResolver(String host, int port) {
        this.host = host;
        this.port = port;
    }

    @Override
    public void start(Listener taker) {
        listener = taker;
        refresh();
    }

    @Override
    public void refresh() {
        if (looking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("duet-resolver").start(this::look);
        }
    }

    @Override
    public void close() {
        // a look-up under way ends by itself
    }

    private void look() {
        List<SocketAddress> addresses = new ArrayList<>();
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                addresses.add(new InetSocketAddress(address, port));
            }
            looking.set(false);
            listener.found(addresses);
        } catch (UnknownHostException e) {
            looking.set(false);
            listener.failed("the host " + host + " is not known");
        }
    }
}
