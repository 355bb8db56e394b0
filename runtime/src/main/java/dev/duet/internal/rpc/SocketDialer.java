package dev.duet.internal.rpc;

import dev.duet.internal.http2.Reactors;
import dev.duet.internal.transport.FreeThreads;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.List;

/// Connects to the first of a service's addresses that answers.
public final class SocketDialer implements Dialer {
    private final String target;
    private final Resolution resolution;
    private volatile Race race;
    private volatile boolean closed;

    /// Creates a dialer.
    ///
    /// @param target the service, for people
    /// @param resolution where it is
    public SocketDialer(String target, Resolution resolution) {
        this.target = target;
        this.resolution = resolution;
    }

    @Override
    public void dial(Listener listener) {
        FreeThreads.start("duet-dialer", () -> resolveAndConnect(listener));
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public void close() {
        closed = true;
        resolution.close();
        Race current = race;
        if (current != null) {
            current.cancel();
        }
    }

    private void resolveAndConnect(Listener listener) {
        List<SocketAddress> addresses;
        try {
            addresses = resolution.await();
        } catch (IOException e) {
            listener.failed(e.getMessage());
            return;
        } catch (InterruptedException e) {
            listener.failed("interrupted");
            return;
        }
        Race attempt = new Race(addresses, Reactors.shared().next(), listener, resolution::refresh);
        race = attempt;
        if (closed) {
            listener.failed("the channel is closed");
        } else {
            attempt.start();
        }
    }
}
