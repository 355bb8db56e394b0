package dev.duet.bench.peer;

import dev.duet.bench.echo.Message;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerOptions;
import io.vertx.grpc.server.GrpcServerRequest;
import io.vertx.grpc.server.GrpcServerResponse;

import java.util.concurrent.atomic.AtomicInteger;

/// Vert.x's gRPC server, an instance per processor, on epoll. Its handlers run on the event loops
/// and must not block.
///
/// Usage: `VertxServer PORT`; prints `listening on PORT`.
public final class VertxServer extends VerticleBase {
    private static final int COPIES = 5_000;
    private static final int STREAMS_PER_CONNECTION = 10_000;

    /// A message of 1 MiB and a little around it; by default 256 KiB are the most.
    private static final int MAX_MESSAGE_SIZE = 4 * 1024 * 1024;

    /// What Vert.x takes for "any free port, the same for all instances".
    private static final int ANY_PORT = -1;

    private static final ServiceName ECHO = ServiceName.create("bench", "Echo");

    private final int port;
    private final AtomicInteger boundPort;

    private VertxServer(int port, AtomicInteger boundPort) {
        this.port = port;
        this.boundPort = boundPort;
    }

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        AtomicInteger boundPort = new AtomicInteger();
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        if (!vertx.isNativeTransportEnabled()) {
            System.err.println("epoll is missing, Vert.x falls back to NIO");
        }
        DeploymentOptions perProcessor =
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        vertx.deployVerticle(
                        () -> new VertxServer(port == 0 ? ANY_PORT : port, boundPort), perProcessor)
                .await();
        System.out.println("listening on " + boundPort);
    }

    @Override
    public Future<HttpServer> start() {
        HttpServerOptions options =
                new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setInitialSettings(
                                new Http2Settings()
                                        .setMaxConcurrentStreams(STREAMS_PER_CONNECTION));
        GrpcServer service =
                GrpcServer.server(
                                vertx, new GrpcServerOptions().setMaxMessageSize(MAX_MESSAGE_SIZE))
                        .callHandler(method("Unary"), call -> call.handler(call.response()::end))
                        .callHandler(method("Bidi"), VertxServer::bidi)
                        .callHandler(method("ServerStream"), VertxServer::serverStream);
        return vertx.createHttpServer(options)
                .requestHandler(service)
                .listen()
                .onSuccess(server -> boundPort.set(server.actualPort()));
    }

    private static void bidi(GrpcServerRequest<Message, Message> call) {
        GrpcServerResponse<Message, Message> response = call.response();
        call.handler(response::write);
        call.endHandler(_ -> response.end());
    }

    private static void serverStream(GrpcServerRequest<Message, Message> call) {
        GrpcServerResponse<Message, Message> response = call.response();
        call.handler(
                request -> {
                    for (int i = 0; i < COPIES; i++) {
                        response.write(request);
                    }
                    response.end();
                });
    }

    private static ServiceMethod<Message, Message> method(String name) {
        return ServiceMethod.server(
                ECHO,
                name,
                GrpcMessageEncoder.encoder(),
                GrpcMessageDecoder.decoder(Message.getDefaultInstance()));
    }
}
