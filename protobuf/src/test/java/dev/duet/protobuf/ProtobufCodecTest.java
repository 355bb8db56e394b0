package dev.duet.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.ExtensionRegistry;

import dev.duet.proto.ProtoException;
import dev.duet.proto.ProtoReader;
import dev.duet.proto.ProtoWriter;
import dev.duet.protobuf.classes.Line;
import dev.duet.protobuf.classes.TalkProto;

import org.junit.jupiter.api.Test;

/// The bytes are those of protobuf-java and of the records, extensions and errors included.
class ProtobufCodecTest {
    private static final Line SAM =
            Line.newBuilder()
                    .setWho("Sam")
                    .addWords("Hi")
                    .addWords("all")
                    .setBefore(Line.newBuilder().setWho("Ann"))
                    .setExtension(TalkProto.mood, "good")
                    .build();

    private static ProtoReader reader(byte[] bytes) {
        return new ProtoReader(bytes);
    }

    @Test
    void bytesAreThoseOfProtobufJavaInFrontOfWhatIsThere() {
        var out = new ProtoWriter();
        out.writeString(1, "behind");
        byte[] behind = out.toByteArray();

        ProtobufCodec.of(SAM).encode(SAM, out);

        byte[] expected = new byte[SAM.getSerializedSize() + behind.length];
        System.arraycopy(SAM.toByteArray(), 0, expected, 0, SAM.getSerializedSize());
        System.arraycopy(behind, 0, expected, SAM.getSerializedSize(), behind.length);
        assertThat(out.toByteArray()).isEqualTo(expected);
    }

    @Test
    void readsWhatItsReaderHasAndNoMore() {
        byte[] bytes = SAM.toByteArray();
        byte[] padded = new byte[bytes.length + 20];
        System.arraycopy(bytes, 0, padded, 7, bytes.length);
        var in = new ProtoReader(padded, 7, bytes.length);

        Line read = ProtobufCodec.of(SAM).decode(in);

        assertThat(read.toByteArray()).isEqualTo(bytes);
        assertThat(in.readTag()).isZero();
    }

    @Test
    void extensionsAreDecodedIfTheRegistryHasThemAndKeptIfNot() {
        ExtensionRegistry registry = ExtensionRegistry.newInstance();
        TalkProto.registerAllExtensions(registry);

        Line known = ProtobufCodec.of(SAM, registry).decode(reader(SAM.toByteArray()));
        Line unknown = ProtobufCodec.of(SAM).decode(reader(SAM.toByteArray()));

        assertThat(known).isEqualTo(SAM);
        assertThat(unknown.hasExtension(TalkProto.mood)).isFalse();
        assertThat(unknown.getUnknownFields().hasField(100)).isTrue();
        assertThat(unknown.toByteString()).isEqualTo(SAM.toByteString());
    }

    @Test
    void recordsReadTheBytesAndAnswerWithTheSame() {
        var out = new ProtoWriter();
        ProtobufCodec.of(SAM).encode(SAM, out);

        var line = dev.duet.protobuf.records.Line.CODEC.parse(out.toByteArray());

        assertThat(line.who()).isEqualTo("Sam");
        assertThat(line.words()).containsExactly("Hi", "all");
        assertThat(ProtobufCodec.of(SAM).decode(reader(line.toByteArray())).getBefore().getWho())
                .isEqualTo("Ann");
    }

    @Test
    void dynamicMessagesNeedNoClass() {
        DynamicMessage any = DynamicMessage.getDefaultInstance(Line.getDescriptor());

        DynamicMessage read = ProtobufCodec.of(any).decode(reader(SAM.toByteArray()));

        assertThat(read.toByteString()).isEqualTo(SAM.toByteString());
    }

    @Test
    void bytesThatAreNoMessageAreRefused() {
        var codec = ProtobufCodec.of(SAM);

        assertThatThrownBy(() -> codec.decode(reader(new byte[] {10, 5, 'x'})))
                .isInstanceOf(ProtoException.class);
        assertThatThrownBy(() -> codec.decode(reader(new byte[] {10, 1, 'x', 12})))
                .isInstanceOf(ProtoException.class);
        assertThatThrownBy(() -> codec.decode(reader(new byte[0])))
                .isInstanceOf(ProtoException.class)
                .hasMessageContaining("who");
    }
}
