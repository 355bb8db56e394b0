package dev.duet.bench.peer;

import com.google.protobuf.ByteString;

import dev.duet.bench.echo.EchoGrpc;
import dev.duet.bench.echo.Message;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/// grpc-java's server and client in one process: makes one unary call, prints `answered`, and waits
/// to be killed.
///
/// Usage: `GrpcJavaFirstCall (default|direct)`.
public final class GrpcJavaFirstCall {
    private static final int PAYLOAD_SIZE = 16;

    private GrpcJavaFirstCall() {}

    public static void main(String[] args) throws Exception {
        boolean direct = args[0].equals("direct");
        NettyServerBuilder serverBuilder =
                NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Server server =
                (direct ? serverBuilder.directExecutor() : serverBuilder)
                        .addService(new EchoService())
                        .build()
                        .start();
        NettyChannelBuilder channelBuilder =
                NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext();
        ManagedChannel channel =
                (direct ? channelBuilder.directExecutor() : channelBuilder).build();
        Message message =
                Message.newBuilder()
                        .setPayload(ByteString.copyFrom(new byte[PAYLOAD_SIZE]))
                        .build();
        Message answer = EchoGrpc.newBlockingStub(channel).unary(message);
        System.out.println(message.equals(answer) ? "answered" : "answered wrongly");
        server.awaitTermination();
    }
}
