package dev.duet.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duet.CallOptions;
import dev.duet.Compressor;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.client.BidiCall;
import dev.duet.client.Channel;
import dev.duet.server.Requests;
import dev.duet.server.Responses;
import dev.duet.server.Server;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// A compression that is added to both sides.
@Timeout(60)
class CustomCompressionTest {
    private static final CallOptions DEFLATE = CallOptions.DEFAULT.withCompression("deflate");
    private static final int LIMIT = 10_000;

    private static final class Deflate implements Compressor {
        @Override
        public String name() {
            return "deflate";
        }

        @Override
        public OutputStream compress(OutputStream out) {
            return new DeflaterOutputStream(out);
        }

        @Override
        public InputStream decompress(InputStream in) {
            return new InflaterInputStream(in);
        }
    }

    /// Compresses what it answers, and says how requests came.
    private static final class Service extends EchoService {
        @Override
        void both(Requests<String> requests, Responses<String> responses) {
            requests.call().compressWith("deflate");
            for (String request : requests) {
                responses.send(request.length() + " " + requests.call().receivedCompressed());
            }
        }

        @Override
        void down(String request, Responses<String> responses) {
            responses.call().compressWith("deflate");
            responses.send("x".repeat(Integer.parseInt(request)));
        }
    }

    private static Server server(Server.Builder builder) throws Exception {
        return builder.maxMessageSize(LIMIT).service(new Service()).start();
    }

    private static void exhausts(Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        StatusException.class,
                        e ->
                                assertThat(e.status().code())
                                        .isEqualTo(Status.Code.RESOURCE_EXHAUSTED));
    }

    @Test
    void messagesGoCompressedBothWaysAndLimitsHoldAfterInflating() throws Exception {
        try (Server server = server(Server.inMemory().compressor(new Deflate()));
                Channel channel =
                        Channel.builder(server.target())
                                .compressor(new Deflate())
                                .maxMessageSize(LIMIT)
                                .build()) {
            try (BidiCall<String, String> call = channel.bidi(EchoService.BOTH, DEFLATE)) {
                call.send("x".repeat(1000));
                assertThat(call.receive()).isEqualTo("1000 true");
                assertThat(call.receivedCompressed()).isTrue();
            }
            assertThat(channel.unary(EchoService.UNARY, "x", DEFLATE)).isEqualTo("x");
            exhausts(() -> channel.unary(EchoService.UNARY, "x".repeat(2 * LIMIT), DEFLATE));
            exhausts(() -> EchoService.down(channel, String.valueOf(2 * LIMIT)).receive());
            assertThat(EchoService.down(channel, "5").receive()).isEqualTo("xxxxx");
        }
    }

    @Test
    void aServerThatDoesNotKnowItSaysSo() throws Exception {
        try (Server server = server(Server.inMemory());
                Channel channel =
                        Channel.builder(server.target()).compressor(new Deflate()).build()) {
            assertThatThrownBy(() -> channel.unary(EchoService.UNARY, "x", DEFLATE))
                    .isInstanceOfSatisfying(
                            StatusException.class,
                            e ->
                                    assertThat(e.status().code())
                                            .isEqualTo(Status.Code.UNIMPLEMENTED));
        }
    }

    @Test
    void aClientThatDoesNotKnowItGetsPlainMessages() throws Exception {
        try (Server server = server(Server.inMemory().compressor(new Deflate()));
                Channel channel = Channel.to(server.target());
                BidiCall<String, String> call = EchoService.both(channel)) {
            call.send("x");
            assertThat(call.receive()).isEqualTo("1 false");
            assertThat(call.receivedCompressed()).isFalse();
        }
    }
}
