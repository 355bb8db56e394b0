package dev.duet.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.json.kinds.Colour;
import dev.duet.json.kinds.Scalars;
import dev.duet.json.kinds.Shapes;
import dev.duet.json.kinds.WellKnown;
import dev.duet.json.old.Member;
import dev.duet.json.old.OldExtensions;
import dev.duet.json.old.Record;
import dev.duet.json.old.Set;
import dev.duet.proto.Bytes;
import dev.duet.proto.TypeRegistry;
import dev.duet.proto.UnknownFields;
import dev.duet.proto.wellknown.Any;

import org.junit.jupiter.api.Test;

import java.util.List;

class TextPrintingTest {
    private static final ProtoText TEXT = ProtoText.DEFAULT;

    @Test
    void writesAFieldOnEachLine() {
        var message =
                Scalars.builder()
                        .i32(-1)
                        .u32(-1)
                        .u64(-1)
                        .ratio(0.1f)
                        .exact(-1 / 0.0)
                        .yes(true)
                        .displayName("grüße \"🎻\"\n\u0001")
                        .data(Bytes.of((byte) 0, (byte) '1', (byte) 0xFF))
                        .colour(Colour.Known.RED)
                        .build();
        assertThat(TEXT.print(message))
                .isEqualTo(
                        """
                        i32: -1
                        u32: 4294967295
                        u64: 18446744073709551615
                        ratio: 0.1
                        exact: -inf
                        yes: true
                        display_name: "grüße \\"🎻\\"\\n\\001"
                        data: "\\0001\\377"
                        colour: RED
                        """);
        assertThat(TEXT.parse(TEXT.print(message), Scalars.CODEC)).isEqualTo(message);
        assertThat(TEXT.print(Scalars.builder().exact(Double.NaN).colour(Colour.of(9)).build()))
                .isEqualTo("exact: nan\ncolour: 9\n");
    }

    @Test
    void writesMessagesInBracesAndMapsInTheOrderOfTheirKeys() {
        var message =
                Shapes.builder()
                        .numbers(1, 2)
                        .inner(Scalars.builder().i32(1).build())
                        .putByNumber(2, "two")
                        .putByNumber(-1, "minus one")
                        .shape(Shapes.DEFAULT)
                        .build();
        String text =
                """
                inner {
                  i32: 1
                }
                numbers: 1
                numbers: 2
                by_number {
                  key: -1
                  value: "minus one"
                }
                by_number {
                  key: 2
                  value: "two"
                }
                shape {
                }
                """;
        assertThat(TEXT.print(message)).isEqualTo(text);
        assertThat(TEXT.parse(text, Shapes.CODEC)).isEqualTo(message);
    }

    @Test
    void writesGroupsByTheNameOfTheirType() {
        var message =
                Record.builder().key("k").detail(Record.Detail.builder().depth(3).build()).build();
        String text = "key: \"k\"\nDetail {\n  depth: 3\n}\n";
        assertThat(TEXT.print(message)).isEqualTo(text);
        assertThat(TEXT.parse(text, Record.CODEC)).isEqualTo(message);
        assertThat(TEXT.parse(text.replace("Detail", "detail"), Record.CODEC)).isEqualTo(message);
    }

    @Test
    void writesExtensionsThatTheRegistryKnows() {
        var text =
                TEXT.withTypes(
                        TypeRegistry.EMPTY
                                .withExtensions(
                                        Record.CODEC,
                                        List.of(OldExtensions.PRIORITY, OldExtensions.LABELS))
                                .withExtensions(Set.CODEC, List.of(Member.AS_MEMBER)));
        var message =
                Record.builder()
                        .key("k")
                        .set(OldExtensions.LABELS, List.of("a", "b"))
                        .set(OldExtensions.PRIORITY, 3)
                        .build();
        String printed =
                """
                key: "k"
                [old.priority]: 3
                [old.labels]: "a"
                [old.labels]: "b"
                """;
        assertThat(text.print(message)).isEqualTo(printed);
        assertThat(text.parse(printed, Record.CODEC).get(OldExtensions.LABELS))
                .containsExactly("a", "b");
        Set set = text.parse("[old.Member] { text: \"t\" }", Set.CODEC);
        assertThat(set.get(Member.AS_MEMBER).text()).isEqualTo("t");
        assertThat(text.parse(text.print(set), Set.CODEC)).isEqualTo(set);
    }

    @Test
    void opensAnyIfItsTypeIsKnown() {
        var message =
                WellKnown.builder().any(Any.pack(Scalars.builder().i32(7).build())).i64(0L).build();
        var text = TEXT.withTypes(TypeRegistry.of(Scalars.CODEC));
        String open =
                """
                any {
                  [type.googleapis.com/kinds.Scalars] {
                    i32: 7
                  }
                }
                i64 {
                  value: 0
                }
                """;
        assertThat(text.print(message)).isEqualTo(open);
        assertThat(text.parse(open, WellKnown.CODEC)).isEqualTo(message);
        String closed =
                """
                any {
                  type_url: "type.googleapis.com/kinds.Scalars"
                  value: "\\010\\007"
                }
                i64 {
                  value: 0
                }
                """;
        assertThat(TEXT.print(message)).isEqualTo(closed);
        assertThat(TEXT.parse(closed, WellKnown.CODEC)).isEqualTo(message);
    }

    @Test
    void writesUnknownFieldsByNumberIfAsked() {
        // 1: 150, 2: {1: 5}, 3: "é", 4: fixed32 1, 5: fixed64 1, group 6 with 1: 1
        byte[] bytes = {
            0x08,
            (byte) 0x96,
            0x01,
            0x12,
            0x02,
            0x08,
            0x05,
            0x1A,
            0x02,
            (byte) 0xC3,
            (byte) 0xA9,
            0x25,
            1,
            0,
            0,
            0,
            0x29,
            1,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0x33,
            0x08,
            0x01,
            0x34
        };
        var message = Member.builder().unknownFields(UnknownFields.of(Bytes.of(bytes))).build();
        assertThat(TEXT.print(message)).isEmpty();
        assertThat(TEXT.printingUnknownFields().print(message))
                .isEqualTo(
                        """
                        1: 150
                        2 {
                          1: 5
                        }
                        3: "\\303\\251"
                        4: 0x00000001
                        5: 0x0000000000000001
                        6 {
                          1: 1
                        }
                        """);
    }

    @Test
    void showsUnknownBytesThatLookLikeDeepNestingAsBytes() {
        byte[] bytes = new byte[2];
        for (int i = 0; i < 20_000; i++) {
            byte[] length = {
                (byte) (bytes.length & 0x7F | 0x80),
                (byte) (bytes.length >> 7 & 0x7F | 0x80),
                (byte) (bytes.length >> 14)
            };
            byte[] outer = new byte[bytes.length + 4];
            outer[0] = 0x0A;
            System.arraycopy(length, 0, outer, 1, 3);
            System.arraycopy(bytes, 0, outer, 4, bytes.length);
            bytes = i == 0 ? new byte[] {0x08, 0x01} : outer;
        }
        var message = Member.builder().unknownFields(UnknownFields.of(Bytes.of(bytes))).build();
        assertThat(TEXT.printingUnknownFields().print(message).lines().count()).isEqualTo(201);
    }
}
