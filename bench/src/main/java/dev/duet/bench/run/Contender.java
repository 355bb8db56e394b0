package dev.duet.bench.run;

import java.util.List;
import java.util.Optional;

/// A server that can be measured.
///
/// @param name how tables call it
/// @param kind whose it is
/// @param server the program; takes a port as a further argument and prints `listening on PORT`
/// @param client the client of the same library, if it is measured
/// @param pair server and client of the same library in one process, which makes a unary call and
///   prints `answered`; if it is measured
public record Contender(
        String name,
        Kind kind,
        JavaProgram server,
        Optional<JavaProgram> client,
        Optional<JavaProgram> pair) {
    /// Whose server it is.
    public enum Kind {
        OURS,
        PEER,
        /// Not a server of calls at all: sends bytes back as they were.
        LIMIT
    }

    /// Our server with handlers that may block, each call on a virtual thread.
    static final String DUET = "Duet";

    /// Our server with handlers that declare that they never block.
    static final String DUET_NON_BLOCKING = "Duet non-blocking";

    /// Our server with handlers that may block, on virtual threads that the event loops carry.
    static final String DUET_ON_LOOPS = "Duet threads on loops";

    /// Our client.
    static final JavaProgram DUET_CLIENT = JavaProgram.of(".", "dev.duet.bench.client.DuetClient");

    /// All of them, in the order of tables.
    public static final List<Contender> ALL =
            List.of(
                    new Contender(
                            DUET,
                            Kind.OURS,
                            JavaProgram.of(".", "dev.duet.bench.server.DuetServer"),
                            Optional.of(DUET_CLIENT),
                            Optional.of(
                                    JavaProgram.of(".", "dev.duet.bench.client.DuetFirstCall"))),
                    new Contender(
                            DUET_NON_BLOCKING,
                            Kind.OURS,
                            JavaProgram.of(
                                    ".", "dev.duet.bench.server.DuetServer", "--non-blocking"),
                            Optional.empty(),
                            Optional.empty()),
                    new Contender(
                            DUET_ON_LOOPS,
                            Kind.OURS,
                            JavaProgram.of(".", "dev.duet.bench.server.DuetServer")
                                    .with(
                                            List.of(
                                                    "-Dduet.threadsOnLoops=true",
                                                    "--add-opens=java.base/java.lang=ALL-UNNAMED")),
                            Optional.empty(),
                            Optional.empty()),
                    grpcJava("default", Optional.of(grpcJavaClient("default"))),
                    grpcJava("direct", Optional.of(grpcJavaClient("direct"))),
                    grpcJava("virtual threads", Optional.empty()),
                    peer("Vert.x", "peers/vertx", "dev.duet.bench.peer.VertxServer"),
                    peer("Armeria", "peers/armeria", "dev.duet.bench.peer.ArmeriaServer"),
                    peer("Helidon", "peers/helidon", "dev.duet.bench.peer.HelidonServer"),
                    new Contender(
                            "bytes echoed",
                            Kind.LIMIT,
                            JavaProgram.of(".", "dev.duet.bench.server.RawEchoServer"),
                            Optional.empty(),
                            Optional.empty()));

    /// The contender of this name.
    public static Contender named(String name) {
        return ALL.stream()
                .filter(contender -> contender.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no server is called " + name));
    }

    private static Contender grpcJava(String executor, Optional<JavaProgram> client) {
        return new Contender(
                "grpc-java " + executor,
                Kind.PEER,
                JavaProgram.of("peers/grpc-java", "dev.duet.bench.peer.GrpcJavaServer", executor),
                client,
                client.map(
                        _ ->
                                JavaProgram.of(
                                        "peers/grpc-java",
                                        "dev.duet.bench.peer.GrpcJavaFirstCall",
                                        executor)));
    }

    private static JavaProgram grpcJavaClient(String executor) {
        return JavaProgram.of("peers/grpc-java", "dev.duet.bench.peer.GrpcJavaClient", executor);
    }

    private static Contender peer(String name, String module, String main) {
        return new Contender(
                name, Kind.PEER, JavaProgram.of(module, main), Optional.empty(), Optional.empty());
    }
}
