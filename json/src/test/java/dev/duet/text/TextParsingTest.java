package dev.duet.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.duet.json.kinds.Colour;
import dev.duet.json.kinds.Scalars;
import dev.duet.json.kinds.Shapes;
import dev.duet.json.old.OldExtensions;
import dev.duet.json.old.Record;
import dev.duet.proto.Bytes;
import dev.duet.proto.TypeRegistry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class TextParsingTest {
    private static Shapes shapes(String text) {
        return ProtoText.DEFAULT.parse(text, Shapes.CODEC);
    }

    private static Scalars scalars(String text) {
        return ProtoText.DEFAULT.parse(text, Scalars.CODEC);
    }

    private static TextException problem(String text) {
        return catchThrowableOfType(TextException.class, () -> shapes(text));
    }

    @Test
    void readsSeparatorsCommentsAndBothBraces() {
        Shapes expected =
                Shapes.builder()
                        .maybe(1)
                        .numbers(1, 2, 3)
                        .inner(Scalars.builder().i32(5).build())
                        .build();
        assertThat(
                        shapes(
                                """
                                maybe: 1, numbers: [1, 2]; numbers: 3 # the rest
                                inner: < i32 : 5; >
                                """))
                .isEqualTo(expected);
        assertThat(shapes("numbers:[]numbers:1 inner{i32:5}numbers:[2,3]maybe:1"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "i32: 0x1F, 31",
        "i32: 017, 15",
        "i32: - 5, -5",
        "i32: 0, 0",
        "i32: -0x80000000, -2147483648"
    })
    void readsIntegersOfThreeBases(String text, int expected) {
        assertThat(scalars(text).i32()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, 1.5",
        "1.5f, 1.5",
        ".5, .5",
        "5., 5",
        "1e2F, 100",
        "3f, 3",
        "-inf, -Infinity",
        "INFINITY, Infinity",
        "NaN, NaN",
        "1e999, Infinity",
        "-0.0, -0.0",
        "7, 7",
    })
    void readsNumbersWithFractions(String text, Double expected) {
        assertThat((Double) scalars("exact: " + text).exact()).isEqualTo(expected);
        assertThat((Float) scalars("ratio: " + text).ratio())
                .isEqualTo((Float) expected.floatValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "True", "t", "1", "0x1", "01"})
    void readsBools(String text) {
        assertThat(scalars("yes: " + text).yes()).isTrue();
    }

    @Test
    void readsStringsWithEscapesInPieces() {
        assertThat(scalars("display_name: 'a' \"b\"\n'\\x41\\101\\u00e9\\U0001F3BB'").displayName())
                .isEqualTo("abAAé🎻");
        assertThat(scalars("data: \"\\a\\b\\f\\n\\r\\t\\v\\?\\\\\\'\\\"\\377\\0\"").data())
                .isEqualTo(
                        Bytes.of(
                                (byte) 7,
                                (byte) 8,
                                (byte) 12,
                                (byte) 10,
                                (byte) 13,
                                (byte) 9,
                                (byte) 11,
                                (byte) '?',
                                (byte) '\\',
                                (byte) '\'',
                                (byte) '"',
                                (byte) 255,
                                (byte) 0));
    }

    @Test
    void readsEnumsByNameAndNumber() {
        assertThat(scalars("colour: CRIMSON").colour()).isEqualTo(Colour.Known.RED);
        assertThat(scalars("colour: -1").colour()).isEqualTo(Colour.Known.NIGHT);
        assertThat(scalars("colour: 99").colour()).isEqualTo(Colour.of(99));
    }

    @Test
    void readsMapsOfWhichTheLastEntryOfAKeyWins() {
        assertThat(shapes("by_number { key: 1 value: 'a' } by_number [{ key: 1 }, {}]").byNumber())
                .containsEntry(1L, "")
                .containsEntry(0L, "")
                .hasSize(2);
    }

    @Test
    void passesOverReservedNamesAndIfAskedOverUnknownOnes() {
        assertThat(shapes("was_here: [1, -2.5, < a { b: 'c' 'd' } >] maybe: 1").maybe())
                .isEqualTo(1);
        assertThat(
                        ProtoText.DEFAULT
                                .ignoringUnknownFields()
                                .parse(
                                        "later { [x.y]: -inf; z: [] } [a.b]: 1 maybe: 1",
                                        Shapes.CODEC)
                                .maybe())
                .isEqualTo(1);
    }

    @Test
    void saysWhereTheProblemIs() {
        TextException e = problem("maybe: 1\ninner {\n  i32: many\n}");
        assertThat(e.line()).isEqualTo(3);
        assertThat(e.column()).isEqualTo(8);
        assertThat(e).hasMessage("3:8: expected an integer, not many");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "later: 1|1:1: kinds.Shapes has no field later",
                "[x.y]: 1|1:1: kinds.Shapes has no field [x.y]",
                "[x.y|1:5: expected ']', not the end of the text",
                "maybe 1|1:7: expected ':', not 1",
                "maybe: 1 maybe: 2|1:10: the field maybe occurs twice",
                "inner {} inner {}|1:10: the field inner occurs twice",
                "word: 'a' number: 1|1:11: another member of the oneof choice is set",
                "maybe: 1,,|1:10: expected the name of a field, not ,",
                "numbers: [1 2]|1:13: expected ']', not 2",
                "numbers: [1,]|1:13: expected an integer, not ]",
                "inner {|1:8: expected the name of a field, not the end of the text",
                "inner { >|1:9: expected the name of a field, not >",
                "maybe: 2147483648|1:8: 2147483648 is out of the range of int32",
                "maybe: -2147483649|1:8: -2147483649 is out of the range of int32",
                "maybe: 08|1:8: 08 is not an integer",
                "maybe: 0xG|1:8: 0xG is not an integer",
                "maybe: 1x|1:8: a number must end before a name starts",
                "maybe: 1e|1:8: the exponent of a number has no digits",
                "maybe: 1.0|1:8: expected an integer, not 1.0",
                "maybe: 'a'|1:8: expected an integer, not 'a'",
                "word: 'a|1:7: the string does not end on this line",
                "word: '\\xZ'|1:7: an escape has too few digits",
                "word: '\\q'|1:7: the string has an unknown escape",
                "word: '\\400'|1:7: an octal escape is larger than",
                "word: '\\ud83c\\udfbb'|1:7: an escape is not a Unicode character",
                "word: '\\U00110000'|1:7: an escape is not a Unicode character",
                "word: '\\377'|1:7: the string is not valid UTF-8",
                "word: a|1:7: expected a string, not a",
                "colours: GREEN|1:10: GREEN is no value of kinds.Colour",
                "by_truth { key: 2 }|1:17: 2 is neither 0 nor 1",
                "by_truth { key: yes }|1:17: expected true or false, not yes",
                "by_truth { other: 1 }|1:12: there is no field other",
                "by_truth { key: t key: t }|1:19: the field key occurs twice",
                "inner { u32: -1 }|1:14: expected an integer, not -",
                "inner { exact: 017 }|1:16: a number with a fraction must be decimal",
                "inner { exact: 0x1 }|1:16: a number with a fraction must be decimal",
                "inner { exact: many }|1:16: expected a number, not many",
                "5: 1|1:1: expected the name of a field, not 5",
                "was_here: ]|1:11: expected a value, not ]",
                "maybe: 1 $|1:10: expected the name of a field, not $",
            })
    void refusesWhatIsNoMessage(String text, String expected) {
        assertThat(problem(text)).hasMessageStartingWith(expected);
    }

    @Test
    void refusesTooDeepNesting() {
        assertThat(problem("shape {".repeat(101)))
                .hasMessageContaining("nested more than 100 levels deep");
        assertThat(problem("was_here {" + "a {".repeat(100_000)))
                .hasMessageContaining("nested more than 100 levels deep");
    }

    @Test
    void refusesWhatAClosedEnumDoesNotHaveAndMissingRequiredFields() {
        assertThatThrownBy(() -> ProtoText.DEFAULT.parse("key: '' level: 7", Record.CODEC))
                .isInstanceOf(TextException.class)
                .hasMessage("1:16: 7 is no value of old.Level");
        assertThatThrownBy(() -> ProtoText.DEFAULT.parse("child { }", Record.CODEC))
                .isInstanceOf(TextException.class)
                .hasMessageContaining("the required field key is not set");
    }

    @Test
    void refusesIntegersOfEndlessLength() {
        assertThat(problem("maybe: " + "1".repeat(2_000_000)))
                .hasMessage("1:8: an integer has more than 1000 digits");
    }

    @Test
    void readsRepeatedExtensionsBitByBit() {
        var types = TypeRegistry.EMPTY.withExtensions(Record.CODEC, List.of(OldExtensions.LABELS));
        String text = "key: '' " + "[old.labels]: 'a' ".repeat(20_000) + "[old.labels]: ['b', 'c']";
        Record message = ProtoText.DEFAULT.withTypes(types).parse(text, Record.CODEC);
        assertThat(message.get(OldExtensions.LABELS)).hasSize(20_002).endsWith("a", "b", "c");
    }
}
