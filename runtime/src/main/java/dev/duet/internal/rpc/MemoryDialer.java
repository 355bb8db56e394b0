package dev.duet.internal.rpc;

import dev.duet.internal.http2.Reactor;
import dev.duet.internal.http2.Reactors;
import dev.duet.internal.transport.MemoryTransport;
import dev.duet.internal.transport.Transport;

import java.util.function.Consumer;

/// Connects to a server of the same process through memory.
public final class MemoryDialer implements Dialer {
    private final String target;

    /// Creates a dialer.
    ///
    /// @param target a server's target, `memory:NAME`
    public MemoryDialer(String target) {
        this.target = target;
    }

    @Override
    public void dial(Listener listener) {
        Consumer<Transport> server = MemoryServers.find(target);
        Reactor reactor = Reactors.shared().next();
        reactor.loop()
                .execute(
                        () -> {
                            if (server == null) {
                                listener.failed("there is no such server in this process");
                                return;
                            }
                            MemoryTransport.Pair pair = MemoryTransport.pair();
                            server.accept(pair.server());
                            listener.connected(pair.client(), reactor);
                        });
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public void close() {
        // an attempt ends at once
    }
}
