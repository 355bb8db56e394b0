package dev.duet.bench.server;

import dev.duet.MethodDescriptor;
import dev.duet.MethodDescriptor.Kind;
import dev.duet.server.Requests;
import dev.duet.server.Responses;
import dev.duet.server.Server;
import dev.duet.server.ServiceDefinition;

/// Our server with `bench.Echo`: plain blocking handlers, every limit on; only the number of calls
/// on a connection is raised, to what the many-streams scenarios open.
///
/// Usage: `DuetServer PORT`; prints `listening on PORT`.
public final class DuetServer {
    private static final int COPIES = 5_000;
    private static final int CALLS_PER_CONNECTION = 10_000;
    private static final String SERVICE = "bench.Echo";

    private DuetServer() {}

    public static void main(String[] args) throws Exception {
        Server server =
                Server.listen("127.0.0.1", Integer.parseInt(args[0]))
                        .maxConcurrentCalls(CALLS_PER_CONNECTION)
                        .service(DuetServer::echo)
                        .start();
        System.out.println("listening on " + server.port());
        server.awaitTermination();
    }

    private static ServiceDefinition echo() {
        return ServiceDefinition.builder(SERVICE)
                .unary(method("Unary", Kind.UNARY), request -> request)
                .bidi(method("Bidi", Kind.BIDI_STREAMING), DuetServer::bidi)
                .serverStreaming(
                        method("ServerStream", Kind.SERVER_STREAMING), DuetServer::serverStream)
                .build();
    }

    private static void bidi(Requests<EchoMessage> requests, Responses<EchoMessage> responses) {
        for (EchoMessage message : requests) {
            responses.send(message);
        }
    }

    private static void serverStream(EchoMessage request, Responses<EchoMessage> responses) {
        for (int i = 0; i < COPIES; i++) {
            responses.send(request);
        }
    }

    private static MethodDescriptor<EchoMessage, EchoMessage> method(String name, Kind kind) {
        return new MethodDescriptor<>(SERVICE, name, kind, EchoMessage.CODEC, EchoMessage.CODEC);
    }
}
