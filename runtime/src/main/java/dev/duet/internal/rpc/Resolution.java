package dev.duet.internal.rpc;

import dev.duet.NameResolver;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.List;

/// What a resolver has said last. Any thread may use it.
public final class Resolution implements NameResolver.Listener {
    private final NameResolver resolver;
    private boolean started;
    private boolean closed;
    private List<SocketAddress> addresses;
    private String failure;
    private Runnable onChange = () -> {};

    /// Creates it; the resolver is started when the addresses are first wanted.
    ///
    /// @param resolver finds the addresses
    public Resolution(NameResolver resolver) {
        this.resolver = resolver;
    }

    /// Asks to be told when the addresses have changed. To be called before anything else.
    void onChange(Runnable action) {
        onChange = action;
    }

    @Override
    public void found(List<SocketAddress> found) {
        synchronized (this) {
            addresses = List.copyOf(found);
            failure = null;
            notifyAll();
        }
        onChange.run();
    }

    @Override
    public void failed(String reason) {
        synchronized (this) {
            failure = reason;
            notifyAll();
        }
        onChange.run();
    }

    /// Waits for addresses.
    ///
    /// @throws IOException if there are none, with a message that says why
    synchronized List<SocketAddress> await() throws IOException, InterruptedException {
        start();
        while (addresses == null) {
            if (failure != null) {
                String reason = failure;
                failure = null;
                resolver.refresh();
                throw new IOException(reason);
            }
            wait();
        }
        return addresses;
    }

    /// The addresses, or null if there are none yet.
    synchronized List<SocketAddress> now() {
        start();
        return addresses;
    }

    /// Why there are no addresses, or null.
    synchronized String failure() {
        return failure;
    }

    /// Connecting has failed: the addresses may have changed.
    void refresh() {
        resolver.refresh();
    }

    synchronized void close() {
        if (!closed) {
            closed = true;
            resolver.close();
        }
    }

    private void start() {
        if (!started) {
            started = true;
            resolver.start(this);
        }
    }
}
