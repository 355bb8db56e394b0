package dev.duet.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.duet.json.kinds.Scalars;
import dev.duet.json.kinds.Shapes;
import dev.duet.json.old.Record;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonErrorsTest {
    private static JsonException problem(String json) {
        return catchThrowableOfType(
                JsonException.class, () -> ProtoJson.DEFAULT.parse(json, Shapes.CODEC));
    }

    @Test
    void saysWhereTheProblemIs() {
        JsonException e =
                problem(
                        """
                        {
                          "maybe": 1,
                          "inners": [
                            {},
                            {"i32": "many"}
                          ]
                        }
                        """);
        assertThat(e.line()).isEqualTo(5);
        assertThat(e.column()).isEqualTo(13);
        assertThat(e.path()).isEqualTo("inners[1].i32");
        assertThat(e)
                .hasMessage(
                        "5:13: inners[1].i32: expected an integer of at most 64 bits, not"
                                + " \"many\"");
        assertThat(problem("{\"byName\": {\"a b\": {\"yes\": 1}}}").path())
                .isEqualTo("byName[\"a b\"].yes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"later\": 1}|kinds.Shapes has no such field",
                "{\"maybe\": 1, \"maybe\": 2}|the field occurs twice",
                "{\"byName\": {}, \"by_name\": {}}|the field occurs twice",
                "{\"word\": \"a\", \"number\": 1}|another member of the oneof choice is set",
                "{\"nothing\": null, \"number\": 1}|another member of the oneof choice is set",
                "{\"byNumber\": {\"1\": \"a\", \"1.0\": \"b\"}}|the key occurs twice",
                "{\"byTruth\": {\"yes\": \"RED\"}}|expected the key \"true\" or \"false\"",
                "{\"numbers\": [null]}|null cannot be an element",
                "{\"byName\": {\"a\": null}}|null cannot be an element",
                "{\"numbers\": 1}|expected a list, not 1",
                "{\"inner\": []}|expected an object, not a list",
                "{\"colours\": [\"GREEN\"]}|\"GREEN\" is no value of kinds.Colour",
                "{\"colours\": [true]}|expected a name or a number of kinds.Colour, not true",
                "{\"maybe\": 2147483648}|2147483648 is out of the range of int32",
                "{\"maybe\": 1.5}|expected an integer of at most 64 bits, not 1.5",
                "{\"maybe\": 1e1000000000}|expected an integer of at most 64 bits",
                "{\"maybe\": \" 1\"}|expected an integer",
                "{\"maybe\": \"01\"}|expected an integer",
                "{\"maybe\": true}|expected an integer of at most 64 bits, not true",
                "{\"word\": 1}|expected a string, not 1",
                "{\"word\": \"\\ud800\"}|half of a surrogate pair",
                "{\"word\": \"\\udc00\\ud800\"}|half of a surrogate pair",
                "{} {}|the text goes on behind the message: an object",
                "|expected an object, not the end of the text",
                "null|expected an object, not null",
                "[]|expected an object, not a list",
            })
    void refusesWhatIsNoMessage(String json, String expected) {
        assertThat(problem(json == null ? "" : json)).hasMessageContaining(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"u32\": -1}",
                "{\"u64\": 18446744073709551616}",
                "{\"ratio\": 3.5e38}",
                "{\"exact\": 1.8e308}",
                "{\"exact\": \"Inf\"}",
                "{\"exact\": \"0x10\"}",
                "{\"exact\": \"1d\"}",
                "{\"yes\": \"true\"}",
                "{\"yes\": 1}",
                "{\"data\": \"a*==\"}",
                "{\"data\": 5}",
                "{i32: 1}",
                "{'i32': 1}",
                "{\"i32\": 1,}",
                "{\"i32\": 01}",
                "{\"i32\": +1}",
                "{\"i32\": NaN}",
                "{\"i32\": 1",
                "{\"i32\" 1}",
                "{\"displayName\": \"a\nb\"}",
                "{/* a */}",
            })
    void refusesMalformedValues(String json) {
        assertThatThrownBy(() -> ProtoJson.DEFAULT.parse(json, Scalars.CODEC))
                .isInstanceOf(JsonException.class)
                .hasMessageMatching("(?s)1:\\d+: .*|2:\\d+: .*");
    }

    @Test
    void refusesAMessageWithoutItsRequiredFields() {
        assertThatThrownBy(() -> ProtoJson.DEFAULT.parse("{\"level\": 1}", Record.CODEC))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("the required field key is not set");
    }

    @Test
    void refusesNumbersThatAClosedEnumDoesNotHave() {
        assertThatThrownBy(
                        () -> ProtoJson.DEFAULT.parse("{\"key\":\"\",\"level\":7}", Record.CODEC))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("7 is no number of old.Level");
    }

    @Test
    void refusesTooDeepNestingInKnownAndUnknownFields() {
        String deep = "{\"shape\":".repeat(100) + "{}" + "}".repeat(100);
        assertThat(problem(deep)).hasMessageContaining("nested more than 100 levels deep");
        String unknown = "{\"later\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThatThrownBy(
                        () ->
                                ProtoJson.DEFAULT
                                        .ignoringUnknownFields()
                                        .parse(unknown, Shapes.CODEC))
                .isInstanceOf(JsonException.class);
    }

    @Test
    void shortensWhatItShows() {
        assertThat(problem("{\"maybe\": \"" + "x".repeat(10_000) + "\"}").getMessage())
                .hasSizeLessThan(200);
    }
}
