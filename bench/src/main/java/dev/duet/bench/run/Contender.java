package dev.duet.bench.run;

import java.util.List;

/// A server that can be measured.
///
/// @param name how tables call it
/// @param module directory of its Maven module below `bench`, "." for this one
/// @param main its main class; takes a port as its first argument and prints `listening on PORT`
/// @param arguments what follows the port
/// @param kind whose it is
/// @param protocol what it speaks
public record Contender(
        String name,
        String module,
        String main,
        List<String> arguments,
        Kind kind,
        Protocol protocol) {
    /// Whose server it is.
    public enum Kind {
        OURS,
        PEER,
        LIMIT
    }

    /// gRPC, or bytes that come back as they were.
    public enum Protocol {
        GRPC,
        BYTES
    }

    /// Our server with handlers that may block, each call on a virtual thread.
    static final String DUET = "Duet";

    /// Our server with handlers that declare that they never block.
    static final String DUET_NON_BLOCKING = "Duet non-blocking";

    private static final String GRPC_JAVA = "dev.duet.bench.peer.GrpcJavaServer";

    /// All of them, in the order of tables.
    public static final List<Contender> ALL =
            List.of(
                    duet(DUET),
                    peer("grpc-java default", "peers/grpc-java", GRPC_JAVA, "default"),
                    peer("grpc-java direct", "peers/grpc-java", GRPC_JAVA, "direct"),
                    peer("grpc-java virtual threads", "peers/grpc-java", GRPC_JAVA, "virtual"),
                    peer("Vert.x", "peers/vertx", "dev.duet.bench.peer.VertxServer"),
                    peer("Armeria", "peers/armeria", "dev.duet.bench.peer.ArmeriaServer"),
                    peer("Helidon", "peers/helidon", "dev.duet.bench.peer.HelidonServer"),
                    new Contender(
                            "bytes echoed",
                            ".",
                            "dev.duet.bench.server.RawEchoServer",
                            List.of(),
                            Kind.LIMIT,
                            Protocol.BYTES));

    /// The contender of this name.
    public static Contender named(String name) {
        return ALL.stream()
                .filter(contender -> contender.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no server is called " + name));
    }

    private static Contender duet(String name, String... arguments) {
        return new Contender(
                name,
                ".",
                "dev.duet.bench.server.DuetServer",
                List.of(arguments),
                Kind.OURS,
                Protocol.GRPC);
    }

    private static Contender peer(String name, String module, String main, String... arguments) {
        return new Contender(name, module, main, List.of(arguments), Kind.PEER, Protocol.GRPC);
    }
}
