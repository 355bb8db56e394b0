package dev.duet.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.duet.CallOptions;
import dev.duet.client.BidiCall;
import dev.duet.client.Channel;
import dev.duet.server.Requests;
import dev.duet.server.Responses;
import dev.duet.server.Server;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Compression for a call and for single messages, in both directions.
class CompressedCallsTest {
    private static final CallOptions GZIP = CallOptions.DEFAULT.withCompression("gzip");

    private Server server;
    private Channel channel;

    @BeforeEach
    void start() throws Exception {
        server = Server.inMemory().service(new ReportingService()).start();
        channel = Channel.to(server.target());
    }

    @AfterEach
    void stop() {
        channel.close();
        server.close();
    }

    @Test
    void nothingIsCompressedUnlessSomebodyAsks() {
        try (BidiCall<String, String> call = channel.bidi(EchoService.BOTH, CallOptions.DEFAULT)) {
            call.send("plain");
            assertThat(call.receive()).isEqualTo("plain came plain");
            assertThat(call.receivedCompressed()).isFalse();
        }
    }

    @Test
    void theClientCompressesACallOrSingleRequests() {
        try (BidiCall<String, String> call = channel.bidi(EchoService.BOTH, GZIP)) {
            call.send("one");
            assertThat(call.receive()).isEqualTo("one came compressed");
            call.compressing(false);
            call.send("two");
            assertThat(call.receive()).isEqualTo("two came plain");
            call.compressing(true);
            call.send("three");
            assertThat(call.receive()).isEqualTo("three came compressed");
        }
        assertThat(channel.unary(EchoService.UNARY, "x".repeat(100_000), GZIP)).hasSize(100_000);
    }

    @Test
    void theServerCompressesSingleResponses() {
        try (BidiCall<String, String> call = channel.bidi(EchoService.BOTH, CallOptions.DEFAULT)) {
            call.send("compress");
            assertThat(call.receive()).isEqualTo("compress came plain");
            assertThat(call.receivedCompressed()).isTrue();
            call.send("not");
            assertThat(call.receive()).isEqualTo("not came plain");
            assertThat(call.receivedCompressed()).isFalse();
        }
    }

    @Test
    void anEncodingThatNobodyKnowsIsRefusedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                channel.bidi(
                                        EchoService.BOTH,
                                        CallOptions.DEFAULT.withCompression("br")));
    }

    /// Says how each request came; compresses the answer to the request "compress".
    private static final class ReportingService extends EchoService {
        @Override
        void both(Requests<String> requests, Responses<String> responses) {
            requests.call().compressWith("gzip");
            for (String request : requests) {
                String how = requests.call().receivedCompressed() ? "compressed" : "plain";
                requests.call().compressing(request.equals("compress"));
                responses.send(request + " came " + how);
            }
        }
    }
}
