package dev.duet.internal.rpc;

import dev.duet.internal.http2.Reactor;
import dev.duet.internal.http2.Reactors;
import dev.duet.internal.transport.MemoryTransport;
import dev.duet.internal.transport.Transport;
import java.util.function.Consumer;

/// Connects to a server of the same process through memory.
public final class MemoryDialer implements Dialer {
    private final Consumer<Transport> server;

    /// Creates a dialer.
    ///
    /// @param server takes the other end of each connection; throws `IllegalStateException` if it
    ///     takes none
    public MemoryDialer(Consumer<Transport> server) {
        this.server = server;
    }

    @Override
    public void dial(Listener listener) {
        MemoryTransport.Pair pair = MemoryTransport.pair();
        Reactor reactor = Reactors.shared().next();
        reactor.loop().execute(() -> {
            try {
                server.accept(pair.second());
                listener.connected(pair.first(), reactor);
            } catch (IllegalStateException e) {
                listener.failed(e.getMessage());
            }
        });
    }

    @Override
    public String target() {
        return "the server in memory";
    }

    @Override
    public void close() {
        // an attempt ends at once
    }
}
