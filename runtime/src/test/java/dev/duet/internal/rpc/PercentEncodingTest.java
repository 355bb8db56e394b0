package dev.duet.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEncodingTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "a b", "!\"#$&'()*+,-./:;<=>?@[\\]^_`{|}~"})
    void printableAsciiStaysAsItIs(String text) {
        assertThat(PercentEncoding.encode(text)).isSameAs(text);
        assertThat(PercentEncoding.decode(text)).isSameAs(text);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "100%,100%25",
                "\u00fc,%C3%BC",
                "\u263a,%E2%98%BA",
                "\ud83d\ude08,%F0%9F%98%88"
            })
    void everythingElseIsEscaped(String text, String encoded) {
        assertThat(PercentEncoding.encode(text)).isEqualTo(encoded);
        assertThat(PercentEncoding.decode(encoded)).isEqualTo(text);
    }

    @Test
    void lineBreaksAndBlanksAtTheEndsSurvive() {
        String text = " \t\na b\r\n ";

        assertThat(PercentEncoding.encode(text)).isEqualTo("%20%09%0Aa b%0D%0A%20");
        assertThat(PercentEncoding.decode(PercentEncoding.encode(text))).isEqualTo(text);
        assertThat(PercentEncoding.encode(" ")).isEqualTo("%20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"50%", "%", "%4", "%zz", "%-1", "a%2", "%+1"})
    void badEscapesStayAsTheyAre(String encoded) {
        assertThat(PercentEncoding.decode(encoded)).isEqualTo(encoded);
    }

    @Test
    void goodEscapesBesideBadOnesAreDecoded() {
        assertThat(PercentEncoding.decode("%zz%41%")).isEqualTo("%zzA%");
        assertThat(PercentEncoding.decode("%c3%bc")).isEqualTo("\u00fc");
    }

    @Test
    void bytesThatAreNotUtf8DoNotLoseTheRest() {
        assertThat(PercentEncoding.decode("a%FFb")).isEqualTo("a\ufffdb");
    }

    @Test
    void unescapedUtf8IsRead() {
        assertThat(PercentEncoding.decode("\u00c3\u00bc")).isEqualTo("\u00fc");
    }
}
