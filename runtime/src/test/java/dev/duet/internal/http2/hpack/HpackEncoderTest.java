package dev.duet.internal.http2.hpack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

class HpackEncoderTest {
    private static final List<HeaderField> REQUEST =
            List.of(
                    new HeaderField(":method", "POST"),
                    new HeaderField(":scheme", "http"),
                    new HeaderField(":path", "/chat.Chat/Talk"),
                    new HeaderField(":authority", "localhost:50051"),
                    new HeaderField("te", "trailers"),
                    new HeaderField("content-type", "application/grpc"));

    private final HpackEncoder encoder = new HpackEncoder(4096);
    private final BlockBuffer block = new BlockBuffer();

    @Test
    void aRepeatedListTakesAByteAField() {
        encode(REQUEST);
        assertThat(encode(REQUEST)).hasSize(2 * REQUEST.size());
    }

    @Test
    void aRepeatedListIsEncodedWithoutAllocation() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().threadId();
        List<HeaderField> withTimeout = new ArrayList<>(REQUEST);
        withTimeout.add(new HeaderField("grpc-timeout", "1S"));
        withTimeout.add(new HeaderField("authorization", "Bearer of bad news"));
        for (int i = 0; i < 100; i++) {
            encodeQuietly(withTimeout);
        }
        long before = threads.getThreadAllocatedBytes(self);
        for (int i = 0; i < 10_000; i++) {
            encodeQuietly(withTimeout);
        }
        assertThat(threads.getThreadAllocatedBytes(self) - before).isLessThan(10_000);
    }

    @Test
    void secretsAreNeverIndexed() throws HpackException {
        for (String name :
                List.of("authorization", "cookie", "set-cookie", "proxy-authorization")) {
            List<HeaderField> secret = List.of(new HeaderField(name, "secret"));
            String first = encode(secret);
            assertThat(first).startsWith("1f");
            assertThat(encode(secret)).isEqualTo(first);
        }
    }

    @Test
    void ofAFieldThatChangesEachTimeOnlyTheNameIsIndexed() throws HpackException {
        encode(List.of(new HeaderField("grpc-timeout", "1S")));
        assertThat(encode(List.of(new HeaderField("grpc-timeout", "2S"))))
                .isEqualTo("0f2f" + "02" + "3253");
        assertThat(encode(List.of(new HeaderField("grpc-timeout", "1S")))).isEqualTo("be");
        assertThat(encode(List.of(new HeaderField("content-length", "7")))).startsWith("0f0d");
    }

    @Test
    void aLargeFieldDoesNotPushOutTheOthers() {
        encode(REQUEST);
        encode(List.of(new HeaderField("x-large", "x".repeat(3000))));
        assertThat(encode(REQUEST)).hasSize(2 * REQUEST.size());
    }

    @Test
    void aNewTableSizeIsSaidAtTheNextBlock() {
        encoder.setMaxTableSize(100);
        assertThat(encode(List.of())).isEqualTo("3f45");
        assertThat(encode(List.of())).isEmpty();
    }

    @Test
    void theSmallestSizeInBetweenIsSaidToo() {
        encoder.setMaxTableSize(50);
        encoder.setMaxTableSize(0);
        encoder.setMaxTableSize(60);
        assertThat(encode(List.of())).isEqualTo("20" + "3f1d");
        encoder.setMaxTableSize(0);
        encoder.setMaxTableSize(4096);
        assertThat(encode(List.of())).isEqualTo("20" + "3fe11f");
    }

    @Test
    void theOwnLimitHoldsWhateverThePeerAllows() {
        encoder.setMaxTableSize(-1);
        assertThat(encode(List.of())).isEmpty();
        HpackEncoder frugal = new HpackEncoder(0);
        frugal.encode(List.of(new HeaderField("a", "b")), block);
        assertThat(block.array()[0]).isEqualTo((byte) 0x20);
        block.reset(0);
        frugal.encode(List.of(new HeaderField("a", "b")), block);
        assertThat(block.array()[0]).isZero();
    }

    @Test
    void manyEntriesAreAllFoundAgain() throws HpackException {
        HpackDecoder decoder = new HpackDecoder(4096, 1 << 20, 1000);
        List<HeaderField> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(new HeaderField("n" + i % 7, "v" + i));
        }
        for (int round = 0; round < 3; round++) {
            byte[] bytes = HexFormat.of().parseHex(encode(many));
            assertThat(decoder.decode(ByteBuffer.wrap(bytes), 0, bytes.length).fields())
                    .isEqualTo(many);
            assertThat(bytes).hasSizeLessThan(round == 0 ? 1000 : 201);
        }
    }

    private void encodeQuietly(List<HeaderField> fields) {
        block.reset(4096);
        encoder.encode(fields, block);
    }

    private String encode(List<HeaderField> fields) {
        encodeQuietly(fields);
        return HexFormat.of().formatHex(block.array(), 0, block.length());
    }
}
