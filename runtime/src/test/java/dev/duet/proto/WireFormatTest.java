package dev.duet.proto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duet.proto.wellknown.Empty;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

class WireFormatTest {
    private final ProtoWriter out = new ProtoWriter();

    private ProtoReader written() {
        return new ProtoReader(out.toByteArray());
    }

    private static ProtoReader bytes(String hex) {
        return new ProtoReader(HexFormat.ofDelimiter(" ").parseHex(hex));
    }

    @Test
    void fieldsWrittenLastComeFirst() {
        out.writeString(2, "Hi");
        out.writeString(1, "Sam");
        assertThat(out.toByteArray()).isEqualTo(HexFormat.of().parseHex("0a0353616d12024869"));
    }

    @Test
    void varintsOfEveryLengthComeBack() {
        for (int shift = 0; shift < 64; shift++) {
            for (long value : new long[] {1L << shift, (1L << shift) - 1, -(1L << shift)}) {
                out.reset();
                out.writeSInt64(5, value);
                out.writeInt64(4, value);
                out.writeUInt32(3, (int) value);
                out.writeInt32(2, (int) value);
                out.writeSInt32(1, (int) value);
                ProtoReader in = written();
                assertThat(in.readTag()).isEqualTo(8);
                assertThat(in.readSInt32()).isEqualTo((int) value);
                assertThat(in.readTag()).isEqualTo(16);
                assertThat(in.readInt32()).isEqualTo((int) value);
                assertThat(in.readTag()).isEqualTo(24);
                assertThat(in.readInt32()).isEqualTo((int) value);
                assertThat(in.readTag()).isEqualTo(32);
                assertThat(in.readInt64()).isEqualTo(value);
                assertThat(in.readTag()).isEqualTo(40);
                assertThat(in.readSInt64()).isEqualTo(value);
                assertThat(in.readTag()).isZero();
            }
        }
    }

    @Test
    void tagsOfEveryLengthComeBack() {
        for (int number = 1; number <= 0x1FFF_FFFF && number > 0; number = number * 2 + 1) {
            out.reset();
            out.writeBool(number, true);
            ProtoReader in = written();
            assertThat(in.readTag()).isEqualTo(number << 3);
            assertThat(in.readBool()).isTrue();
        }
    }

    @Test
    void stringsOfEveryKindComeBack() {
        for (String text :
                new String[] {
                    "", "a", "grüße", "漢字", "🎻", "a".repeat(5000), "é".repeat(5000), "\uFFFD"
                }) {
            out.reset();
            out.writeString(1, text);
            ProtoReader in = written();
            in.readTag();
            assertThat(in.readString()).isEqualTo(text);
        }
    }

    /// Short texts have fast ways of their own, for several lengths and places.
    @Test
    void aLetterOfAnyKindComesBackWhereverItIs() {
        for (String letter : new String[] {"b", "é", "Ł", "漢"}) {
            for (int length = 1; length < 40; length++) {
                for (int at = 0; at < length; at++) {
                    String text = "a".repeat(at) + letter + "a".repeat(length - at - 1);
                    out.reset();
                    out.writeString(1, text);
                    byte[] bytes = out.toByteArray();
                    assertThat(bytes).endsWith(text.getBytes(StandardCharsets.UTF_8));
                    byte[] inside = new byte[bytes.length + 2 * at];
                    System.arraycopy(bytes, 0, inside, at, bytes.length);
                    for (var in :
                            new ProtoReader[] {
                                new ProtoReader(bytes), new ProtoReader(inside, at, bytes.length)
                            }) {
                        assertThat(in.readTag()).isEqualTo(10);
                        assertThat(in.readString()).isEqualTo(text);
                        assertThat(in.readTag()).isZero();
                    }
                }
            }
        }
    }

    @Test
    void bytesOfEveryLengthComeBack() {
        byte[] from = new byte[80];
        for (int i = 0; i < from.length; i++) {
            from[i] = (byte) (i + 1);
        }
        for (int length = 0; length < 40; length++) {
            for (int at = 0; at < 20; at++) {
                out.reset();
                out.writeBool(2, true);
                out.writeBytes(1, Bytes.wrap(from, at, length));
                ProtoReader in = written();
                assertThat(in.readTag()).isEqualTo(10);
                assertThat(in.readBytes()).isEqualTo(Bytes.copyOf(from, at, length));
                assertThat(in.readTag()).isEqualTo(16);
                assertThat(in.readBool()).isTrue();
            }
        }
    }

    @Test
    void aShortTextBehindTheLimitIsNotRead() {
        for (int length = 1; length < 40; length++) {
            byte[] bytes = new byte[64];
            bytes[0] = (byte) length;
            var in = new ProtoReader(bytes, 0, length);
            assertThatThrownBy(in::readString).isInstanceOf(ProtoException.class);
        }
    }

    @Test
    void codeThatNeedsANewerRuntimeSaysSoWhenItIsLoaded() {
        assertThatThrownBy(() -> new FutureCodec())
                .hasMessageContaining("was generated for a newer Duet runtime")
                .hasMessageContaining("update the runtime");
    }

    private static final class FutureCodec extends MessageCodec<Empty> {
        FutureCodec() {
            super(MessageCodec.LEVEL + 1);
        }

        @Override
        public Empty defaultMessage() {
            return Empty.DEFAULT;
        }

        @Override
        public void encode(Empty message, ProtoWriter out) {}

        @Override
        protected Empty merge(Empty base, ProtoReader in) {
            return base;
        }

        @Override
        protected MessageType<Empty> describe() {
            return Empty.CODEC.type();
        }
    }

    @Test
    void aStringThatIsNotUtf8IsRefused() {
        assertThatThrownBy(() -> bytes("02 c3 28").readString()).isInstanceOf(ProtoException.class);
        assertThat(bytes("02 c3 28").readUncheckedString()).isEqualTo("\uFFFD(");
    }

    @Test
    void aReaderThatIsResetReadsOtherBytes() {
        var in = new ProtoReader(new byte[] {8});
        in.readTag();
        in.reset(new byte[] {0, 16, 0}, 1, 1);
        assertThat(in.readTag()).isEqualTo(16);
        assertThat(in.readTag()).isZero();
    }

    @Test
    void aWriterThatIsResetIsEmpty() {
        out.writeString(1, "x".repeat(10_000));
        out.reset();
        assertThat(out.length()).isZero();
        int at = out.reserve(3);
        assertThat(out.length()).isEqualTo(3);
        assertThat(at).isEqualTo(out.start());
    }

    @Test
    void malformedTagsAreRefused() {
        for (String hex : new String[] {"00", "80 00", "04", "0c", "ff ff ff ff 7f", "80", "07"}) {
            assertThatThrownBy(
                            () -> {
                                ProtoReader in = bytes(hex);
                                in.skip(in.readTag());
                            })
                    .as(hex)
                    .isInstanceOf(ProtoException.class);
        }
    }

    @Test
    void fieldsThatEndTooSoonAreRefused() {
        for (String hex :
                new String[] {
                    "08",
                    "08 80",
                    "09 00",
                    "0a",
                    "0a 01",
                    "0a ff ff ff ff 0f",
                    "0d 00",
                    "0b",
                    "0b 08 01",
                    "08 80 80 80 80 80 80 80 80 80 80 01",
                    "0b 14"
                }) {
            assertThatThrownBy(
                            () -> {
                                ProtoReader in = bytes(hex);
                                in.skip(in.readTag());
                            })
                    .as(hex)
                    .isInstanceOf(ProtoException.class);
        }
    }

    @Test
    void groupsMayBeNestedAHundredDeepAndNoDeeper() {
        bytes("0b ".repeat(99) + "0c ".repeat(99) + "0c").skip(11);
        assertThatThrownBy(() -> bytes("0b ".repeat(100) + "0b").skip(11))
                .hasMessageContaining("100");
    }

    @Test
    void unknownFieldsKeepTheirOrderAndBytes() {
        ProtoReader in = bytes("0a 01 78 10 01 0b 10 02 0c 0a 01 79");
        UnknownFields fields = UnknownFields.EMPTY;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            fields = in.readUnknown(tag, fields);
        }
        out.writeUnknown(fields);
        assertThat(HexFormat.of().formatHex(out.toByteArray()))
                .isEqualTo("0a017810010b10020c0a0179");
        assertThat(fields).hasToString("{1: Bytes[78], 2: 1, 1: {…}, 1: Bytes[79]}");
    }

    @Test
    void wrappersAreTheirValues() {
        Wrappers.STRING.encode("Sam: Hi", out);
        assertThat(out.length()).isEqualTo(9);
        assertThat(Wrappers.STRING.decode(written())).isEqualTo("Sam: Hi");
        out.reset();
        Wrappers.INT32.encode(0, out);
        assertThat(out.length()).isZero();
        assertThat(Wrappers.INT32.decode(written())).isZero();
    }

    @Test
    void packedNumbersComeBackUnboxed() {
        PackedWriter.float64(out, 2, DoubleList.of(1.5, -0.0));
        PackedWriter.int32(out, 1, IntList.of(1, -1, 300));
        ProtoReader in = written();
        int tag = in.readTag();
        assertThat(PackedReader.int32(in, tag, IntList.EMPTY)).containsExactly(1, -1, 300);
        tag = in.readTag();
        assertThat(PackedReader.float64(in, tag, DoubleList.EMPTY)).containsExactly(1.5, -0.0);
    }
}
