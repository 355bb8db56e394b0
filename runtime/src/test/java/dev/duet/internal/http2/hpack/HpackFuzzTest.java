package dev.duet.internal.http2.hpack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.util.Random;

/// Whatever comes, the decoder gives a list within its limits or an [HpackException].
class HpackFuzzTest {
    private static final int BLOCKS = 30_000;
    private static final int MAX_LIST = 400;
    private static final int MAX_FIELDS = 8;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noiseIsAListOrAnError(long seed) {
        Random random = new Random(seed);
        HpackDecoder decoder = decoder();
        int lists = 0;
        for (int i = 0; i < BLOCKS; i++) {
            byte[] noise = new byte[random.nextInt(30)];
            random.nextBytes(noise);
            try {
                HeaderBlock block = decoder.decode(ByteBuffer.wrap(noise), 0, noise.length);
                int size = block.fields().stream().mapToInt(HeaderField::size).sum();
                assertThat(size).isLessThanOrEqualTo(MAX_LIST);
                assertThat(block.fields()).hasSizeLessThanOrEqualTo(MAX_FIELDS);
                lists++;
            } catch (HpackException e) {
                decoder = decoder();
            }
        }
        assertThat(lists).isBetween(BLOCKS / 100, BLOCKS);
    }

    private static HpackDecoder decoder() {
        return new HpackDecoder(200, MAX_LIST, MAX_FIELDS);
    }
}
