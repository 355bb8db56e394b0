package dev.duet.proto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// Texts of all lengths and alphabets come out as the JDK encodes them.
class TextWritingTest {
    private static final String[] CHARACTERS = {
        "a",
        "ü",
        "\u00ff",
        "\u07ff",
        "\u0800",
        "漢",
        "\uffff",
        "😀",
        "\udbff\udfff",
        "\ud800",
        "\udc00"
    };

    @Test
    void everyLengthOfAsciiIsWritten() {
        for (int length = 0; length < 3000; length++) {
            check("x".repeat(length));
        }
    }

    @Test
    void everyAlphabetIsWrittenAtEveryLength() {
        for (String character : CHARACTERS) {
            for (int length = 1; length < 2100; length += 1 + length / 40) {
                check(character.repeat(length));
            }
        }
    }

    @Test
    void oneOtherCharacterAmongAsciiIsSeenWhereverItIs() {
        for (int length : new int[] {1, 2, 3, 4, 5, 8, 9, 24, 25, 127, 128, 300, 1030, 5000}) {
            for (int at = 0; at < length; at += 1 + length / 300) {
                for (String character : CHARACTERS) {
                    check("a".repeat(at) + character + "b".repeat(length - at - 1));
                }
            }
        }
    }

    @Test
    void charactersAreWrittenInAnyMixture() {
        var random = new Random(5);
        for (int round = 0; round < 2000; round++) {
            var text = new StringBuilder();
            int length = random.nextInt(3000);
            int kinds = 1 + random.nextInt(CHARACTERS.length);
            while (text.length() < length) {
                text.append(CHARACTERS[random.nextInt(kinds)]);
            }
            check(text.toString());
        }
    }

    /// Alone, and in front of other content, which must not change.
    private static void check(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        var expected = new ByteArrayOutputStream();
        expected.write(0x0a);
        for (int rest = utf8.length; ; rest >>>= 7) {
            if (rest < 0x80) {
                expected.write(rest);
                break;
            }
            expected.write(rest & 0x7f | 0x80);
        }
        expected.writeBytes(utf8);
        var writer = new ProtoWriter();
        writer.writeString(1, text);
        assertThat(writer.toByteArray()).isEqualTo(expected.toByteArray());

        writer.reset();
        writer.writeFixed64(2, -1);
        writer.writeString(1, text);
        expected.write(0x11);
        expected.writeBytes(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1});
        assertThat(writer.toByteArray()).isEqualTo(expected.toByteArray());
        assertThat(writer.length()).isEqualTo(expected.size());
    }
}
