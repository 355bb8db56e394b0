package dev.duet.internal.http2.hpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

class HpackDecoderTest {
    /// `name: value`, entered into the table.
    private static final String ENTER = "40046e616d650576616c7565";

    private final HpackDecoder decoder = new HpackDecoder(4096, 200, 5);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80", // index 0
                "be", // index 62 of an empty table
                "ff808000", // index 127
                "7f00", // name index 63
                "ff8080808080", // an integer that does not end
                "ffffffffff7f", // an integer over the limit
                "ff", // ends within an integer
                "40", // ends before the name
                "4003", // ends within the name
                "400161", // ends before the value
                "40016105", // ends within the value
                "0001617f80808008", // a string of a quarter of a gigabyte
                "4001618118", // wrong Huffman padding
                "3fe21f", // table size 4097
                "8220", // table size after a field
            })
    void whatBreaksTheFormatIsAnError(String hex) {
        assertThatThrownBy(() -> decode(hex)).isInstanceOf(HpackException.class);
    }

    @Test
    void anEmptyBlockIsAnEmptyList() throws HpackException {
        assertThat(decode("").fields()).isEmpty();
    }

    @Test
    void indexedFieldsAreTheSameInstances() throws HpackException {
        HeaderField entered = decode(ENTER).fields().getFirst();
        assertThat(decode("be").fields().getFirst()).isSameAs(entered);
        assertThat(decode("82be").fields().getLast()).isSameAs(entered);
    }

    @Test
    void theSameBlockAgainIsTheSameInstanceUntilTheTableChanges() throws HpackException {
        decode(ENTER);
        HeaderBlock first = decode("82be");
        assertThat(decode("82be")).isSameAs(first);
        assertThat(decode("400161016282be").fields()).hasSize(3);
        HeaderBlock afterChange = decode("82be");
        assertThat(afterChange).isNotEqualTo(first);
        assertThat(afterChange.fields().getLast()).isEqualTo(new HeaderField("a", "b"));
        assertThat(decode("82be")).isSameAs(afterChange);
    }

    @Test
    void aBlockWithASizeUpdateIsNotTakenForARepetition() throws HpackException {
        decode(ENTER);
        HeaderBlock resized = decode("203fe11f82");
        assertThat(resized.fields()).containsExactly(new HeaderField(":method", "GET"));
        decode(ENTER);
        decode("203fe11f82");
        assertThatThrownBy(() -> decode("be")).isInstanceOf(HpackException.class);
    }

    @Test
    void aListOverTheSizeIsCutAndTheTableStaysRight() throws HpackException {
        String big = "40036269673f" + "78".repeat(63);
        HeaderBlock block = decode("82" + big + big + ENTER);
        assertThat(block.oversize()).isTrue();
        assertThat(block.fields()).hasSize(2);
        HeaderBlock next = decode("be");
        assertThat(next.oversize()).isFalse();
        assertThat(next.fields()).containsExactly(new HeaderField("name", "value"));
    }

    @Test
    void aListAtTheSizeIsNotCut() throws HpackException {
        // 42 (:method GET) + 158
        String exact = "00016e7d" + "78".repeat(125);
        assertThat(decode("82" + exact).oversize()).isFalse();
        assertThat(decode("82" + "00016e7e" + "78".repeat(126)).oversize()).isTrue();
    }

    @Test
    void aListOfTooManyFieldsIsCut() throws HpackException {
        HpackDecoder roomy = new HpackDecoder(4096, 1 << 20, 5);
        byte[] five = HexFormat.of().parseHex("8282828282");
        byte[] bomb = new byte[16_000];
        Arrays.fill(bomb, (byte) 0x82);
        assertThat(roomy.decode(ByteBuffer.wrap(five), 0, 5).oversize()).isFalse();
        HeaderBlock block = roomy.decode(ByteBuffer.wrap(bomb), 0, bomb.length);
        assertThat(block.oversize()).isTrue();
        assertThat(block.fields()).hasSize(5);
    }

    @Test
    void afterAReductionTheNextBlockMustSayItsSize() throws HpackException {
        decoder.setMaxTableSize(100);
        assertThatThrownBy(() -> decode("82")).isInstanceOf(HpackException.class);
        assertThat(decode("3f4582").fields()).hasSize(1);
        assertThat(decode("82").fields()).hasSize(1);
    }

    @Test
    void afterAReductionARepeatedBlockIsNoExcuse() throws HpackException {
        decode("82");
        decode("82");
        decoder.setMaxTableSize(100);
        assertThatThrownBy(() -> decode("82")).isInstanceOf(HpackException.class);
    }

    @Test
    void aFieldLargerThanTheTableEmptiesIt() throws HpackException {
        decode("3f21" + ENTER); // 64 octets
        assertThat(decode("be").fields()).hasSize(1);
        decode("40016e20" + "78".repeat(32));
        assertThatThrownBy(() -> decode("be")).isInstanceOf(HpackException.class);
    }

    @Test
    void theOldestEntriesLeaveFirst() throws HpackException {
        HpackDecoder small = new HpackDecoder(102, 1 << 20, 100);
        for (int i = 0; i < 40; i++) {
            decode(small, "400161" + "01" + HexFormat.of().toHexDigits((byte) ('0' + i)));
        }
        assertThat(decode(small, "bebfc0").fields())
                .extracting(HeaderField::value)
                .containsExactly("W", "V", "U");
        assertThatThrownBy(() -> decode(small, "c1")).isInstanceOf(HpackException.class);
    }

    @Test
    void octetsAbove127ArriveAsTheyAre() throws HpackException {
        assertThat(decode("00016102ff80").fields())
                .containsExactly(new HeaderField("a", "\u00ff\u0080"));
    }

    private HeaderBlock decode(String hex) throws HpackException {
        return decode(decoder, hex);
    }

    private static HeaderBlock decode(HpackDecoder decoder, String hex) throws HpackException {
        byte[] bytes = HexFormat.of().parseHex("ff" + hex + "ff");
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes);
        return decoder.decode(direct, 1, bytes.length - 2);
    }
}
