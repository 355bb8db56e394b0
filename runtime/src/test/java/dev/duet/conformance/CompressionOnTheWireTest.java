package dev.duet.conformance;

import static dev.duet.testing.wire.Frames.data;
import static dev.duet.testing.wire.Frames.message;
import static dev.duet.testing.wire.Frames.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.MethodDescriptor;
import dev.duet.MethodDescriptor.Kind;
import dev.duet.proto.Wrappers;
import dev.duet.server.CallContext;
import dev.duet.server.Server;
import dev.duet.server.ServiceDefinition;
import dev.duet.testing.wire.WireFrame;
import dev.duet.testing.wire.WirePeer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;

/// A server that wants to compress does so with what the client understands, and with nothing else.
class CompressionOnTheWireTest {
    private static final MethodDescriptor<String, String> METHOD =
            new MethodDescriptor<>(
                    "test.Zip", "Unary", Kind.UNARY, Wrappers.STRING, Wrappers.STRING);

    private Server server;
    private WirePeer peer;

    @BeforeEach
    void connect() throws IOException {
        ServiceDefinition service =
                ServiceDefinition.builder("test.Zip")
                        .unary(
                                METHOD,
                                request -> {
                                    CallContext.current().compressWith("gzip");
                                    return request;
                                })
                        .build();
        server = Server.listen(0).service(service).start();
        peer = WirePeer.connect(server.port());
        peer.handshake();
    }

    @AfterEach
    void close() {
        peer.close();
        server.close();
    }

    @Test
    void nothingIsCompressedForAClientThatOffersNothing() {
        peer.send(request(1, METHOD.path()), data(1, message()).endStream());
        assertThat(peer.expectHeaders(1).toString()).doesNotContain("grpc-encoding");
        peer.expect(data(1, message()));
        peer.expectStatus(1, 0);
    }

    @Test
    void nothingIsCompressedForAClientThatOffersSomethingElse() {
        peer.send(
                request(1, METHOD.path(), "grpc-accept-encoding: identity,br"),
                data(1, message()).endStream());
        assertThat(peer.expectHeaders(1).toString()).doesNotContain("grpc-encoding");
        peer.expect(data(1, message()));
        peer.expectStatus(1, 0);
    }

    @Test
    void whatTheClientOffersIsUsedAndNamed() {
        peer.send(
                request(1, METHOD.path(), "grpc-accept-encoding: br, gzip"),
                data(1, message()).endStream());
        WireFrame headers = peer.expectHeaders(1);
        assertThat(headers.toString()).contains("grpc-encoding: gzip");
        byte[] compressed = peer.expectContent(1, 25);
        assertThat(compressed).startsWith(1, 0, 0, 0, 20, 0x1f, 0x8b);
        peer.expectStatus(1, 0);
    }
}
