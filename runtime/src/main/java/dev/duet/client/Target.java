package dev.duet.client;

import java.net.URI;
import java.net.URISyntaxException;

/// Where a channel leads.
///
/// @param host name or address
/// @param port port
record Target(String host, int port) {
    private static final int MAX_PORT = 65_535;

    static Target parse(String text, int defaultPort) {
        URI uri;
        try {
            uri = new URI(text.contains("://") ? text : "http://" + text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a target: " + text, e);
        }
        if ("https".equals(uri.getScheme())) {
            throw new IllegalArgumentException("TLS is not supported yet; use http:// for " + text);
        }
        if (!"http".equals(uri.getScheme())
                || uri.getHost() == null
                || uri.getPort() > MAX_PORT
                || uri.getRawQuery() != null
                || !uri.getPath().isEmpty() && !uri.getPath().equals("/")) {
            throw new IllegalArgumentException(
                    "not a target: " + text + "; write http://host:port");
        }
        String host = uri.getHost();
        boolean bracketed = host.startsWith("[");
        return new Target(
                bracketed ? host.substring(1, host.length() - 1) : host,
                uri.getPort() < 0 ? defaultPort : uri.getPort());
    }

    /// What goes into the `:authority` header.
    String authority() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
