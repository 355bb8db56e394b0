package dev.duet.bench.peer;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.epoll.Epoll;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/// grpc-java's server on Netty. Its executor is what matters: with `direct` the handlers run on
/// Netty's event loops and must not block; with the others they may.
///
/// Usage: `GrpcJavaServer (default|direct|"virtual threads") PORT`; prints `listening on PORT`.
public final class GrpcJavaServer {
    private GrpcJavaServer() {}

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[1]);
        if (!Epoll.isAvailable()) {
            System.err.println(
                    "epoll is missing, Netty falls back to NIO: " + Epoll.unavailabilityCause());
        }
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        switch (args[0]) {
            case "default" -> {}
            case "direct" -> builder.directExecutor();
            case "virtual threads" -> builder.executor(Executors.newVirtualThreadPerTaskExecutor());
            case String other -> throw new IllegalArgumentException("no such executor: " + other);
        }
        Server server = builder.addService(new EchoService()).build().start();
        System.out.println("listening on " + server.getPort());
        server.awaitTermination();
    }
}
