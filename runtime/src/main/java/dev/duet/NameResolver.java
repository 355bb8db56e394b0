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

    /// Takes what a resolver finds. Any thread may call it.
    interface Listener {
        /// These are the addresses now.
        ///
        /// @param addresses in the order in which they are to be tried; an empty list is a failure
        void found(List<SocketAddress> addresses);

        /// These are the addresses now, and this is how the service's owner wants it called.
        ///
        /// @param addresses in the order in which they are to be tried; an empty list is a failure
        /// @param serviceConfig in gRPC's service-config form, as
        ///   [dev.duet.client.Channel.Builder#serviceConfig] takes it; holds for calls that begin
        ///   from now on, but for the way of balancing, which is the channel's
        void found(List<SocketAddress> addresses, String serviceConfig);

        /// There is no answer. Addresses that were found before stay in use; if there are none, the
        /// resolver is asked again after a while.
        ///
        /// @param reason for people
        void failed(String reason);
    }
}
