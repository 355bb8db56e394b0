package dev.duet.interop;

import io.grpc.BindableService;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.testing.integration.AbstractInteropTest;

import java.io.IOException;

/// Clients and servers of grpc-java, without TLS.
final class GrpcJava {
    private GrpcJava() {}

    static ManagedChannelBuilder<?> channelBuilder(int port) {
        return Grpc.newChannelBuilderForAddress(
                        "localhost", port, InsecureChannelCredentials.create())
                .maxInboundMessageSize(AbstractInteropTest.MAX_MESSAGE_SIZE);
    }

    /// A channel that closes at the end of a block.
    static ClosingChannel channel(int port) {
        return new ClosingChannel(channelBuilder(port).build());
    }

    static ClosingServer serve(BindableService service) throws IOException {
        return serve(service.bindService());
    }

    static ClosingServer serve(ServerServiceDefinition service) throws IOException {
        return new ClosingServer(
                Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                        .maxInboundMessageSize(AbstractInteropTest.MAX_MESSAGE_SIZE)
                        .addService(service)
                        .build()
                        .start());
    }

    record ClosingChannel(ManagedChannel channel) implements AutoCloseable {
        @Override
        public void close() {
            channel.shutdownNow();
        }
    }

    record ClosingServer(Server server) implements AutoCloseable {
        String address() {
            return "http://localhost:" + server.getPort();
        }

        @Override
        public void close() {
            server.shutdownNow();
        }
    }
}
