package dev.duet.conformance;

import static dev.duet.testing.wire.Frames.data;
import static dev.duet.testing.wire.Frames.headers;
import static dev.duet.testing.wire.Frames.message;
import static dev.duet.testing.wire.Frames.request;
import static dev.duet.testing.wire.Frames.rstStream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.hpack.HeaderField;
import dev.duet.server.Server;
import dev.duet.testing.wire.WireFrame;
import dev.duet.testing.wire.WirePeer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/// gRPC as the server speaks it, octet by octet: requests that are fine and requests that are not.
class GrpcServerTest {
    private static final int MAX_MESSAGE = 10_000;
    private static final int CALLS = 2_000;
    private static final String UNARY = "/test.Echo/Unary";
    private static final String BIDI = "/test.Echo/Bidi";

    private final Echo echo = new Echo();
    private Server server;
    private WirePeer peer;

    @BeforeEach
    void connect() throws IOException {
        server = Server.listen(0).maxMessageSize(MAX_MESSAGE).service(echo).start();
        peer = WirePeer.connect(server.port());
        peer.handshake();
    }

    @AfterEach
    void close() {
        echo.release.countDown();
        peer.close();
        server.close();
    }

    @Test
    void aUnaryCallIsHeadersDataAndTrailers() {
        byte[] hello = Echo.message("hello");
        peer.send(request(1, UNARY), data(1, hello).endStream());
        peer.expect(headers(1, ":status: 200", "content-type: application/grpc"));
        peer.expect(data(1, hello));
        peer.expectStatus(1, 0);
        peer.expectQuiet();
    }

    @Test
    void anEmptyMessageIsAMessage() {
        peer.send(request(1, UNARY), data(1, message()).endStream());
        peer.expectHeaders(1);
        peer.expect(data(1, message()));
        peer.expectStatus(1, 0);
    }

    @Test
    void theEndMayComeAlone() {
        peer.send(request(1, BIDI), data(1, Echo.message("a")));
        peer.expectHeaders(1);
        peer.expect(data(1, Echo.message("a")));
        peer.send(data(1, "").endStream());
        peer.expectStatus(1, 0);
    }

    @Test
    void theEndMayComeWithTrailers() {
        peer.send(request(1, BIDI), data(1, Echo.message("a")));
        peer.send(headers(1, "x-checksum: 7").endStream());
        peer.expectHeaders(1);
        peer.expect(data(1, Echo.message("a")));
        peer.expectStatus(1, 0);
    }

    @Test
    void messagesHaveNothingToDoWithFrames() {
        byte[] three = Arrays.copyOf(Echo.message("one"), 3 * Echo.message("one").length);
        System.arraycopy(three, 0, three, three.length / 3, three.length / 3);
        System.arraycopy(three, 0, three, three.length / 3 * 2, three.length / 3);
        peer.send(request(1, BIDI));
        for (byte octet : three) {
            peer.send(data(1, new byte[] {octet}));
        }
        peer.expectHeaders(1);
        assertThat(peer.expectContent(1, three.length)).isEqualTo(three);
        peer.send(data(1, three).endStream());
        assertThat(peer.expectContent(1, three.length)).isEqualTo(three);
        peer.expectStatus(1, 0);
    }

    @Test
    void aHeaderBlockMayComeInPieces() {
        peer.send(request(1, UNARY).inFragments(16), data(1, Echo.message("a")).endStream());
        peer.expectHeaders(1);
        peer.expect(data(1, Echo.message("a")));
        peer.expectStatus(1, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/test.Echo/unary", "/test.Echo/None", "/test.None/Unary", "//", "/"})
    void anUnknownPathIsUnimplemented(String path) {
        peer.send(request(1, path), data(1, Echo.message("a")).endStream());
        peer.expectStatus(1, 12);
    }

    @Test
    void aPathWithoutSlashIsUnimplemented() {
        peer.send(request(1, "test.Echo/Unary").endStream());
        peer.expectStatus(1, 12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/grpcx", "application/json", ""})
    void anotherContentTypeIs415(String type) {
        peer.send(post(1, type), data(1, "whatever").endStream());
        WireFrame answer = peer.expectHeaders(1);
        assertThat(answer.fields()).contains(new HeaderField(":status", "415"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/grpc",
                "application/grpc+proto",
                "application/grpc;charset=utf-8",
                "Application/GRPC"
            })
    void theseContentTypesAreGrpc(String type) {
        peer.send(post(1, type), data(1, Echo.message("a")).endStream());
        peer.expect(headers(1, ":status: 200"));
        peer.expect(data(1, Echo.message("a")));
        peer.expectStatus(1, 0);
    }

    private static WireFrame post(int streamId, String contentType) {
        return headers(
                streamId,
                ":method: POST",
                ":scheme: http",
                ":path: " + UNARY,
                "te: trailers",
                "content-type: " + contentType);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "post"})
    void anotherMethodIs405(String method) {
        peer.send(
                headers(
                                1,
                                ":method: " + method,
                                ":scheme: http",
                                ":path: " + UNARY,
                                "content-type: application/grpc")
                        .endStream());
        peer.expect(headers(1, ":status: 405").endStream());
    }

    @Test
    void oversizeHeadersAre431AndTheConnectionGoesOn() {
        peer.send(request(1, UNARY, "x-big: " + "x".repeat(9_000), "x-next: a").endStream());
        peer.expect(headers(1, ":status: 431", "grpc-status: 8").endStream());
        peer.send(request(3, UNARY, "x-next: a"), data(3, Echo.message("a")).endStream());
        peer.expectHeaders(3);
        peer.expect(data(3, Echo.message("a")));
        peer.expectStatus(3, 0);
    }

    @Test
    void tooManyHeadersAre431() {
        String[] many = new String[300];
        Arrays.setAll(many, i -> "k" + i + ": ");
        peer.send(request(1, UNARY, many).endStream());
        peer.expect(headers(1, ":status: 431", "grpc-status: 8").endStream());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "S", "123456789S", "1x", "-1S", "1.5S", " 1S"})
    void aMalformedTimeoutIsAnError(String timeout) {
        peer.send(request(1, UNARY, "grpc-timeout: " + timeout));
        peer.expectStatus(1, 13);
    }

    @Test
    void theServerEnforcesTheDeadline() throws InterruptedException {
        peer.send(request(1, "/test.Echo/Hang", "grpc-timeout: 1S"));
        peer.send(data(1, Echo.message("a")).endStream());
        awaitHandler();
        peer.expectStreamError(1, ErrorCode.CANCEL);
        assertThat(echo.cancelled.poll(10, TimeUnit.SECONDS)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "00ffffffff, 8", // 4 GiB
        "0080000000, 8",
        "0000002711, 8", // one more than the limit
        "0100000000, 13", // compressed, but no grpc-encoding
        "0200000000, 13", // an unknown flag
        "0000000001ff, 13", // no message of that type
        "00000000050a05, 13", // ends within the message
        "0000, 13", // ends within the prefix
    })
    void aBadMessageEndsTheCall(String hex, int status) {
        byte[] octets = HexFormat.of().parseHex(hex);
        peer.send(request(1, UNARY), data(1, octets).endStream());
        peer.expectStatus(1, status);
        peer.expectQuiet();
    }

    @Test
    void theLargestMessageIsAccepted() {
        byte[] largest = Echo.message("x".repeat(MAX_MESSAGE - 3));
        assertThat(largest).hasSize(MAX_MESSAGE + 5);
        peer.send(request(1, UNARY));
        peer.send(data(1, largest).endStream());
        peer.expectHeaders(1);
        assertThat(peer.expectContent(1, largest.length)).isEqualTo(largest);
        peer.expectStatus(1, 0);
    }

    @Test
    void anUnknownEncodingIsUnimplementedAndTheKnownOnesAreNamed() {
        peer.send(request(1, UNARY, "grpc-encoding: br"), data(1, Echo.message("a")).endStream());
        WireFrame answer = peer.expectStatus(1, 12);
        assertThat(answer.fields())
                .anySatisfy(
                        field -> {
                            assertThat(field.name()).isEqualTo("grpc-accept-encoding");
                            assertThat(field.value()).contains("gzip");
                        });
    }

    @Test
    void aUnaryMethodTakesExactlyOneMessage() {
        peer.send(request(1, UNARY), data(1, "").endStream());
        peer.expectStatus(1, 12);
        peer.send(request(3, UNARY), data(3, Echo.message("a")), data(3, Echo.message("b")));
        peer.expectStatus(3, 12);
        peer.expectStreamError(3, ErrorCode.NO_ERROR);
        peer.expectQuiet();
    }

    @Test
    void aHandlerThatFailsIsUnknownAndTellsNothing() {
        peer.send(request(1, "/test.Echo/Fail"), data(1, Echo.message("a")).endStream());
        WireFrame answer = peer.expectStatus(1, 2);
        assertThat(answer.toString()).doesNotContain("IllegalState").doesNotContain("as the test");
    }

    @Test
    void aCallThatEndsEarlyIsTrailersAndAResetWithoutError() {
        peer.send(request(1, "/test.Echo/Leave"), data(1, Echo.message("a")));
        peer.expectHeaders(1);
        peer.expect(data(1, Echo.message("a")));
        peer.expectStatus(1, 0);
        peer.expectStreamError(1, ErrorCode.NO_ERROR);
        peer.send(data(1, Echo.message("late")), data(1, "").endStream());
        peer.expectQuiet();
    }

    /// The reset leaves before the stream has left the table: what comes in between is late too.
    @Test
    void whatComesRightAfterTheResetOfAnEndedCallIsIgnored() {
        for (int id = 1; id < 2 * CALLS; id += 2) {
            peer.send(request(id, "/test.Echo/Leave"), data(id, Echo.message("a")));
            peer.expectHeaders(id);
            peer.expect(data(id, Echo.message("a")));
            peer.expectStatus(id, 0);
            peer.expectStreamError(id, ErrorCode.NO_ERROR);
            peer.send(data(id, Echo.message("late")), data(id, "").endStream());
        }
        peer.expectQuiet();
    }

    @Test
    void aResetCancelsTheHandlerAndNothingMoreIsSent() throws InterruptedException {
        peer.send(request(1, "/test.Echo/Hang"), data(1, Echo.message("a")).endStream());
        awaitHandler();
        peer.send(rstStream(1, ErrorCode.CANCEL));
        assertThat(echo.cancelled.poll(10, TimeUnit.SECONDS)).isNotNull();
        peer.expectQuiet();
    }

    @Test
    void aLostConnectionCancelsTheHandler() throws InterruptedException {
        peer.send(request(1, "/test.Echo/Hang"), data(1, Echo.message("a")).endStream());
        awaitHandler();
        peer.abort();
        assertThat(echo.cancelled.poll(10, TimeUnit.SECONDS)).isNotNull();
    }

    /// Waits until the handler of `Hang` runs: a call that ends before has none to cancel.
    private void awaitHandler() {
        while (echo.running.get() == 0) {
            Thread.onSpinWait();
        }
    }
}
