package dev.duet.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duet.json.kinds.Colour;
import dev.duet.json.kinds.Scalars;
import dev.duet.json.kinds.Shapes;
import dev.duet.json.old.OldExtensions;
import dev.duet.json.old.Record;
import dev.duet.proto.Bytes;
import dev.duet.proto.TypeRegistry;
import dev.duet.proto.wellknown.NullValue;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

class JsonPrintingTest {
    private static final ProtoJson JSON = ProtoJson.DEFAULT;

    @Test
    void leavesOutWhatIsNotSet() {
        assertThat(JSON.print(Scalars.DEFAULT)).isEqualTo("{}");
        assertThat(JSON.print(Shapes.builder().maybe(0).build())).isEqualTo("{\"maybe\":0}");
        assertThat(JSON.print(Shapes.builder().number(0).build())).isEqualTo("{\"number\":0}");
    }

    @Test
    void writesIntegersOf64BitsAsStrings() {
        var message = Scalars.builder().i32(-1).u32(-1).i64(-1).u64(-1).s64(5).f64(-2).build();
        assertThat(JSON.print(message))
                .isEqualTo(
                        "{\"i32\":-1,\"i64\":\"-1\",\"u32\":4294967295,"
                                + "\"u64\":\"18446744073709551615\",\"s64\":\"5\","
                                + "\"f64\":\"18446744073709551614\"}");
    }

    @Test
    void writesTheShortestNumberThatReadsBackTheSame() {
        assertThat(JSON.print(Scalars.builder().ratio(0.1f).exact(0.1).build()))
                .isEqualTo("{\"ratio\":0.1,\"exact\":0.1}");
        assertThat(JSON.print(Scalars.builder().ratio(-0.0f).exact(3).build()))
                .isEqualTo("{\"ratio\":-0.0,\"exact\":3}");
        assertThat(JSON.print(Scalars.builder().exact(1e300).build()))
                .isEqualTo("{\"exact\":1.0E300}");
        assertThat(JSON.print(Scalars.builder().ratio(Float.NaN).exact(-1 / 0.0).build()))
                .isEqualTo("{\"ratio\":\"NaN\",\"exact\":\"-Infinity\"}");
    }

    @Test
    void writesBytesInBase64AndEnumsByTheirFirstName() {
        var message =
                Scalars.builder()
                        .data(Bytes.of((byte) -1, (byte) -2))
                        .colour(Colour.Known.CRIMSON)
                        .build();
        assertThat(JSON.print(message)).isEqualTo("{\"data\":\"//4=\",\"colour\":\"RED\"}");
        assertThat(JSON.withEnumNumbers().print(message))
                .isEqualTo("{\"data\":\"//4=\",\"colour\":1}");
        assertThat(JSON.print(Scalars.builder().colour(Colour.of(77)).build()))
                .isEqualTo("{\"colour\":77}");
    }

    @Test
    void namesFieldsInCamelCaseUnlessTheFileSaysOtherwise() {
        var message = Scalars.builder().displayName("Sam").other("x").build();
        assertThat(JSON.print(message)).isEqualTo("{\"displayName\":\"Sam\",\"@other\":\"x\"}");
        assertThat(JSON.withProtoNames().print(message))
                .isEqualTo("{\"display_name\":\"Sam\",\"other\":\"x\"}");
    }

    @Test
    void printsDefaultsOfFieldsWithoutPresenceIfAsked() {
        assertThat(JSON.printingDefaults().print(Shapes.DEFAULT))
                .isEqualTo(
                        "{\"numbers\":[],\"names\":[],\"inners\":[],\"colours\":[],"
                                + "\"byName\":{},\"byNumber\":{},\"byTruth\":{}}");
        assertThat(JSON.printingDefaults().print(Scalars.DEFAULT))
                .startsWith("{\"i32\":0,\"i64\":\"0\",")
                .contains("\"displayName\":\"\"", "\"data\":\"\"", "\"colour\":\"BLACK\"");
    }

    @Test
    void writesListsMapsAndMembers() {
        var message =
                Shapes.builder()
                        .numbers(1, 2)
                        .addColours(Colour.Known.NIGHT)
                        .putByNumber(-5, "five")
                        .putByTruth(true, Colour.Known.RED)
                        .putByName("a\"b", Scalars.DEFAULT)
                        .nothing(NullValue.Known.NULL_VALUE)
                        .build();
        assertThat(JSON.print(message))
                .isEqualTo(
                        "{\"numbers\":[1,2],\"colours\":[\"NIGHT\"],\"byName\":{\"a\\\"b\":{}},"
                                + "\"byNumber\":{\"-5\":\"five\"},\"byTruth\":{\"true\":\"RED\"},"
                                + "\"nothing\":null}");
    }

    @Test
    void indentsWithTwoSpaces() {
        var message =
                Shapes.builder().addNumbers(1).inner(Scalars.builder().i32(2).build()).build();
        assertThat(JSON.indented().print(message))
                .isEqualTo(
                        """
                        {
                          "inner": {
                            "i32": 2
                          },
                          "numbers": [
                            1
                          ]
                        }\
                        """);
    }

    @Test
    void writesUtf8ToStreams() throws IOException {
        var out = new ByteArrayOutputStream();
        JSON.print(Scalars.builder().displayName("grüße 🎻").build(), out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"displayName\":\"grüße 🎻\"}");
    }

    @Test
    void writesExtensionsThatTheRegistryKnows() {
        var types =
                TypeRegistry.EMPTY.withExtensions(
                        Record.CODEC,
                        List.of(
                                OldExtensions.PRIORITY,
                                OldExtensions.LABELS,
                                OldExtensions.LINKED));
        var message =
                Record.builder()
                        .key("k")
                        .set(OldExtensions.LABELS, List.of("a", "b"))
                        .set(OldExtensions.PRIORITY, 3)
                        .build();
        String json = "{\"key\":\"k\",\"[old.priority]\":3,\"[old.labels]\":[\"a\",\"b\"]}";
        assertThat(JSON.withTypes(types).print(message)).isEqualTo(json);
        assertThat(JSON.print(message)).isEqualTo("{\"key\":\"k\"}");
        Record parsed = JSON.withTypes(types).parse(json, Record.CODEC);
        assertThat(parsed.get(OldExtensions.PRIORITY)).isEqualTo(3);
        assertThat(parsed.get(OldExtensions.LABELS)).containsExactly("a", "b");
    }

    @Test
    void refusesToNestDeeperThanItReads() {
        Shapes message = Shapes.DEFAULT;
        for (int i = 1; i < 100; i++) {
            message = Shapes.builder().shape(message).build();
        }
        Shapes deepest = message;
        assertThat(JSON.parse(JSON.print(deepest), Shapes.CODEC)).isEqualTo(deepest);
        Shapes tooDeep = Shapes.builder().shape(deepest).build();
        assertThatThrownBy(() -> JSON.print(tooDeep))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("nested more than 100 levels deep");
    }
}
