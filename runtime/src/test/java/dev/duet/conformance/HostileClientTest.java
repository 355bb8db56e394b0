package dev.duet.conformance;

import static dev.duet.internal.http2.frame.ErrorCode.CANCEL;
import static dev.duet.internal.http2.frame.ErrorCode.ENHANCE_YOUR_CALM;
import static dev.duet.internal.http2.frame.ErrorCode.NO_ERROR;
import static dev.duet.internal.http2.frame.ErrorCode.PROTOCOL_ERROR;
import static dev.duet.internal.http2.frame.ErrorCode.REFUSED_STREAM;
import static dev.duet.testing.wire.Frames.data;
import static dev.duet.testing.wire.Frames.headers;
import static dev.duet.testing.wire.Frames.ping;
import static dev.duet.testing.wire.Frames.priority;
import static dev.duet.testing.wire.Frames.raw;
import static dev.duet.testing.wire.Frames.request;
import static dev.duet.testing.wire.Frames.rstStream;
import static dev.duet.testing.wire.Frames.settings;
import static dev.duet.testing.wire.Frames.windowUpdate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.internal.http2.frame.FrameType;
import dev.duet.internal.http2.frame.Setting;
import dev.duet.server.Server;
import dev.duet.testing.wire.WireFrame;
import dev.duet.testing.wire.WirePeer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/// Clients that are out to harm: each attack ends the attacker's connection, or costs next to
/// nothing, while another client notices nothing.
class HostileClientTest {
    private static final String UNARY = "/test.Echo/Unary";
    private static final String BIDI = "/test.Echo/Bidi";
    private static final String HANG = "/test.Echo/Hang";

    /// As many as most of these tests open, so that none is refused by chance.
    private static final int MAX_CALLS = 500;

    /// More than any socket buffers hold.
    private static final int FLOOD_FRAMES = 1_000_000;

    private final Echo echo = new Echo();
    private Server server;
    private WirePeer attacker;
    private WirePeer victim;

    @BeforeEach
    void connect() throws IOException {
        server = Server.listen(0).maxConcurrentCalls(MAX_CALLS).service(echo).start();
        attacker = WirePeer.connect(server.port());
        victim = WirePeer.connect(server.port());
        victim.handshake();
        victim.send(request(1, BIDI), data(1, Echo.message("before")));
        victim.expectHeaders(1);
        victim.expect(data(1, Echo.message("before")));
    }

    @AfterEach
    void theVictimNoticesNothing() {
        victim.send(data(1, Echo.message("after")).endStream());
        victim.expect(data(1, Echo.message("after")));
        victim.expectStatus(1, 0);
        echo.release.countDown();
        attacker.close();
        victim.close();
        server.close();
    }

    @Test
    void aPingFloodOfAPeerThatNeverReads() {
        attacker.handshake();
        flood(ping(1));
        attacker.ignore(FrameType.PING);
        expectEnd();
    }

    @Test
    void aSettingsFloodOfAPeerThatNeverReads() {
        attacker.handshake();
        attacker.silent();
        flood(settings());
        expectEnd();
    }

    @Test
    void aSettingsFloodOfAPeerThatReads() {
        attacker.handshake();
        attacker.ignore(FrameType.SETTINGS);
        for (int i = 0; i < 20; i++) {
            attacker.sendMany(settings(), 100);
        }
        attacker.expectConnectionError(ENHANCE_YOUR_CALM);
    }

    @Test
    void aPriorityFloodCostsNothing() {
        attacker.handshake();
        attacker.sendMany(priority(3, 1), 200_000);
        attacker.expectQuiet();
    }

    @Test
    void rapidResetsEndTheConnection() {
        attacker.handshake();
        for (int id = 1; id < 1_000; id += 2) {
            attacker.send(request(id, HANG), rstStream(id, CANCEL));
        }
        attacker.expectConnectionError(ENHANCE_YOUR_CALM);
        assertThat(echo.running.get()).isLessThanOrEqualTo(MAX_CALLS);
    }

    @Test
    void resetsOfRefusedStreamsCountToo() {
        attacker.handshake();
        int firstRefused = 2 * MAX_CALLS + 1;
        for (int id = 1; id < firstRefused; id += 2) {
            attacker.send(request(id, BIDI));
        }
        for (int id = firstRefused; id < firstRefused + 2_000; id += 2) {
            attacker.send(request(id, BIDI), rstStream(id, CANCEL));
        }
        attacker.expectConnectionError(ENHANCE_YOUR_CALM);
    }

    @Test
    void resetsOfCallsThatWereAnsweredAreFine() {
        attacker.handshake();
        for (int id = 1; id < 1_000; id += 2) {
            attacker.send(request(id, BIDI), data(id, Echo.message("a")));
            attacker.expectHeaders(id);
            attacker.expect(data(id, Echo.message("a")));
            attacker.send(rstStream(id, CANCEL));
        }
        attacker.expectQuiet();
    }

    @Test
    void resetsThatThePeerProvokesEndTheConnection() {
        attacker.handshake();
        for (int id = 1; id < 1_000; id += 2) {
            attacker.send(request(id, HANG), windowUpdate(id, 0));
        }
        attacker.expectConnectionError(ENHANCE_YOUR_CALM);
        assertThat(echo.running.get()).isLessThanOrEqualTo(MAX_CALLS);
    }

    @Test
    void windowOverflowsEndTheConnectionWhenThereAreMany() {
        attacker.handshake();
        for (int id = 1; id < 1_000; id += 2) {
            attacker.send(request(id, HANG), windowUpdate(id, Integer.MAX_VALUE));
        }
        attacker.expectConnectionError(ENHANCE_YOUR_CALM);
    }

    @Test
    void aDecompressionBombIsStoppedAtTheLimit() throws IOException {
        attacker.handshake();
        byte[] bomb = gzip(new byte[100_000_000]);
        ByteBuffer message = ByteBuffer.allocate(5 + bomb.length);
        message.put((byte) 1).putInt(bomb.length).put(bomb);
        for (int id = 1; id < 20; id += 2) {
            attacker.send(request(id, UNARY, "grpc-encoding: gzip"));
            attacker.sendContent(id, message.array());
            attacker.expectStatus(id, 8);
            attacker.expectStreamError(id, NO_ERROR);
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    @Test
    void malformedRequestsWithoutEndEndTheConnection() {
        attacker.handshake();
        for (int id = 1; id < 1_000; id += 2) {
            attacker.send(headers(id, ":method: POST").endStream());
        }
        attacker.expectConnectionError(ENHANCE_YOUR_CALM);
    }

    @Test
    void aHeaderBlockThatNeverEnds() {
        attacker.handshake();
        attacker.send(request(1, UNARY).withFlags(0));
        for (int i = 0; i < 1_000; i++) {
            attacker.send(raw(FrameType.CONTINUATION, 0, 1));
        }
        attacker.expectConnectionError(ENHANCE_YOUR_CALM);
    }

    @Test
    void aHeaderBlockThatIsFarTooLarge() {
        attacker.handshake();
        attacker.send(request(1, UNARY).withFlags(0));
        for (int i = 0; i < 10; i++) {
            attacker.send(raw(FrameType.CONTINUATION, 0, 1, new byte[16_000]));
        }
        attacker.expectConnectionError(ENHANCE_YOUR_CALM);
    }

    @Test
    void referencesToALargeFieldAreCutAtTheLimit() {
        attacker.handshake();
        attacker.send(request(1, UNARY, "x-bomb: " + "x".repeat(1_900)).endStream());
        attacker.expectStatus(1, 12);
        byte[] bomb = new byte[16_000];
        Arrays.fill(bomb, (byte) 0xbe);
        for (int id = 3; id < 200; id += 2) {
            attacker.send(raw(FrameType.HEADERS, 5, id, bomb));
            attacker.expect(headers(id, ":status: 431", "grpc-status: 8").endStream());
        }
        attacker.expectQuiet();
    }

    @Test
    void emptyDataWithoutEndEndsTheConnection() {
        attacker.handshake();
        attacker.send(request(1, HANG));
        attacker.sendMany(data(1, ""), 1_000);
        attacker.expectConnectionError(ENHANCE_YOUR_CALM);
    }

    @Test
    void tenThousandSmallMessagesAreFine() {
        attacker.handshake(Setting.INITIAL_WINDOW_SIZE, 1 << 24);
        attacker.send(request(1, BIDI), windowUpdate(0, 1 << 24));
        byte[] message = Echo.message("a");
        for (int i = 0; i < 10_000; i++) {
            attacker.awaitWindow(1, message.length);
            attacker.send(data(1, message));
            if (i == 0) {
                attacker.expectHeaders(1);
            }
            attacker.expectContent(1, message.length);
        }
        attacker.send(data(1, "").endStream());
        attacker.expectStatus(1, 0);
    }

    @Test
    void streamsAboveTheLimitBeforeTheSettingsAreKnownAreRefused() {
        attacker.silent();
        attacker.preface();
        attacker.send(settings());
        int firstRefused = 2 * MAX_CALLS + 1;
        for (int id = 1; id < firstRefused + 400; id += 2) {
            attacker.send(request(id, BIDI));
        }
        for (int id = firstRefused; id < firstRefused + 400; id += 2) {
            attacker.expectStreamError(id, REFUSED_STREAM);
        }
        attacker.expectQuiet();
    }

    @Test
    void aStalledReaderHoldsUpNobodyElse() {
        attacker.handshake(Setting.INITIAL_WINDOW_SIZE, 1);
        for (int id = 1; id < 199; id += 2) {
            attacker.send(request(id, UNARY), data(id, Echo.message("a".repeat(100))).endStream());
        }
        attacker.ignore(FrameType.HEADERS);
        attacker.ignore(FrameType.DATA);
        attacker.send(settings(Setting.INITIAL_WINDOW_SIZE, 1_000));
        attacker.send(request(199, UNARY), data(199, Echo.message("b")).endStream());
        attacker.expectStatus(199, 0);
    }

    @Test
    void aLengthOfFourGigabytesAllocatesNothing() {
        attacker.handshake();
        byte[] prefix = {0, -1, -1, -1, -1};
        for (int id = 1; id < 1_000; id += 2) {
            attacker.send(request(id, UNARY), data(id, prefix));
            attacker.expectStatus(id, 8);
            attacker.expect(rstStream(id, NO_ERROR));
        }
    }

    @Test
    void aTinyHeaderListLimitOfThePeerIsNoProblem() {
        attacker.handshake(Setting.MAX_HEADER_LIST_SIZE, 1);
        attacker.send(request(1, UNARY), data(1, Echo.message("a")).endStream());
        attacker.expectHeaders(1);
        attacker.expect(data(1, Echo.message("a")));
        attacker.expectStatus(1, 0);
    }

    @Test
    void anInvalidFrameAmongGoodOnesEndsOnlyThisConnection() {
        attacker.handshake();
        attacker.send(request(1, BIDI), raw(FrameType.PING, 0, 1, new byte[8]));
        attacker.expectConnectionError(PROTOCOL_ERROR);
    }

    /// Sends until the server has had enough.
    @Test
    void resetsThatNobodyReadsEndTheConnection() {
        attacker.handshake();
        byte[] missing =
                block(
                        0x83,
                        0x86,
                        ":path",
                        "/x",
                        "content-type",
                        "application/grpc",
                        "te",
                        "trailers");
        byte[] malformed = block(0x83);
        ByteBuffer batch = ByteBuffer.allocate(1 << 20);
        int id = 1;
        for (int sent = 0; sent < 500; sent++) { // answered and reset, then refused, in turns
            batch.clear();
            for (int i = 0; i < 1_000; i++, id += 4) {
                frame(batch, FrameType.HEADERS, 0x5, id, missing);
                frame(batch, FrameType.RST_STREAM, 0, id, new byte[] {0, 0, 0, 8});
                frame(batch, FrameType.HEADERS, 0x5, id + 2, malformed);
            }
            attacker.sendOctets(Arrays.copyOf(batch.array(), batch.position()));
        }
        attacker.ignore(FrameType.HEADERS);
        attacker.ignore(FrameType.RST_STREAM);
        expectEnd();
    }

    private static void frame(ByteBuffer out, int type, int flags, int id, byte[] payload) {
        out.putInt(payload.length << 8 | type).put((byte) flags).putInt(id).put(payload);
    }

    /// A header block of indexed fields and literals, which leaves the table as it is.
    private static byte[] block(Object... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean name = true;
        for (Object part : parts) {
            if (part instanceof Integer indexed) {
                out.write(indexed);
                continue;
            }
            byte[] text = ((String) part).getBytes(StandardCharsets.US_ASCII);
            if (name) {
                out.write(0);
            }
            out.write(text.length);
            out.writeBytes(text);
            name = !name;
        }
        return out.toByteArray();
    }

    @Test
    void aCallOnTheLoopThatNeverEndsCannotGrow() throws IOException {
        try (Server onLoop = Server.listen(0).service(echo.bind().nonBlocking(Echo.UNARY)).start();
                WirePeer peer = WirePeer.connect(onLoop.port())) {
            peer.handshake();
            peer.send(request(1, UNARY), data(1, new byte[] {0, 0, 0, 0, 0}), data(1, "more"));
            peer.expectStatus(1, 12);
        }
    }

    private void flood(WireFrame frame) {
        attacker.sendMany(frame, FLOOD_FRAMES);
    }

    /// The server says ENHANCE_YOUR_CALM where that still finds room, and closes.
    private void expectEnd() {
        attacker.ignore(FrameType.GOAWAY);
        attacker.expectClosed();
    }
}
