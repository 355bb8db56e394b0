package dev.duet.conformance;

import static dev.duet.testing.wire.Frames.data;
import static dev.duet.testing.wire.Frames.message;
import static dev.duet.testing.wire.Frames.request;
import static dev.duet.testing.wire.Frames.windowUpdate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.server.Server;
import dev.duet.server.ServiceDefinition;
import dev.duet.testing.wire.WirePeer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/// How messages lie in DATA frames means nothing (gRPC over HTTP/2, "Requests"): whole, in pieces,
/// or many in one, for handlers on threads and on the event loop.
@Timeout(60)
@ParameterizedClass
@EnumSource
class MessagesInFramesTest {
    /// Where the handler runs.
    enum Place {
        THREAD,
        LOOP
    }

    private static final String BIDI = Echo.BIDI.path();
    private static final int RESOURCE_EXHAUSTED = 8;
    private static final int INTERNAL = 13;

    private final Server server;
    private final WirePeer peer;

    MessagesInFramesTest(Place place) throws IOException {
        ServiceDefinition echo = new Echo().bind();
        server =
                Server.listen(0)
                        .service(
                                place == Place.THREAD
                                        ? echo
                                        : echo.onMessage(
                                                Echo.BIDI,
                                                (message, responses) -> responses.send(message)))
                        .start();
        peer = WirePeer.connect(server.port());
        peer.handshake();
    }

    @AfterEach
    void close() {
        peer.close();
        server.close();
    }

    private static byte[] messages(int... sizes) {
        var all = new ByteArrayOutputStream();
        for (int size : sizes) {
            all.writeBytes(Echo.message("m".repeat(size)));
        }
        return all.toByteArray();
    }

    private void expectAnswer(byte[] content) {
        peer.expectHeaders(1);
        assertThat(peer.expectContent(1, content.length)).isEqualTo(content);
    }

    @Test
    void aFrameHoldsManyMessages() {
        byte[] content = messages(3, 0, 700, 1, 1, 9_000);

        peer.send(request(1, BIDI), data(1, content));

        expectAnswer(content);
        peer.send(data(1, messages(5)), data(1, messages(6, 7)).endStream());
        assertThat(peer.expectContent(1, messages(5, 6, 7).length)).isEqualTo(messages(5, 6, 7));
        peer.expectStatus(1, 0);
    }

    @Test
    void messagesAreCutAnywhere() {
        var random = new Random(7);
        byte[] content = messages(3, 0, 700, 20_000, 1, 0, 0, 40, 300);

        peer.send(request(1, BIDI));
        int from = 0;
        while (from < content.length) {
            int most = random.nextBoolean() ? 8 : 3_000;
            int to = Math.min(content.length, from + random.nextInt(most));
            peer.send(data(1, Arrays.copyOfRange(content, from, to)));
            from = to;
        }

        expectAnswer(content);
        peer.send(data(1, new byte[0]).endStream());
        peer.expectStatus(1, 0);
    }

    @Test
    void paddingIsNoPartOfAMessage() {
        byte[] content = messages(10);

        peer.send(request(1, BIDI), data(1, content).padded(4), data(1, content));

        expectAnswer(messages(10, 10));
    }

    @Test
    void aCompressedMessageMayFollowAPlainOne() throws IOException {
        byte[] plain = messages(10);
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain, 5, plain.length - 5);
        }
        byte[] compressed = message(packed.toByteArray());
        compressed[0] = 1;
        var content = new ByteArrayOutputStream();
        content.writeBytes(plain);
        content.writeBytes(compressed);
        content.writeBytes(plain);

        peer.send(request(1, BIDI, "grpc-encoding: gzip"), data(1, content.toByteArray()));

        expectAnswer(messages(10, 10, 10));
    }

    @Test
    void manyTimesTheWindowGetsThrough() {
        byte[] content = messages(15_000);

        peer.send(request(1, BIDI));
        for (int i = 0; i < 50; i++) {
            peer.sendContent(1, content);
            if (i == 0) {
                peer.expectHeaders(1);
            }
            assertThat(peer.expectContent(1, content.length)).isEqualTo(content);
            peer.send(windowUpdate(0, content.length), windowUpdate(1, content.length));
        }
    }

    @Test
    void aMessageThatIsTooLargeEndsTheCallBehindAGoodOne() {
        byte[] tooLarge = {0, 0x7f, -1, -1, -1, 1, 2, 3};

        peer.send(request(1, BIDI), data(1, messages(4)), data(1, tooLarge));

        expectAnswer(messages(4));
        peer.expectStatus(1, RESOURCE_EXHAUSTED);
    }

    @Test
    void bytesThatAreNoMessageEndTheCallBehindAGoodOne() {
        byte[] noMessage = {0, 0, 0, 0, 2, 0x0a, 50};

        peer.send(request(1, BIDI), data(1, messages(4)), data(1, noMessage));

        expectAnswer(messages(4));
        peer.expectStatus(1, INTERNAL);
    }
}
