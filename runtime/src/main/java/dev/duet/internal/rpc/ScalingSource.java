package dev.duet.internal.rpc;

import dev.duet.ConnectionState;
import dev.duet.Deadline;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.internal.http2.Connection;

import java.util.Arrays;
import java.util.function.Supplier;

/// Several connections to one server (gRPC proposal A105): another one is opened when those that
/// are there carry as many calls as the server allows. When there may be no more connections, calls
/// wait on them in turn. Any thread may use it.
public final class ScalingSource implements ConnectionSource {
    private final Supplier<ConnectionSource> another;
    private final int max;

    /// One or more; replaced, not changed.
    private volatile ConnectionSource[] sources;

    // Guarded by `this`.
    private Runnable onChange = () -> {};
    private boolean closed;
    private int turn;

    /// Creates it, with one source.
    ///
    /// @param another makes a source of one connection to the server
    /// @param max how many there may be
    public ScalingSource(Supplier<ConnectionSource> another, int max) {
        this.another = another;
        this.max = max;
        this.sources = new ConnectionSource[] {another.get()};
    }

    @Override
    public Connection acquire(Deadline deadline, boolean waitForReady) throws InterruptedException {
        ConnectionSource[] all = sources;
        Connection other = all.length > 1 ? whileFirstIsLost(all, deadline) : null;
        if (other != null) {
            return other;
        }
        Connection first = all[0].acquire(deadline, waitForReady);
        if (first.hasRoom()) {
            return first;
        }
        try {
            for (int i = 1; i < all.length; i++) {
                Connection connection = all[i].acquire(deadline, false);
                if (connection.hasRoom()) {
                    return connection;
                }
            }
            return next(all).acquire(deadline, false);
        } catch (StatusException noFurtherConnection) {
            return first;
        }
    }

    /// A further connection with room, if the first one is lost and may not come back soon.
    private static Connection whileFirstIsLost(ConnectionSource[] all, Deadline deadline)
            throws InterruptedException {
        if (all[0].state() == ConnectionState.READY) {
            return null;
        }
        for (int i = 1; i < all.length; i++) {
            if (all[i].state() == ConnectionState.READY) {
                try {
                    Connection connection = all[i].acquire(deadline, false);
                    if (connection.hasRoom()) {
                        return connection;
                    }
                } catch (StatusException e) {
                    // lost meanwhile
                }
            }
        }
        return null;
    }

    /// A source that was made since, a new one, or the one whose turn it is to have calls wait.
    private synchronized ConnectionSource next(ConnectionSource[] seen) {
        if (closed) {
            throw Status.UNAVAILABLE.withDescription("the channel is closed").exception();
        }
        if (sources.length > seen.length) {
            return sources[seen.length];
        }
        if (sources.length == max) {
            turn = (turn + 1) % max;
            return sources[turn];
        }
        ConnectionSource added = another.get();
        added.onChange(onChange);
        ConnectionSource[] more = Arrays.copyOf(sources, sources.length + 1);
        more[sources.length] = added;
        sources = more;
        return added;
    }

    @Override
    public ConnectionState state() {
        ConnectionSource[] all = sources;
        for (ConnectionSource source : all) {
            if (source.state() == ConnectionState.READY) {
                return ConnectionState.READY;
            }
        }
        return all[0].state();
    }

    @Override
    public synchronized void onChange(Runnable action) {
        onChange = action;
        sources[0].onChange(action);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        for (ConnectionSource source : sources) {
            source.close();
        }
    }
}
