package dev.duet.internal.rpc;

import dev.duet.internal.http2.Reactor;
import dev.duet.internal.transport.Transport;

/// Makes transports to one target. Any thread may use it; nothing here blocks.
public interface Dialer {
    /// Begins an attempt, which ends with one call of the listener.
    ///
    /// @param listener learns how it ends
    void dial(Listener listener);

    /// The target, for people.
    ///
    /// @return such as `localhost:9090`
    String target();

    /// Gives up the attempt that is under way.
    void close();

    /// Learns how an attempt ended. May be called on an event loop, and must not block.
    interface Listener {
        /// There is a connection.
        ///
        /// @param transport its bytes, not started
        /// @param reactor what must serve it
        void connected(Transport transport, Reactor reactor);

        /// There is none.
        ///
        /// @param reason for people
        void failed(String reason);
    }
}
