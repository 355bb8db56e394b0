package dev.duet.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duet.json.kinds.Scalars;
import dev.duet.json.kinds.WellKnown;
import dev.duet.proto.Bytes;
import dev.duet.proto.TypeRegistry;
import dev.duet.proto.wellknown.Any;
import dev.duet.proto.wellknown.Duration;
import dev.duet.proto.wellknown.FieldMask;
import dev.duet.proto.wellknown.Timestamp;
import dev.duet.proto.wellknown.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class WellKnownJsonTest {
    private static final ProtoJson JSON =
            ProtoJson.DEFAULT.withTypes(TypeRegistry.of(Scalars.CODEC, WellKnown.CODEC));

    private static WellKnown parse(String json) {
        return JSON.parse(json, WellKnown.CODEC);
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0, 0",
        "1970-01-01T00:00:01.500Z, 1, 500000000",
        "1970-01-01T00:00:00.000001Z, 0, 1000",
        "1969-12-31T23:59:59.999999999Z, -1, 999999999",
        "0001-01-01T00:00:00Z, -62135596800, 0",
        "9999-12-31T23:59:59.999999999Z, 253402300799, 999999999",
    })
    void writesAndReadsTimestamps(String text, long seconds, int nanos) {
        var message = WellKnown.builder().timestamp(new Timestamp(seconds, nanos)).build();
        assertThat(JSON.print(message)).isEqualTo("{\"timestamp\":\"" + text + "\"}");
        assertThat(parse("{\"timestamp\":\"" + text + "\"}")).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29T12:00:00+05:30, 1709188200",
        "2024-02-29T12:00:00-05:30, 1709227800",
        "2024-02-29T12:00:00.0Z, 1709208000",
    })
    void readsTimestampsWithOffsets(String text, long seconds) {
        assertThat(parse("{\"timestamp\":\"" + text + "\"}").timestamp())
                .isEqualTo(new Timestamp(seconds, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-30T12:00:00Z",
                "2024-02-29 12:00:00Z",
                "2024-02-29t12:00:00Z",
                "2024-02-29T12:00:00z",
                "2024-02-29T12:00:00",
                "2024-02-29T12:00:60Z",
                "2024-02-29T24:00:01Z",
                "2024-02-29T12:00:00.Z",
                "2024-02-29T12:00:00.0000000001Z",
                "0000-12-31T23:59:59Z",
                "0001-01-01T00:00:00+00:01",
                "9999-12-31T23:59:59-00:01",
                "12024-02-29T12:00:00Z",
                "2024-02-29T12:00:00+24:00",
            })
    void refusesOtherTimestamps(String text) {
        assertThatThrownBy(() -> parse("{\"timestamp\":\"" + text + "\"}"))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("is not a timestamp");
    }

    @ParameterizedTest
    @CsvSource({
        "0s, 0, 0",
        "1.500s, 1, 500000000",
        "-0.500s, 0, -500000000",
        "-1.000000001s, -1, -1",
        "315576000000s, 315576000000, 0",
        "-315576000000.999999999s, -315576000000, -999999999",
    })
    void writesAndReadsDurations(String text, long seconds, int nanos) {
        var message = WellKnown.builder().duration(new Duration(seconds, nanos)).build();
        assertThat(JSON.print(message)).isEqualTo("{\"duration\":\"" + text + "\"}");
        assertThat(parse("{\"duration\":\"" + text + "\"}")).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.s", ".5s", "1.0000000001s", "+1s", "1 s", "315576000001s", "s"})
    void refusesOtherDurations(String text) {
        assertThatThrownBy(() -> parse("{\"duration\":\"" + text + "\"}"))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("is not a duration");
    }

    @Test
    void refusesToWriteTimesOutOfRange() {
        for (var time :
                List.of(
                        WellKnown.builder().timestamp(new Timestamp(253402300800L, 0)).build(),
                        WellKnown.builder().timestamp(new Timestamp(0, -1)).build(),
                        WellKnown.builder().duration(new Duration(1, -1)).build(),
                        WellKnown.builder().duration(new Duration(315576000001L, 0)).build())) {
            assertThatThrownBy(() -> JSON.print(time))
                    .isInstanceOf(JsonException.class)
                    .hasMessageContaining("is out of range");
        }
    }

    @Test
    void writesAndReadsFieldMasks() {
        var mask = WellKnown.builder().mask(mask("user.display_name", "photo")).build();
        String json = "{\"mask\":\"user.displayName,photo\"}";
        assertThat(JSON.print(mask)).isEqualTo(json);
        assertThat(parse(json)).isEqualTo(mask);
        assertThat(parse("{\"mask\":\"\"}").mask()).isEqualTo(FieldMask.DEFAULT);
        assertThat(parse("{\"mask\":\",a,,bC,\"}").mask()).isEqualTo(mask("a", "b_c"));
        assertThatThrownBy(() -> parse("{\"mask\":\"display_name\"}"))
                .isInstanceOf(JsonException.class);
        for (String path : List.of("displayName", "a__b", "a_", "a_1", "")) {
            assertThatThrownBy(() -> JSON.print(WellKnown.builder().mask(mask(path)).build()))
                    .as(path)
                    .isInstanceOf(JsonException.class)
                    .hasMessage("mask: a path of the field mask is not in snake_case: [%s]", path);
        }
    }

    private static FieldMask mask(String... paths) {
        return FieldMask.builder().paths(List.of(paths)).build();
    }

    @Test
    void writesAndReadsWrappersAsPlainValues() {
        String json =
                "{\"i64\":\"5\",\"text\":\"\",\"data\":\"AQ==\",\"yes\":false,\"exact\":\"NaN\","
                        + "\"counts\":[4294967295,0]}";
        var message =
                WellKnown.builder()
                        .i64(5L)
                        .text("")
                        .data(Bytes.of((byte) 1))
                        .yes(false)
                        .exact(Double.NaN)
                        .counts(List.of(-1, 0))
                        .build();
        assertThat(JSON.print(message)).isEqualTo(json);
        assertThat(parse(json)).isEqualTo(message);
        assertThat(parse("{\"i64\":null}")).isEqualTo(WellKnown.DEFAULT);
    }

    @Test
    void writesAndReadsAnyJson() {
        String json =
                "{\"struct\":{\"a\":[1,null,{\"b\":true}],\"c\":\"d\"},\"value\":null,"
                        + "\"list\":[[],{}],\"values\":[1.5,null]}";
        assertThat(JSON.print(parse(json))).isEqualTo(json);
        assertThat(parse("{\"value\":null}").value()).isEqualTo(Value.of(null));
        assertThat(parse("{\"struct\":null,\"list\":null}")).isEqualTo(WellKnown.DEFAULT);
        assertThatThrownBy(() -> parse("{\"struct\":{\"a\":1,\"a\":2}}"))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("struct[\"a\"]: the name occurs twice");
    }

    @Test
    void refusesToWriteValuesThatJsonDoesNotHave() {
        assertThatThrownBy(
                        () -> JSON.print(WellKnown.builder().value(Value.of(Double.NaN)).build()))
                .isInstanceOf(JsonException.class)
                .hasMessage("value: a Value cannot be NaN in JSON");
        assertThatThrownBy(() -> JSON.print(WellKnown.builder().addValues(Value.DEFAULT).build()))
                .isInstanceOf(JsonException.class)
                .hasMessage("values[0]: the Value holds nothing");
    }

    @Test
    void writesAndReadsMessagesInsideAny() {
        var any = Any.pack(Scalars.builder().i32(7).build());
        String json = "{\"any\":{\"@type\":\"type.googleapis.com/kinds.Scalars\",\"i32\":7}}";
        var message = WellKnown.builder().any(any).build();
        assertThat(JSON.print(message)).isEqualTo(json);
        assertThat(parse(json)).isEqualTo(message);
        assertThat(
                        parse(
                                "{\"any\":{\"i32\":7,"
                                        + "\"@type\":\"type.googleapis.com/kinds.Scalars\"}}"))
                .isEqualTo(message);
        assertThat(parse("{\"any\":{}}").any()).isEqualTo(Any.DEFAULT);
    }

    @Test
    void writesAndReadsWellKnownTypesInsideAnyAsValue() {
        var any = Any.pack(Any.pack(new Duration(1, 0)));
        String json =
                "{\"any\":{\"@type\":\"type.googleapis.com/google.protobuf.Any\",\"value\":"
                        + "{\"@type\":\"type.googleapis.com/google.protobuf.Duration\","
                        + "\"value\":\"1s\"}}}";
        assertThat(JSON.print(WellKnown.builder().any(any).build())).isEqualTo(json);
        assertThat(parse(json).any()).isEqualTo(any);
        String behind =
                "{\"any\":{\"value\":{\"value\":\"1s\","
                        + "\"@type\":\"type.googleapis.com/google.protobuf.Duration\"},"
                        + "\"@type\":\"type.googleapis.com/google.protobuf.Any\"}}";
        assertThat(parse(behind).any()).isEqualTo(any);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"any\":{\"@type\":\"x/none.Such\"}}|the type x/none.Such is not in the type"
                        + " registry",
                "{\"any\":{\"@type\":\"kinds.Scalars\"}}|must be a URL",
                "{\"any\":{\"i32\":1}}|the \"@type\" of an Any is missing",
                "{\"any\":{\"@type\":5}}|expected the URL of a type, not 5",
                "{\"any\":{\"@type\":\"x/kinds.Scalars\",\"@type\":\"x/kinds.Scalars\"}}|no such"
                        + " field",
                "{\"any\":{\"@type\":\"x/google.protobuf.Duration\"}}|the \"value\" of the Any is"
                        + " missing",
                "{\"any\":{\"@type\":\"x/google.protobuf.Duration\",\"i\":1}}|has only",
                "{\"any\":{\"i32\":\"x\",\"@type\":\"x/kinds.Scalars\"}}|1:15: any.i32: expected an"
                        + " integer",
            })
    void saysWhatIsWrongWithAnAny(String json, String expected) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void saysWhatIsWrongWithAnAnyToBeWritten() {
        assertThatThrownBy(() -> JSON.print(new Any("x/none.Such", Bytes.EMPTY)))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("x/none.Such is not in the type registry");
        assertThatThrownBy(() -> JSON.print(new Any("x/kinds.Scalars", Bytes.of((byte) 7))))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("the Any does not hold a x/kinds.Scalars");
    }
}
