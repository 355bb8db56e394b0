package dev.duet.bench.peer;

import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.grpc.GrpcService;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/// Armeria's gRPC server. Its handlers run on the event loops and must not block.
///
/// Usage: `ArmeriaServer PORT`; prints `listening on PORT`.
public final class ArmeriaServer {
    private static final int STREAMS_PER_CONNECTION = 10_000;

    private ArmeriaServer() {}

    public static void main(String[] args) {
        int port = Integer.parseInt(args[0]);
        Server server =
                Server.builder()
                        .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                        .http2MaxStreamsPerConnection(STREAMS_PER_CONNECTION)
                        // By default a stream ends after ten seconds or ten megabytes.
                        .requestTimeout(Duration.ZERO)
                        .maxRequestLength(0)
                        .service(GrpcService.builder().addService(new EchoService()).build())
                        .build();
        server.start().join();
        System.out.println("listening on " + server.activeLocalPort());
    }
}
