package dev.duet.conformance;

import static dev.duet.internal.http2.frame.ErrorCode.CANCEL;
import static dev.duet.internal.http2.frame.ErrorCode.NO_ERROR;
import static dev.duet.testing.wire.Frames.data;
import static dev.duet.testing.wire.Frames.goAway;
import static dev.duet.testing.wire.Frames.headers;
import static dev.duet.testing.wire.Frames.message;
import static dev.duet.testing.wire.Frames.ping;
import static dev.duet.testing.wire.Frames.pingAck;
import static dev.duet.testing.wire.Frames.rstStream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.CallOptions;
import dev.duet.Metadata;
import dev.duet.ResponseInfo;
import dev.duet.Status;
import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.frame.FrameType;
import dev.duet.internal.http2.frame.Setting;
import dev.duet.internal.http2.hpack.HeaderField;
import dev.duet.testing.wire.WireFrame;
import dev.duet.testing.wire.WirePeer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// gRPC as the client speaks it, with servers that answer in every way there is; among them the six
/// of gRPC's negative interop tests.
class GrpcClientTest {
    private static final String OK = ":status: 200";
    private static final String GRPC = "content-type: application/grpc";

    private final ScriptedServer server = new ScriptedServer();
    private WirePeer peer;

    @AfterEach
    void close() {
        peer.close();
        server.close();
    }

    // ---- the request

    @Test
    void theRequestIsAsTheProtocolSays() {
        CallOptions options =
                CallOptions.DEFAULT
                        .withDeadlineAfter(Duration.ofSeconds(30))
                        .withMetadata(
                                Metadata.EMPTY
                                        .with("x-one", "1")
                                        .withBinary("x-bin", new byte[] {-1, -2})
                                        .with("x-one", "2"));
        CompletableFuture<Status> call = server.unary("a", options);
        peer = server.accept();
        peer.handshake();
        List<HeaderField> fields = peer.expectHeaders(1).fields();
        List<String> names = fields.stream().map(HeaderField::name).toList();
        assertThat(names.subList(0, 4))
                .containsExactlyInAnyOrder(":method", ":scheme", ":path", ":authority");
        assertThat(names.subList(4, names.size())).noneMatch(name -> name.startsWith(":"));
        assertThat(names.indexOf("grpc-timeout")).isLessThan(names.indexOf("x-one"));
        assertThat(fields)
                .contains(
                        new HeaderField(":method", "POST"),
                        new HeaderField("te", "trailers"),
                        new HeaderField("content-type", "application/grpc"))
                .containsSubsequence(
                        new HeaderField("x-one", "1"),
                        new HeaderField("x-bin", "//4"),
                        new HeaderField("x-one", "2"));
        assertThat(fields)
                .filteredOn(field -> field.name().equals("grpc-timeout"))
                .singleElement()
                .satisfies(field -> assertThat(field.value()).matches("[0-9]{1,8}[HMSmun]"));
        assertThat(fields)
                .filteredOn(field -> field.name().equals("user-agent"))
                .singleElement()
                .satisfies(field -> assertThat(field.value()).startsWith("grpc-"));
        peer.expect(data(1, Echo.message("a")).endStream());
        ScriptedServer.answer(peer, 1, "a");
        assertThat(ScriptedServer.end(call).isOk()).isTrue();
    }

    // ---- how a call ends

    @ParameterizedTest
    @CsvSource({
        "NO_ERROR, INTERNAL",
        "PROTOCOL_ERROR, INTERNAL",
        "INTERNAL_ERROR, INTERNAL",
        "FLOW_CONTROL_ERROR, INTERNAL",
        "SETTINGS_TIMEOUT, INTERNAL",
        "STREAM_CLOSED, INTERNAL",
        "FRAME_SIZE_ERROR, INTERNAL",
        "CANCEL, CANCELLED",
        "COMPRESSION_ERROR, INTERNAL",
        "CONNECT_ERROR, INTERNAL",
        "ENHANCE_YOUR_CALM, RESOURCE_EXHAUSTED",
        "INADEQUATE_SECURITY, PERMISSION_DENIED",
        "HTTP_1_1_REQUIRED, INTERNAL"
    })
    void aResetGivesAStatus(ErrorCode reset, Status.Code code) {
        CompletableFuture<Status> call = begin();
        peer.send(rstStream(1, reset));
        assertThat(ScriptedServer.end(call).code()).isEqualTo(code);
        server.expectWorking(peer, 3);
    }

    @ParameterizedTest
    @CsvSource({
        "400, INTERNAL",
        "401, UNAUTHENTICATED",
        "403, PERMISSION_DENIED",
        "404, UNIMPLEMENTED",
        "429, UNAVAILABLE",
        "431, INTERNAL",
        "500, UNKNOWN",
        "502, UNAVAILABLE",
        "503, UNAVAILABLE",
        "504, UNAVAILABLE",
        "200, UNKNOWN",
        "302, UNKNOWN"
    })
    void anHttpStatusGivesAStatus(int http, Status.Code code) {
        CompletableFuture<Status> call = begin();
        peer.send(headers(1, ":status: " + http, "content-type: text/html"));
        peer.send(data(1, "<html>").endStream());
        assertThat(ScriptedServer.end(call).code()).isEqualTo(code);
        server.expectWorking(peer, 3);
    }

    @ParameterizedTest
    @EnumSource(names = "OK", mode = EnumSource.Mode.EXCLUDE)
    void everyCodeArrives(Status.Code code) {
        CompletableFuture<Status> call = begin();
        peer.send(headers(1, OK, GRPC));
        peer.send(
                headers(1, "grpc-status: " + code.value(), "grpc-message: 1%2B1=%F0%9F%98%88")
                        .endStream());
        Status status = ScriptedServer.end(call);
        assertThat(status.code()).isEqualTo(code);
        assertThat(status.description()).isEqualTo("1+1=\ud83d\ude08");
    }

    @ParameterizedTest
    @CsvSource({"''", "-1", "x", "99", "4294967296", "1.0", "' 0'"})
    void anUnknownCodeIsUnknown(String value) {
        CompletableFuture<Status> call = begin();
        peer.send(headers(1, OK, GRPC, "grpc-status: " + value).endStream());
        assertThat(ScriptedServer.end(call).code()).isEqualTo(Status.Code.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"a%, a%", "a%4, a%4", "a%zz, a%zz", "a%41%, aA%", "' b ', ' b '", "%ff, \ufffd"})
    void aBadEscapeLosesNothing(String escaped, String plain) {
        CompletableFuture<Status> call = begin();
        peer.send(headers(1, OK, GRPC, "grpc-status: 2", "grpc-message: " + escaped).endStream());
        assertThat(ScriptedServer.end(call).description()).isEqualTo(plain);
    }

    @Test
    void trailersOnlyIsAWholeAnswer() {
        CompletableFuture<Status> call = begin();
        peer.send(headers(1, OK, GRPC, "grpc-status: 5", "grpc-message: none").endStream());
        Status status = ScriptedServer.end(call);
        assertThat(status.code()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(status.description()).isEqualTo("none");
        server.expectWorking(peer, 3);
    }

    @Test
    void anEndWithoutStatusIsAnError() {
        CompletableFuture<Status> call = begin();
        peer.send(headers(1, OK, GRPC), data(1, Echo.message("a")).endStream());
        assertThat(ScriptedServer.end(call).code()).isIn(Status.Code.INTERNAL, Status.Code.UNKNOWN);
        server.expectWorking(peer, 3);
    }

    @Test
    void trailersWithoutStatusAreUnknown() {
        CompletableFuture<Status> call = begin();
        peer.send(headers(1, OK, GRPC), data(1, Echo.message("a")));
        peer.send(headers(1, "x: y").endStream());
        assertThat(ScriptedServer.end(call).code()).isEqualTo(Status.Code.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "00ffffffff, RESOURCE_EXHAUSTED",
        "0000400001, RESOURCE_EXHAUSTED", // one octet more than 4 MiB
        "0100000000, INTERNAL", // compressed, but no grpc-encoding
        "0500000000, INTERNAL", // an unknown flag
        "0000000001ff, INTERNAL", // no message of that type
    })
    void aBadMessageEndsTheCall(String hex, Status.Code code) {
        CompletableFuture<Status> call = begin();
        peer.send(headers(1, OK, GRPC), data(1, HexFormat.of().parseHex(hex)));
        assertThat(ScriptedServer.end(call).code()).isEqualTo(code);
        peer.expectStreamError(1, CANCEL);
        server.expectWorking(peer, 3);
    }

    @Test
    void aMessageThatIsCutOffIsAnError() {
        CompletableFuture<Status> call = begin();
        peer.send(headers(1, OK, GRPC), data(1, new byte[] {0, 0, 0, 0, 9, 1}));
        peer.send(headers(1, "grpc-status: 0").endStream());
        assertThat(ScriptedServer.end(call).code()).isEqualTo(Status.Code.INTERNAL);
    }

    @Test
    void anUnknownEncodingIsInternal() {
        CompletableFuture<Status> call = begin();
        peer.send(headers(1, OK, GRPC, "grpc-encoding: br"), data(1, Echo.message("a")));
        assertThat(ScriptedServer.end(call).code()).isEqualTo(Status.Code.INTERNAL);
    }

    @Test
    void aUnaryCallWantsExactlyOneMessage() {
        CompletableFuture<Status> none = begin();
        peer.send(headers(1, OK, GRPC), headers(1, "grpc-status: 0").endStream());
        assertThat(ScriptedServer.end(none).code()).isEqualTo(Status.Code.UNIMPLEMENTED);
        CompletableFuture<Status> two = server.unary("b");
        ScriptedServer.expectRequest(peer, 3, "b");
        peer.send(headers(3, OK, GRPC), data(3, message()), data(3, message()));
        peer.send(headers(3, "grpc-status: 0").endStream());
        assertThat(ScriptedServer.end(two).code()).isEqualTo(Status.Code.UNIMPLEMENTED);
    }

    @Test
    void oversizeHeadersEndTheCallOnly() {
        CompletableFuture<Status> call = begin();
        peer.send(headers(1, OK, GRPC, "x-big: " + "x".repeat(9_000), "x-next: y"));
        assertThat(ScriptedServer.end(call).isOk()).isFalse();
        CompletableFuture<Status> next = server.unary("b");
        peer.expectStreamError(1, CANCEL);
        ScriptedServer.expectRequest(peer, 3, "b");
        peer.send(headers(3, OK, GRPC, "x-next: y"), data(3, Echo.message("b")));
        peer.send(headers(3, "grpc-status: 0").endStream());
        assertThat(ScriptedServer.end(next).isOk()).isTrue();
    }

    @Test
    void metadataArrivesInOrder() {
        ResponseInfo info = new ResponseInfo();
        CompletableFuture<Status> call =
                server.unary("a", CallOptions.DEFAULT.withResponseInfo(info));
        peer = server.accept();
        peer.handshake();
        ScriptedServer.expectRequest(peer, 1, "a");
        peer.send(headers(1, OK, GRPC, "h: 1", "h: 2", "b-bin: AQ==,Ag"));
        peer.send(data(1, Echo.message("a")));
        peer.send(headers(1, "grpc-status: 0", "t: 3", "d-bin: /w").endStream());
        assertThat(ScriptedServer.end(call).isOk()).isTrue();
        assertThat(info.headers().getAll("h")).containsExactly("1", "2");
        assertThat(info.headers().getAllBinary("b-bin"))
                .containsExactly(new byte[] {1}, new byte[] {2});
        assertThat(info.trailers().get("t")).isEqualTo("3");
        assertThat(info.trailers().getBinary("d-bin")).containsExactly(-1);
    }

    @Test
    void theDeadlineEndsTheCallWhateverTheServerDoes() {
        CallOptions soon = CallOptions.DEFAULT.withDeadlineAfter(Duration.ofMillis(200));
        CompletableFuture<Status> call = server.unary("a", soon);
        peer = server.accept();
        peer.handshake();
        ScriptedServer.expectRequest(peer, 1, "a");
        peer.send(headers(1, OK, GRPC));
        assertThat(ScriptedServer.end(call).code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        peer.expectStreamError(1, CANCEL);
        peer.send(data(1, Echo.message("a")), headers(1, "grpc-status: 0").endStream());
        server.expectWorking(peer, 3);
    }

    // ---- gRPC's negative tests

    @Test
    void negativeGoAway() {
        CompletableFuture<Status> first = begin();
        ScriptedServer.answer(peer, 1, "a");
        peer.send(goAway(1, NO_ERROR));
        assertThat(ScriptedServer.end(first).isOk()).isTrue();
        peer.ignore(FrameType.GOAWAY);
        peer.expectClosed();
        CompletableFuture<Status> second = server.unary("b");
        try (WirePeer other = server.accept()) {
            other.handshake();
            ScriptedServer.expectRequest(other, 1, "b");
            ScriptedServer.answer(other, 1, "b");
            assertThat(ScriptedServer.end(second).isOk()).isTrue();
        }
    }

    @Test
    void negativeRstAfterHeader() {
        CompletableFuture<Status> call = begin();
        peer.send(headers(1, OK, GRPC), rstStream(1, NO_ERROR));
        assertThat(ScriptedServer.end(call).isOk()).isFalse();
        server.expectWorking(peer, 3);
    }

    @Test
    void negativeRstDuringData() {
        CompletableFuture<Status> call = begin();
        byte[] message = Echo.message("a".repeat(1_000));
        WireFrame half = data(1, Arrays.copyOf(message, 500));
        peer.send(headers(1, OK, GRPC), half, rstStream(1, NO_ERROR));
        assertThat(ScriptedServer.end(call).isOk()).isFalse();
        server.expectWorking(peer, 3);
    }

    @Test
    void negativeRstAfterData() {
        CompletableFuture<Status> call = begin();
        peer.send(headers(1, OK, GRPC), data(1, Echo.message("a")), rstStream(1, NO_ERROR));
        assertThat(ScriptedServer.end(call).isOk()).isFalse();
        server.expectWorking(peer, 3);
    }

    @Test
    void negativePing() {
        CompletableFuture<Status> call = begin();
        peer.send(ping(1));
        peer.expect(pingAck(1));
        peer.send(headers(1, OK, GRPC), ping(2), data(1, Echo.message("a")), ping(3));
        peer.expect(pingAck(2));
        peer.expect(pingAck(3));
        peer.send(headers(1, "grpc-status: 0").endStream());
        assertThat(ScriptedServer.end(call).isOk()).isTrue();
    }

    @Test
    void negativeMaxStreams() {
        CompletableFuture<Status> first = server.unary("0");
        peer = server.accept();
        peer.handshake(Setting.MAX_CONCURRENT_STREAMS, 1);
        ScriptedServer.expectRequest(peer, 1, "0");
        ScriptedServer.answer(peer, 1, "0");
        assertThat(ScriptedServer.end(first).isOk()).isTrue();
        List<CompletableFuture<Status>> calls = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            calls.add(server.unary("x"));
        }
        for (int i = 0; i < 15; i++) {
            int id = 3 + 2 * i;
            ScriptedServer.expectRequest(peer, id, "x");
            peer.expectQuiet();
            ScriptedServer.answer(peer, id, "x");
        }
        calls.forEach(call -> assertThat(ScriptedServer.end(call).isOk()).isTrue());
    }

    private CompletableFuture<Status> begin() {
        CompletableFuture<Status> call = server.unary("a");
        peer = server.accept();
        peer.handshake();
        ScriptedServer.expectRequest(peer, 1, "a");
        return call;
    }
}
