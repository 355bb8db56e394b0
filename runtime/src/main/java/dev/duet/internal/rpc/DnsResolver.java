package dev.duet.internal.rpc;

import dev.duet.NameResolver;
import dev.duet.internal.transport.FreeThreads;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Looks up host names with the JDK's resolver, which blocks: on a virtual thread of its own. The
/// JDK remembers answers for some time, so asking again is cheap.
public final class DnsResolver implements NameResolver {
    private final List<InetSocketAddress> names;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Listener listener;

    /// Creates a resolver.
    ///
    /// @param names hosts, by name or address, with their ports; not resolved. The answer has the
    ///   addresses of all, in this order; those that are not known are left out.
    public DnsResolver(List<InetSocketAddress> names) {
        this.names = List.copyOf(names);
    }

    @Override
    public void start(Listener taker) {
        listener = taker;
        refresh();
    }

    @Override
    public void refresh() {
        if (looking.compareAndSet(false, true)) {
            FreeThreads.start("duet-resolver", this::look);
        }
    }

    @Override
    public void close() {
        // a look-up under way ends by itself
    }

    private void look() {
        List<SocketAddress> addresses = new ArrayList<>();
        String failure = "";
        for (InetSocketAddress name : names) {
            try {
                for (InetAddress address : InetAddress.getAllByName(name.getHostString())) {
                    addresses.add(new InetSocketAddress(address, name.getPort()));
                }
            } catch (UnknownHostException e) {
                failure = "the host " + name.getHostString() + " is not known";
            }
        }
        looking.set(false);
        if (addresses.isEmpty()) {
            listener.failed(failure);
        } else {
            listener.found(addresses);
        }
    }
}
