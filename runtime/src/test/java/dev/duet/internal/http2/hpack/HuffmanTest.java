package dev.duet.internal.http2.hpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;

class HuffmanTest {
    @Test
    void everyPairOfOctetsComesBack() throws HpackException {
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                String text = "" + (char) first + (char) second;
                assertThat(roundTrip(text)).isEqualTo(text);
            }
        }
    }

    @Test
    void randomTextsComeBack() throws HpackException {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(60); length > 0; length--) {
                text.append((char) random.nextInt(256));
            }
            assertThat(roundTrip(text.toString())).isEqualTo(text.toString());
        }
    }

    @Test
    void thePaddingMayBeUpToSevenOnes() throws HpackException {
        assertThat(decode("1f")).isEqualTo("a");
        assertThat(decode("")).isEmpty();
        assertThat(decode("07")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "18", // 'a' and three zeros
                "1e", // 'a' and padding that ends with a zero
                "1fff", // 'a' and eleven bits of padding
                "ff", // eight bits of padding
                "ffff",
                "fffffffc", // the end of the string and two bits
                "ffffffff",
                "ffffffffff",
                "1ffffffff8", // the end of the string after an 'a'
            })
    void wrongPaddingAndTheEndOfTheStringAreErrors(String hex) {
        assertThatThrownBy(() -> decode(hex)).isInstanceOf(HpackException.class);
    }

    private static String roundTrip(String text) throws HpackException {
        byte[] encoded = new byte[Huffman.encodedLength(text)];
        Huffman.encode(text, encoded, 0);
        return decode(HexFormat.of().formatHex(encoded));
    }

    private static String decode(String hex) throws HpackException {
        byte[] bytes = HexFormat.of().parseHex(hex);
        byte[] out = new byte[Huffman.maxDecodedLength(bytes.length)];
        int length = Huffman.decode(ByteBuffer.wrap(bytes), 0, bytes.length, out);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) (out[i] & 0xff));
        }
        return text.toString();
    }
}
