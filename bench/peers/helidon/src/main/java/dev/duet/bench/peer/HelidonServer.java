package dev.duet.bench.peer;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.grpc.GrpcRouting;
import io.helidon.webserver.http2.Http2Config;

/// Helidon's gRPC server: blocking sockets and handlers on virtual threads. Its default leaves
/// Nagle's algorithm on, which is measured by nobody's wish.
///
/// Usage: `HelidonServer PORT`; prints `listening on PORT`.
public final class HelidonServer {
    private static final int STREAMS_PER_CONNECTION = 10_000;

    private HelidonServer() {}

    public static void main(String[] args) {
        WebServer server =
                WebServer.builder()
                        .host("127.0.0.1")
                        .port(Integer.parseInt(args[0]))
                        .connectionOptions(socket -> socket.tcpNoDelay(true))
                        .addProtocol(
                                Http2Config.builder()
                                        .maxConcurrentStreams(STREAMS_PER_CONNECTION)
                                        .build())
                        .addRouting(GrpcRouting.builder().service(new EchoService()))
                        .build()
                        .start();
        System.out.println("listening on " + server.port());
    }
}
