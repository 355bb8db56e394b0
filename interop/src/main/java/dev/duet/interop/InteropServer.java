package dev.duet.interop;

import dev.duet.server.Server;

import java.util.Set;

/// gRPC's standard interop server: `--port=N --use_tls=false`.
public final class InteropServer {
    /// Clients send requests of more than the usual 4 MiB.
    static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

    private static final Set<String> FLAGS =
            Set.of("port", "use_tls", "address_type", "max_concurrent_streams");

    private InteropServer() {}

    /// Serves until the process is stopped.
    ///
    /// @param args the flags
    /// @throws Exception if the server cannot start
    public static void main(String[] args) throws Exception {
        Flags flags;
        try {
            flags = new Flags(args, FLAGS);
            requirePlaintext(flags);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        Server server =
                start(flags.number("port", 8080), flags.number("max_concurrent_streams", 0));
        System.out.println("Listening on port " + server.port());
        server.awaitTermination();
    }

    static void requirePlaintext(Flags flags) {
        if (flags.isTrue("use_tls")) {
            throw new IllegalArgumentException("TLS is not supported: use --use_tls=false");
        }
    }

    /// Starts the server.
    ///
    /// @param maxConcurrentStreams how many calls a connection may have at once; 0 for the default
    static Server start(int port, int maxConcurrentStreams) throws Exception {
        var builder =
                Server.listen(port)
                        .maxMessageSize(MAX_MESSAGE_BYTES)
                        .service(new TestServiceHandler());
        if (maxConcurrentStreams > 0) {
            builder.maxConcurrentCalls(maxConcurrentStreams);
        }
        return builder.start();
    }
}
