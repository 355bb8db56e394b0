package dev.duet.proto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// Texts of all lengths and alphabets are read, or refused, as the JDK's strict decoder does it.
class TextReadingTest {
    private static final String[] LETTERS = {
        "a",
        "ü",
        "\u0080",
        "\u00ff",
        "\u0100",
        "\u07ff",
        "\u0800",
        "漢",
        "\ud7ff",
        "\ue000",
        "\ufffd",
        "\uffff",
        "😀",
        "\udbff\udfff"
    };

    private final Random random = new Random(7);

    @Test
    void everyAlphabetIsReadAtEveryLength() {
        for (String letter : LETTERS) {
            for (int length = 1; length < 2100; length += 1 + length / 40) {
                check(letter.repeat(length));
            }
        }
    }

    @Test
    void oneOtherLetterIsSeenWhereverItIs() {
        for (int length : new int[] {8, 31, 32, 33, 511, 512, 513, 600, 5000}) {
            for (int at = 0; at < length; at += 1 + length / 400) {
                for (String letter : LETTERS) {
                    check("a".repeat(at) + letter + "b".repeat(length - at - 1));
                    check("é".repeat(at) + letter + "ß".repeat(length - at - 1));
                }
            }
        }
    }

    @Test
    void lettersAreReadInAnyMixture() {
        for (int round = 0; round < 3000; round++) {
            check(mixture(random.nextInt(3000)));
        }
    }

    @Test
    void textsTooLongToKeepRoomForAreRead() {
        check("grüße".repeat(60_000));
        check("漢字".repeat(60_000) + "grüße".repeat(60_000));
    }

    @Test
    void whatIsNotUtf8IsRefusedWhereverItIs() {
        for (int round = 0; round < 30_000; round++) {
            byte[] utf8 = mixture(random.nextInt(1500)).getBytes(StandardCharsets.UTF_8);
            if (utf8.length > 0) {
                for (int changes = random.nextInt(3); changes >= 0; changes--) {
                    utf8[random.nextInt(utf8.length)] = (byte) random.nextInt(256);
                }
                check(utf8);
            }
        }
    }

    @Test
    void everyWrongSequenceIsRefusedAtEveryPlace() {
        int[][] wrong = {
            {0x80},
            {0xbf},
            {0xc0, 0x80},
            {0xc1, 0xbf},
            {0xc3},
            {0xc3, 0xc3},
            {0xc5},
            {0xe0, 0x9f, 0xbf},
            {0xe6, 0xbc},
            {0xed, 0xa0, 0x80},
            {0xed, 0xbf, 0xbf},
            {0xf0, 0x8f, 0xbf, 0xbf},
            {0xf0, 0x9f, 0x98},
            {0xf4, 0x90, 0x80, 0x80},
            {0xf5, 0x80, 0x80, 0x80},
            {0xf8, 0x88, 0x80, 0x80, 0x80},
            {0xfe},
            {0xff}
        };
        for (int[] sequence : wrong) {
            for (String around : new String[] {"a", "é", "ж", "漢", "😀", "aé", "漢b"}) {
                for (int before = 0; before < 20; before++) {
                    for (int behind = 0; behind < 20; behind++) {
                        // Long enough for the way of long texts, on either side.
                        checkWrong(sequence, around.repeat(300 + before), around.repeat(behind));
                        checkWrong(sequence, around.repeat(before), around.repeat(300 + behind));
                    }
                }
            }
        }
    }

    private void checkWrong(int[] sequence, String before, String behind) {
        byte[] first = before.getBytes(StandardCharsets.UTF_8);
        byte[] last = behind.getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(first.length + sequence.length + last.length).put(first);
        for (int value : sequence) {
            bytes.put((byte) value);
        }
        ProtoReader in = reader(bytes.put(last).array());
        assertThatThrownBy(in::readString).isInstanceOf(ProtoException.class);
    }

    /// Runs of letters of a few kinds.
    private String mixture(int length) {
        var text = new StringBuilder();
        int first = random.nextInt(LETTERS.length);
        int kinds = 1 + random.nextInt(LETTERS.length);
        int longest = 1 + random.nextInt(40);
        while (text.length() < length) {
            String letter = LETTERS[(first + random.nextInt(kinds)) % LETTERS.length];
            text.append(letter.repeat(1 + random.nextInt(longest)));
        }
        return text.toString();
    }

    private static void check(String text) {
        ProtoReader in = reader(text.getBytes(StandardCharsets.UTF_8));
        assertThat(in.readString().equals(text)).isTrue();
        assertThat(in.readTag()).isEqualTo(8);
    }

    private static void check(byte[] utf8) {
        ProtoReader in = reader(utf8);
        String expected;
        try {
            expected = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException malformed) {
            assertThatThrownBy(in::readString)
                    .isInstanceOf(ProtoException.class)
                    .hasMessage(ProtoException.invalidUtf8().getMessage());
            return;
        }
        assertThat(in.readString().equals(expected)).isTrue();
    }

    /// A reader of a text, with other bytes around it.
    private static ProtoReader reader(byte[] utf8) {
        byte[] array = new byte[utf8.length + 12];
        int at = 3;
        array[at] = (byte) utf8.length;
        for (int rest = utf8.length; rest >= 0x80; array[at] = (byte) rest) {
            array[at++] |= (byte) 0x80;
            rest >>>= 7;
        }
        System.arraycopy(utf8, 0, array, at + 1, utf8.length);
        array[at + 1 + utf8.length] = 8;
        array[at + 2 + utf8.length] = (byte) 0xBF;
        return new ProtoReader(array, 3, at - 1 + utf8.length);
    }
}
