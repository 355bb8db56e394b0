package dev.duet.bench.server;

import dev.duet.server.Server;

/// Our server with `bench.Echo`: plain blocking handlers, every limit on; only the number of calls
/// on a connection is raised, to what the many-streams scenarios open.
///
/// Usage: `DuetServer PORT`; prints `listening on PORT`.
public final class DuetServer {
    private static final int CALLS_PER_CONNECTION = 10_000;

    private DuetServer() {}

    public static void main(String[] args) throws Exception {
        Server server =
                Server.listen("127.0.0.1", Integer.parseInt(args[0]))
                        .maxConcurrentCalls(CALLS_PER_CONNECTION)
                        .service(new EchoService())
                        .start();
        System.out.println("listening on " + server.port());
        server.awaitTermination();
    }
}
