package dev.duet.interop;

import io.grpc.ManagedChannelBuilder;
import io.grpc.testing.integration.AbstractInteropTest;

/// grpc-java's own interop tests, pointed at a server that is not grpc-java's. They are JUnit 4
/// tests, which [GrpcJavaClientTest] runs.
public final class GrpcJavaSuite extends AbstractInteropTest {
    private static volatile int port;

    /// Says where the server listens. The tests of the suite run one after another.
    static void against(int serverPort) {
        port = serverPort;
    }

    @Override
    protected ManagedChannelBuilder<?> createChannelBuilder() {
        return GrpcJava.channelBuilder(port);
    }

    @Override
    protected boolean metricsExpected() {
        return false;
    }
}
