package dev.duet.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duet.json.kinds.Colour;
import dev.duet.json.kinds.Scalars;
import dev.duet.json.kinds.Shapes;
import dev.duet.json.old.Level;
import dev.duet.json.old.Record;
import dev.duet.proto.Bytes;
import dev.duet.proto.wellknown.NullValue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

class JsonParsingTest {
    private static final ProtoJson JSON = ProtoJson.DEFAULT;

    private static Scalars scalars(String json) {
        return JSON.parse(json, Scalars.CODEC);
    }

    private static Shapes shapes(String json) {
        return JSON.parse(json, Shapes.CODEC);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100000", "1e5", "1E+5", "100000.000", "\"100000\"", "\"1e5\""})
    void readsIntegersInAnyForm(String number) {
        assertThat(scalars("{\"i32\": " + number + "}").i32()).isEqualTo(100_000);
        assertThat(scalars("{\"u64\": " + number + "}").u64()).isEqualTo(100_000);
    }

    @Test
    void readsTheLargestIntegersExactly() {
        assertThat(scalars("{\"i64\": 9223372036854775807}").i64()).isEqualTo(Long.MAX_VALUE);
        assertThat(scalars("{\"i64\": -9223372036854775808}").i64()).isEqualTo(Long.MIN_VALUE);
        assertThat(scalars("{\"u64\": 18446744073709551615}").u64()).isEqualTo(-1);
        assertThat(scalars("{\"u32\": 4294967295}").u32()).isEqualTo(-1);
        assertThat(scalars("{\"i64\": 9007199254740993}").i64()).isEqualTo(9007199254740993L);
        assertThat(scalars("{\"i32\": 0e999999999}").i32()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1.5, 1.5", "\"1.5\", 1.5", "\"NaN\", NaN", "\"-Infinity\", -Infinity", "-0, -0.0"})
    void readsNumbersWithFractions(String number, Double expected) {
        assertThat((Double) scalars("{\"exact\": " + number + "}").exact()).isEqualTo(expected);
        assertThat((Float) scalars("{\"ratio\": " + number + "}").ratio())
                .isEqualTo((Float) expected.floatValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"//79", "__79", "__79==", "//79="})
    void readsBase64OfBothAlphabets(String data) {
        assertThat(scalars("{\"data\": \"" + data.substring(0, 3) + "\"}").data())
                .isEqualTo(Bytes.of((byte) -1, (byte) -2));
    }

    @Test
    void readsFieldsByEitherName() {
        assertThat(scalars("{\"displayName\": \"a\"}"))
                .isEqualTo(scalars("{\"display_name\":\"a\"}"));
        assertThat(scalars("{\"@other\": \"a\"}")).isEqualTo(scalars("{\"other\": \"a\"}"));
    }

    @Test
    void readsEnumsByNameAliasAndNumber() {
        assertThat(scalars("{\"colour\": \"CRIMSON\"}").colour()).isEqualTo(Colour.Known.RED);
        assertThat(scalars("{\"colour\": -1}").colour()).isEqualTo(Colour.Known.NIGHT);
        assertThat(scalars("{\"colour\": 99}").colour()).isEqualTo(Colour.of(99));
        assertThat(JSON.parse("{\"key\": \"\", \"level\": 2}", Record.CODEC).level())
                .isEqualTo(Level.HIGH);
    }

    @Test
    void takesNullForAFieldThatIsNotSet() {
        assertThat(shapes("{\"maybe\": null, \"numbers\": null, \"byName\": null, \"word\": null}"))
                .isEqualTo(Shapes.DEFAULT);
        assertThat(shapes("{\"nothing\": null}").choice())
                .isEqualTo(new Shapes.Choice.Nothing(NullValue.Known.NULL_VALUE));
        assertThat(shapes("{\"word\": null, \"number\": 1}").choice())
                .isEqualTo(new Shapes.Choice.Number(1));
    }

    @Test
    void readsListsAndMaps() {
        Shapes message =
                shapes(
                        """
                        {"numbers": [1, "2", 3e0], "inners": [{}, {"i32": 1}],
                         "byNumber": {"-5": "a", "1e1": "b"}, "byTruth": {"false": "RED"}}
                        """);
        assertThat(message.numbers()).containsExactly(1, 2, 3);
        assertThat(message.inners()).hasSize(2);
        assertThat(message.byNumber()).containsEntry(-5L, "a").containsEntry(10L, "b");
        assertThat(message.byTruth()).containsEntry(false, Colour.Known.RED);
    }

    @Test
    void passesOverUnknownFieldsAndEnumNamesIfAsked() {
        var lenient = JSON.ignoringUnknownFields();
        assertThat(
                        lenient.parse(
                                """
                                {"later": {"a": [1, {"b": null}]}, "maybe": 1,
                                 "colours": ["RED", "GREEN"], "byTruth": {"true": "GREEN"}}
                                """,
                                Shapes.CODEC))
                .isEqualTo(Shapes.builder().maybe(1).addColours(Colour.Known.RED).build());
        assertThat(lenient.parse("{\"colour\": \"GREEN\"}", Scalars.CODEC))
                .isEqualTo(Scalars.DEFAULT);
    }

    @Test
    void readsFromAReaderWithoutClosingIt() throws IOException {
        var reader = new StringReader("{\"i32\": 1}");
        assertThat(JSON.parse(reader, Scalars.CODEC).i32()).isEqualTo(1);
        assertThat(reader.read()).isEqualTo(-1);
    }

    @Test
    void readsEscapesAndSurrogatePairs() {
        assertThat(scalars("{\"displayName\": \"\\ud83c\\udfbb\\n\\u0041\"}").displayName())
                .isEqualTo("🎻\nA");
    }

    @Test
    void readsUtf8AndNothingElse() {
        byte[] json = "{\"displayName\": \"é\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(JSON.parse(json, Scalars.CODEC).displayName()).isEqualTo("é");
        json[json.length - 3] = 'e';
        assertThatThrownBy(() -> JSON.parse(json, Scalars.CODEC))
                .isInstanceOf(JsonException.class)
                .hasMessage("the text is not valid UTF-8");
    }
}
