package dev.duet.bench.server;

import dev.duet.bench.echo.Echo;
import dev.duet.server.Server;
import dev.duet.server.ServiceDefinition;

/// Our server with `bench.Echo`: plain blocking handlers, every limit on; only the number of calls
/// on a connection is raised, to what the many-streams scenarios open.
///
/// Usage: `DuetServer [--non-blocking] PORT`; prints `listening on PORT`. With `--non-blocking`
/// unary and bidi methods are served on the event loop.
public final class DuetServer {
    private static final int CALLS_PER_CONNECTION = 10_000;

    private DuetServer() {}

    public static void main(String[] args) throws Exception {
        ServiceDefinition service = new EchoService().bind();
        if (args[0].equals("--non-blocking")) {
            service =
                    service.nonBlocking(Echo.UNARY)
                            .onMessage(Echo.BIDI, (message, responses) -> responses.send(message));
        }
        Server server =
                Server.listen("127.0.0.1", Integer.parseInt(args[args.length - 1]))
                        .maxConcurrentCalls(CALLS_PER_CONNECTION)
                        .service(service)
                        .start();
        System.out.println("listening on " + server.port());
        server.awaitTermination();
    }
}
