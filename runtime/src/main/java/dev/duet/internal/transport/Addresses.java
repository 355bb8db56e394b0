package dev.duet.internal.transport;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

/// Socket addresses as people write them.
final class Addresses {
    private Addresses() {}

    /// `127.0.0.1:50051`, `[::1]:50051`, `unix:/run/x.sock`; `unix:` for a nameless one.
    static String describe(SocketAddress address) {
        return switch (address) {
            case UnixDomainSocketAddress unix -> "unix:" + unix.getPath();
            case InetSocketAddress inet when inet.getAddress() instanceof Inet6Address ip ->
                    "[" + ip.getHostAddress() + "]:" + inet.getPort();
            case InetSocketAddress inet when inet.getAddress() != null ->
                    inet.getAddress().getHostAddress() + ":" + inet.getPort();
            case InetSocketAddress inet -> inet.getHostString() + ":" + inet.getPort();
            case null -> "unconnected";
            default -> address.toString();
        };
    }
}
