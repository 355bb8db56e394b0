package dev.duet.internal.rpc;

import dev.duet.NameResolver;
import dev.duet.internal.log.LazyLogger;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.util.List;
import java.util.function.Consumer;

/// What a resolver has said last. Any thread may use it.
///
/// As long as there are no addresses, the resolver is asked again with pauses that grow. Addresses
/// that were found once stay until others are found: an error of the resolver does not end what
/// works.
public final class Resolution implements NameResolver.Listener {
    private static final LazyLogger LOG = new LazyLogger(Resolution.class);

    /// How long a resolver has for another answer after it has failed; it need not give one.
    private static final long SECOND_ANSWER_NANOS = 20_000_000_000L;

    private static final long REFRESH_NANOS = 1_000_000_000L;

    private final NameResolver resolver;
    private final Consumer<String> onServiceConfig;
    private final Backoff backoff = new Backoff();
    private Runnable onChange = () -> {};

    // Guarded by `this`.
    private boolean started;
    private boolean closed;
    private List<SocketAddress> addresses;

    /// Why there is no answer, or null if one may still come.
    private String failure;

    /// When it makes sense to ask again after a failure, as [System#nanoTime] counts.
    private long retryAt;

    /// When [#refreshNowAndThen] has asked last, if it has.
    private long refreshedAt;

    private boolean refreshed;

    /// Creates it; the resolver is started when the addresses are first wanted.
    ///
    /// @param resolver finds the addresses
    /// @param onServiceConfig takes the service config that comes with them; throws
    ///   `IllegalArgumentException` if it is wrong
    public Resolution(NameResolver resolver, Consumer<String> onServiceConfig) {
        this.resolver = resolver;
        this.onServiceConfig = onServiceConfig;
    }

    /// Asks to be told when the addresses have changed. To be called before anything else.
    void onChange(Runnable action) {
        onChange = action;
    }

    @Override
    public void found(List<SocketAddress> found) {
        if (found.isEmpty()) {
            failed("the resolver has found no addresses");
            return;
        }
        boolean news;
        synchronized (this) {
            news = !found.equals(addresses);
            addresses = List.copyOf(found);
            failure = null;
            backoff.reset();
            notifyAll();
        }
        if (news) {
            onChange.run();
        }
    }

    @Override
    public void found(List<SocketAddress> found, String serviceConfig) {
        try {
            onServiceConfig.accept(serviceConfig);
        } catch (RuntimeException e) { // the addresses count all the same
            LOG.get()
                    .log(
                            Level.WARNING,
                            "the resolver''s service config is not used: {0}",
                            e.getMessage());
        }
        found(found);
    }

    @Override
    public void failed(String reason) {
        boolean news;
        synchronized (this) {
            news = addresses == null;
            failure = reason;
            retryAt = System.nanoTime() + backoff.nextNanos();
            notifyAll();
        }
        if (news) {
            onChange.run();
        }
    }

    /// Waits for addresses. Whoever calls again after a failure has rested himself.
    ///
    /// @throws IOException if there are none, with a message that says why
    List<SocketAddress> await() throws IOException, InterruptedException {
        String before;
        synchronized (this) {
            before = addresses == null ? failure : null;
            failure = null;
        }
        begin(before != null);
        long limit = before == null ? Long.MAX_VALUE : System.nanoTime() + SECOND_ANSWER_NANOS;
        WaitLimit.await(this, limit, () -> addresses != null || failure != null || closed);
        synchronized (this) {
            if (addresses != null) {
                return addresses;
            }
            failure = failure == null ? before : failure;
            throw new IOException(failure == null ? "the channel is closed" : failure);
        }
    }

    /// The addresses, or null if there are none yet; asks for them if it is time to. Does not wait.
    List<SocketAddress> now() {
        List<SocketAddress> known;
        boolean again;
        synchronized (this) {
            known = addresses;
            again = known == null && failure != null && retryAt - System.nanoTime() <= 0;
            if (again) {
                retryAt = System.nanoTime() + backoff.nextNanos();
            }
        }
        if (known == null) {
            begin(again);
        }
        synchronized (this) {
            return addresses;
        }
    }

    /// Whether somebody has wanted the addresses.
    synchronized boolean isWanted() {
        return started;
    }

    /// Why there are no addresses, or null while there are or may be.
    synchronized String failure() {
        return addresses == null ? failure : null;
    }

    /// The same as [#refresh], but not more often than every second.
    void refreshNowAndThen() {
        long now = System.nanoTime();
        synchronized (this) {
            if (refreshed && now - refreshedAt < REFRESH_NANOS) {
                return;
            }
            refreshed = true;
            refreshedAt = now;
        }
        refresh();
    }

    /// Connecting has failed: the addresses may have changed.
    void refresh() {
        try {
            resolver.refresh();
        } catch (RuntimeException e) {
            failed("the resolver has failed: " + e);
        }
    }

    void close() {
        synchronized (this) {
            notifyAll();
            if (closed || !started) {
                closed = true;
                return;
            }
            closed = true;
        }
        resolver.close();
    }

    /// Starts the resolver if it was not, or asks again. Without the monitor: it may answer at
    /// once.
    private void begin(boolean again) {
        boolean first;
        synchronized (this) {
            first = !started && !closed;
            started |= first;
        }
        if (first) {
            start();
        } else if (again) {
            refresh();
        }
    }

    private void start() {
        try {
            resolver.start(this);
        } catch (RuntimeException e) {
            synchronized (this) {
                started = false;
            }
            failed("the resolver has failed: " + e);
        }
    }
}
