package dev.duet.client;

import dev.duet.NameResolver;
import dev.duet.internal.rpc.DnsResolver;
import dev.duet.internal.rpc.StaticResolver;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// Where a channel leads, and who finds out the addresses (gRPC naming).
///
/// @param authority what goes into the `:authority` header
/// @param resolver finds the addresses
record Target(String authority, NameResolver resolver) {
    private static final int MAX_PORT = 65_535;
    private static final int HTTP_PORT = 80;

    private static final String FORMS =
            "; write http://host:port, dns:///host:port, static:///host:port,host:port or"
                    + " unix:/path";

    static Target parse(String text) {
        if (text.startsWith("https:")) {
            throw new IllegalArgumentException("TLS is not supported yet; use http:// for " + text);
        }
        if (text.startsWith("unix:")) {
            String path = text.substring("unix:".length());
            String plain = path.startsWith("///") ? path.substring(2) : path;
            return new Target(
                    "localhost", new StaticResolver(List.of(UnixDomainSocketAddress.of(plain))));
        }
        if (text.startsWith("static:///")) {
            return ofList(text, text.substring("static:///".length()));
        }
        String name = text.startsWith("dns:///") ? text.substring("dns:///".length()) : text;
        InetSocketAddress address = address(text, name);
        return new Target(
                authority(address), new DnsResolver(address.getHostString(), address.getPort()));
    }

    private static Target ofList(String text, String list) {
        List<SocketAddress> addresses = new ArrayList<>();
        String authority = null;
        for (String one : list.split(",")) {
            InetSocketAddress unresolved = address(text, one);
            authority = authority == null ? authority(unresolved) : authority;
            addresses.add(new InetSocketAddress(unresolved.getHostString(), unresolved.getPort()));
        }
        return new Target(authority, new StaticResolver(addresses));
    }

    private static InetSocketAddress address(String text, String name) {
        URI uri;
        try {
            uri = new URI(name.contains("://") ? name : "http://" + name);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a target: " + text + FORMS, e);
        }
        if (!"http".equals(uri.getScheme())
                || uri.getHost() == null
                || uri.getPort() > MAX_PORT
                || uri.getRawQuery() != null
                || !uri.getPath().isEmpty() && !uri.getPath().equals("/")) {
            throw new IllegalArgumentException("not a target: " + text + FORMS);
        }
        String host = uri.getHost();
        boolean bracketed = host.startsWith("[");
        return InetSocketAddress.createUnresolved(
                bracketed ? host.substring(1, host.length() - 1) : host,
                uri.getPort() < 0 ? HTTP_PORT : uri.getPort());
    }

    private static String authority(InetSocketAddress address) {
        String host = address.getHostString();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
