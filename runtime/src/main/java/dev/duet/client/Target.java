package dev.duet.client;

import dev.duet.NameResolver;
import dev.duet.internal.rpc.DnsResolver;
import dev.duet.internal.rpc.StaticResolver;

import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a channel leads, and who finds out the addresses (gRPC naming).
///
/// @param authority what goes into the `:authority` header
/// @param resolver finds the addresses
record Target(String authority, NameResolver resolver) {
    private static final int MAX_PORT = 65_535;
    private static final int HTTP_PORT = 80;
    private static final String DNS = "dns:///";
    private static final String STATIC = "static:///";
    private static final String UNIX = "unix:";

    /// A host (a name, an IPv4 address, or an IPv6 address in brackets) and perhaps a port. Names
    /// may have underscores, as those of containers do, though `java.net.URI` finds them wrong.
    private static final Pattern HOST_AND_PORT =
            Pattern.compile(
                    "(?:http://)?(?:\\[([0-9A-Fa-f:.%]+)]|([^\\s\\[\\]/:?#@,]+))(?::(\\d+))?/?");

    private static final String FORMS =
            "; write http://host:port, dns:///host:port, static:///host:port,host:port or"
                    + " unix:/path";

    static Target parse(String text) {
        if (text.startsWith("https:")) {
            throw new IllegalArgumentException("TLS is not supported yet; use http:// for " + text);
        }
        if (text.startsWith(UNIX)) {
            String path = text.substring(UNIX.length());
            String plain = path.startsWith("///") ? path.substring(2) : path;
            return new Target(
                    "localhost", new StaticResolver(List.of(UnixDomainSocketAddress.of(plain))));
        }
        List<InetSocketAddress> names = new ArrayList<>();
        if (text.startsWith(STATIC)) {
            for (String one : text.substring(STATIC.length()).split(",", -1)) {
                names.add(name(text, one));
            }
        } else {
            names.add(name(text, text.startsWith(DNS) ? text.substring(DNS.length()) : text));
        }
        return new Target(authority(names.getFirst()), new DnsResolver(names));
    }

    private static InetSocketAddress name(String text, String hostAndPort) {
        Matcher parts = HOST_AND_PORT.matcher(hostAndPort);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a target: " + text + FORMS);
        }
        String port = parts.group(3);
        int number = port == null ? HTTP_PORT : port.length() > 5 ? -1 : Integer.parseInt(port);
        if (number < 0 || number > MAX_PORT) {
            throw new IllegalArgumentException("not a target: " + text + ": there is no such port");
        }
        return InetSocketAddress.createUnresolved(
                parts.group(1) == null ? parts.group(2) : parts.group(1), number);
    }

    private static String authority(InetSocketAddress address) {
        String host = address.getHostString();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
