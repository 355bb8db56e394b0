package dev.duet.internal.rpc;

import dev.duet.ConnectionState;
import dev.duet.Deadline;
import dev.duet.StatusException;
import dev.duet.internal.http2.Connection;

/// Where calls get a connection from: one server, or several in turn.
public interface ConnectionSource {
    /// Gets a connection that takes new calls; waits until there is one.
    ///
    /// @param deadline until when, or null for as long as it takes
    /// @param waitForReady whether to go on waiting when connecting fails
    /// @return the connection
    /// @throws StatusException UNAVAILABLE if there is none, DEADLINE_EXCEEDED if the time is over
    /// @throws InterruptedException if the thread was interrupted
    Connection acquire(Deadline deadline, boolean waitForReady) throws InterruptedException;

    /// How things stand. With several servers: the best of their states.
    ///
    /// @return the state now
    ConnectionState state();

    /// Asks to be told when the state may have changed. To be called before the first call.
    ///
    /// @param action must not block, nor call back
    void onChange(Runnable action);

    /// Ends all connections and their calls; there will be no others. Does not block.
    void close();
}
