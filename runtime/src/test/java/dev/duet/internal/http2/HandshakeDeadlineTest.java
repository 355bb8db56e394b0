package dev.duet.internal.http2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.frame.Frame;
import dev.duet.internal.http2.frame.FrameReader;
import dev.duet.internal.http2.frame.Http2Exception;
import dev.duet.internal.http2.hpack.HpackDecoder;
import dev.duet.internal.transport.EventLoop;
import dev.duet.internal.transport.MemoryTransport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// A client that connects and says nothing, or little, has ten seconds. The clock is the test's.
class HandshakeDeadlineTest {
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private final AtomicLong now = new AtomicLong();
    private final EventLoop loop = new EventLoop("test", now::get);
    private final List<String> reasons = new ArrayList<>();
    private MemoryTransport client;

    @BeforeEach
    void connect() throws IOException {
        MemoryTransport.Pair pair = MemoryTransport.pair();
        client = pair.client();
        new Connection(
                        Role.SERVER,
                        pair.server(),
                        Reactor.of(loop),
                        Limits.DEFAULT,
                        Lifetimes.SERVER,
                        new Listening())
                .start();
        run();
    }

    @AfterEach
    void close() {
        client.close();
        loop.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P", "PRI * HTTP/2.0\r\n", PREFACE})
    void whoSaysTooLittleIsCutOff(String said) throws IOException {
        say(said);
        pass(9_999);
        assertThat(reasons).isEmpty();
        pass(2);
        assertThat(reasons).hasSize(1);
    }

    @Test
    void whoIsSlowButInTimeIsServed() throws IOException {
        for (char c : PREFACE.toCharArray()) {
            say(String.valueOf(c));
            pass(400);
        }
        say("\0\0\0\4\0\0\0\0\0");
        pass(100_000);
        assertThat(reasons).isEmpty();
    }

    @Test
    void theReasonIsTold() throws IOException, Http2Exception {
        pass(10_001);
        ByteBuffer in = ByteBuffer.allocate(4_096);
        while (client.read(in) >= 0) {
            run();
            Thread.onSpinWait();
        }
        in.flip();
        FrameReader reader = new FrameReader(new HpackDecoder(4096, 100, 10), 100, 1, true);
        Frame last = null;
        for (Frame frame = reader.read(in); frame != null; frame = reader.read(in)) {
            last = frame;
        }
        assertThat(last)
                .isInstanceOfSatisfying(
                        Frame.GoAway.class,
                        goAway -> assertThat(goAway.code()).isEqualTo(ErrorCode.SETTINGS_TIMEOUT));
    }

    private void say(String octets) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1));
        client.write(new ByteBuffer[] {out}, 0, 1);
        run();
    }

    private void pass(long millis) throws IOException {
        now.addAndGet(millis * 1_000_000);
        run();
    }

    private void run() throws IOException {
        int rounds = 0;
        while (loop.runRound(0)) {
            assertThat(++rounds).isLessThan(10_000);
        }
    }

    private final class Listening extends SilentListener {
        @Override
        public void closed(String reason) {
            reasons.add(reason);
        }
    }
}
