package dev.duet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

class JsonReaderTest {
    @Test
    void everyKindOfValueIsRead() {
        Object value =
                JsonReader.read(
                        """
                         {"a": [1, -2.5e1, 0], "b": {"c": true, "d": false}, "": {},
                          "e": "q\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9", "f": null, "g": []}
                        """);
        assertThat(value)
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("a", List.of(1.0, -25.0, 0.0))
                .containsEntry("b", Map.of("c", true, "d", false))
                .containsEntry("", Map.of())
                .containsEntry("e", "q\"\\/\b\f\n\r\té")
                .containsEntry("f", null)
                .containsEntry("g", List.of());
        assertThat(JsonReader.read("[null]")).isEqualTo(Arrays.asList((Object) null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "`` ! line 1, column 1: a value is expected",
                "{ ! line 1, column 2: a name in quotes is expected",
                "{\"a\" 1} ! line 1, column 6: a colon is expected",
                "{\"a\": 1,} ! line 1, column 9: a name in quotes is expected",
                "[1 2] ! line 1, column 4: a comma or ] is expected",
                "[1,] ! line 1, column 4: a value is expected",
                "[01] ! line 1, column 3: a comma or ] is expected",
                "{\"a\":1,\"a\":2} ! \"a\" is there twice",
                "\"a ! a string does not end",
                "\"\\x\" ! no such escape",
                "\"\\u12\" ! four hexadecimal digits",
                "tru ! a value is expected",
                "1 2 ! the text should end here",
                "NaN ! a value is expected",
            })
    void whatIsNoJsonIsRefusedWithThePlace(String text, String error) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonReader.read(text))
                .withMessageContaining(error);
    }

    @Test
    void linesAreCountedAndDepthIsLimited() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonReader.read("{\n  \"a\": ?\n}"))
                .withMessageContaining("line 2, column 8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonReader.read("[".repeat(10_000)))
                .withMessageContaining("too deep");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonReader.read("\"a\nb\""))
                .withMessageContaining("control character");
    }
}
