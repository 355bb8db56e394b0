package dev.duet;

import java.net.SocketAddress;
import java.util.List;

/// Finds out at which addresses a service is, and tells when that changes.
///
/// Channels have resolvers for DNS names, lists of addresses and Unix sockets. Others (a service
/// mesh, a cluster's registry) are written by implementing this and given to a channel when it is
/// built.
public interface NameResolver extends AutoCloseable {
    /// Begins to look. Must not block: the answer comes by the listener, from any thread, and may
    /// come again whenever it changes.
    ///
    /// @param listener takes what is found
    void start(Listener listener);

    /// Asks to look again, since connecting has failed. Must not block; an answer is not required.
    void refresh();

    /// Ends. Must not block.
    @Override
    void close();

    /// Takes what a resolver finds.
    interface Listener {
        /// These are the addresses now.
        ///
        /// @param addresses in the order in which they are to be tried; not empty
        void found(List<SocketAddress> addresses);

        /// There is no answer.
        ///
        /// @param reason for people
        void failed(String reason);
    }
}
