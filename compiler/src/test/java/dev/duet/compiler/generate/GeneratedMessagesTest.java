package dev.duet.compiler.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.Descriptor;

import dev.duet.proto.Bytes;
import dev.duet.proto.Extension;
import dev.duet.proto.Message;
import dev.duet.proto.MessageBuilder;
import dev.duet.proto.MessageCodec;
import dev.duet.proto.MessageType;
import dev.duet.proto.ProtoException;
import dev.duet.proto.ProtoWriter;
import dev.duet.proto.UnknownFields;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// What generated messages do beside coming back from bytes.
class GeneratedMessagesTest {
    private static final Generated CHAT = Generated.of("chat.proto");
    private static final Generated PROTO2 = Generated.of("proto2.proto");

    private static MessageCodec<?> codec(Generated file, String name) {
        for (Descriptor type : file.messages()) {
            if (type.getName().equals(name)) {
                return file.codec(type);
            }
        }
        throw new AssertionError(name);
    }

    private static byte[] hex(String digits) {
        return HexFormat.ofDelimiter(" ").parseHex(digits);
    }

    private static <M extends Message<M>> M message(MessageCodec<M> codec, Object... values) {
        MessageType<M> type = codec.type();
        MessageBuilder<M> builder = type.newBuilder();
        for (int i = 0; i < values.length; i += 2) {
            type.set(builder, (Integer) values[i], values[i + 1]);
        }
        return builder.build();
    }

    @Test
    void aMessageGoesThroughStreamsAndBuffers() throws IOException {
        check(codec(CHAT, "ChatMessage"));
    }

    private static <M extends Message<M>> void check(MessageCodec<M> codec) throws IOException {
        M sam = message(codec, 1, "Sam", 2, "Hi");
        M ann = message(codec, 1, "Ann", 2, "x".repeat(200));
        var out = new ByteArrayOutputStream();
        sam.writeDelimitedTo(out);
        ann.writeDelimitedTo(out);
        var in = new ByteArrayInputStream(out.toByteArray());
        assertThat(codec.parseDelimited(in)).isEqualTo(sam);
        assertThat(codec.parseDelimited(in)).isEqualTo(ann);
        assertThat(codec.parseDelimited(in)).isNull();
        var cut = new ByteArrayInputStream(out.toByteArray(), 0, 5);
        assertThatThrownBy(() -> codec.parseDelimited(cut)).isInstanceOf(EOFException.class);

        out.reset();
        sam.writeTo(out);
        assertThat(codec.parse(new ByteArrayInputStream(out.toByteArray()))).isEqualTo(sam);

        for (ByteBuffer buffer : List.of(ByteBuffer.allocate(99), ByteBuffer.allocateDirect(99))) {
            sam.writeTo(buffer);
            buffer.flip();
            assertThat(codec.parse(buffer)).isEqualTo(sam);
            assertThat(buffer.hasRemaining()).isFalse();
        }
        assertThat(codec.parse(Bytes.of(sam.toByteArray()))).isEqualTo(sam);
        assertThat(sam).hasToString("ChatMessage[name=Sam, message=Hi]");
        assertThat(codec.defaultMessage()).hasToString("ChatMessage[]");
    }

    @Test
    void theLastMemberOfAOneofWinsAndTheSameMemberMerges() {
        MessageCodec<?> codec = codec(Generated.of("oneofs.proto"), "Event");
        assertThat(codec.parse(hex("12 01 61 30 05"))).hasToString("Event[count=5]");
        assertThat(codec.parse(hex("30 05 12 01 61"))).hasToString("Event[text=a]");
        assertThat(codec.parse(hex("1a 02 10 01 1a 02 18 02")))
                .hasToString("Event[picture=Picture[width=1, height=2]]");
    }

    @Test
    void aKnownFieldWithAnotherWireTypeIsUnknown() {
        Message<?> message = codec(CHAT, "ChatMessage").parse(hex("08 05 0a 01 61"));
        assertThat(message).hasToString("ChatMessage[name=a, unknownFields={1: 5}]");
        assertThat(message.toByteArray()).isEqualTo(hex("0a 01 61 08 05"));
    }

    @Test
    void aMissingRequiredFieldIsNamed() {
        MessageCodec<?> holder = codec(PROTO2, "Holder");
        assertThatThrownBy(() -> holder.parse(hex("0a 00")))
                .isInstanceOf(ProtoException.class)
                .hasMessageContaining("required.name");
        // Two halves of a message may each lack a required field.
        assertThat(holder.parse(hex("0a 03 0a 01 61 0a 02 10 05")))
                .hasToString("Holder[required=Required[name=a, id=5]]");
        MessageCodec<?> required = codec(PROTO2, "Required");
        assertThatThrownBy(() -> required.type().newBuilder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("name");
        assertThatThrownBy(() -> required.parse(hex("0a 01 61 10 01 22 03 0a 01 61")))
                .hasMessageContaining("children[0].id");
    }

    @Test
    void valuesThatAClosedEnumLacksAreUnknownFields() {
        Message<?> message = codec(PROTO2, "Closed").parse(hex("08 07 10 01 10 07 1a 02 02 07"));
        assertThat(message)
                .hasToString("Closed[many=[LOW], packed=[HIGH], unknownFields={1: 7, 2: 7, 3: 7}]");
        Message<?> map = codec(PROTO2, "Closed").parse(hex("22 04 08 01 10 07"));
        assertThat(map).hasToString("Closed[unknownFields={4: Bytes[08011007]}]");
    }

    @Test
    void whatMustNotShowDoesNot() {
        assertThat(codec(PROTO2, "Closed").parse(hex("40 05")))
                .hasToString("Closed[secret=[REDACTED]]");
        MessageCodec<?> event = codec(Generated.of("oneofs.proto"), "Event");
        for (String secret : new String[] {"aa 01 01 61", "b0 01 05"}) {
            Message<?> message = event.parse(hex(secret));
            assertThat(message.toString()).endsWith("=[REDACTED]]");
            assertThat(payload(message).toString()).endsWith("[value=[REDACTED]]");
        }
    }

    private static Object payload(Message<?> event) {
        try {
            return event.getClass().getMethod("payload").invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void extensionsAreReadFromUnknownFieldsAndWrittenThere() throws Exception {
        extensions(codec(PROTO2, "Extendable"));
    }

    private static <M extends Message<M>> void extensions(MessageCodec<M> codec) throws Exception {
        Extension<M, Integer> number = extension("NUMBER");
        Extension<M, List<Integer>> numbers = extension("NUMBERS");
        Extension<M, List<Integer>> packed = extension("PACKED_NUMBERS");
        Extension<M, List<Object>> levels = extension("LEVELS");
        M empty = codec.defaultMessage();
        assertThat(empty.get(number)).isEqualTo(7);
        assertThat(empty.has(number)).isFalse();
        assertThat(empty.get(numbers)).isEmpty();

        M message =
                codec.parse(hex("a0 06 05 a8 06 01 aa 06 02 02 03 b2 06 01 04 c8 06 01 c8 06 09"));
        assertThat(message.get(number)).isEqualTo(5);
        assertThat(message.get(numbers)).containsExactly(1, 2, 3);
        assertThat(message.get(packed)).containsExactly(4);
        assertThat(message.get(levels)).hasToString("[LOW]");
        assertThat(codec.parse(message.toByteArray())).isEqualTo(message);

        UnknownFields fields =
                packed.setIn(number.setIn(message.unknownFields(), null), List.of(8, 9));
        M changed = codec.type().newBuilder().unknownFields(fields).build();
        assertThat(changed.has(number)).isFalse();
        assertThat(changed.get(numbers)).containsExactly(1, 2, 3);
        assertThat(changed.get(packed)).containsExactly(8, 9);
    }

    @SuppressWarnings("unchecked")
    private static <M extends Message<M>, V> Extension<M, V> extension(String name)
            throws ReflectiveOperationException {
        Class<?> holder = PROTO2.classes().loadClass("golden.proto2.Proto2Extensions");
        return (Extension<M, V>) holder.getField(name).get(null);
    }

    @Test
    void itemsOfAMessageSetAreExtensions() throws Exception {
        messageSet(codec(PROTO2, "Set"));
    }

    @SuppressWarnings("unchecked")
    private static <M extends Message<M>> void messageSet(MessageCodec<M> codec) throws Exception {
        var item =
                (Extension<M, Object>)
                        PROTO2.classes()
                                .loadClass("golden.proto2.SetItem")
                                .getField("ITEM")
                                .get(null);
        byte[] bytes = hex("0b 10 f9 bb 5e 1a 03 0a 01 61 0c");
        M set = codec.parse(bytes);
        assertThat(set.get(item)).hasToString("SetItem[text=a]");
        assertThat(set.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void aHundredLevelsAreReadAndNoMore() {
        MessageCodec<?> codec = codec(Generated.of("recursive.proto"), "Tree");
        byte[] deepest = nested(100);
        assertThat(codec.parse(deepest).toByteArray()).isEqualTo(deepest);
        assertThatThrownBy(() -> codec.parse(nested(101))).isInstanceOf(ProtoException.class);
    }

    private static byte[] nested(int levels) {
        var out = new ProtoWriter();
        for (int i = 0; i < levels; i++) {
            out.writeLength(1, 0);
        }
        return out.toByteArray();
    }

    @Test
    void mergingManyTimesTakesLinearTime() {
        // A million occurrences of one message with a list: were each copied, this would not end.
        MessageCodec<?> codec = codec(Generated.of("recursive.proto"), "Tree");
        byte[] bytes = new byte[6 * 1_000_000];
        for (int i = 0; i < bytes.length; i += 6) {
            System.arraycopy(hex("0a 04 1a 02 28 01"), 0, bytes, i, 6);
        }
        assertThat(codec.parse(bytes).toByteArray()).hasSize(4_000_000 + 5);
    }

    @Test
    void listsAndMapsOfAMessageCannotBeChanged() {
        MessageCodec<?> codec = codec(Generated.of("maps.proto"), "Maps");
        Map<?, ?> map = firstMap(codec, hex("0a 04 08 01 10 02"));
        assertThat(map).hasToString("{1=2}");
        assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.remove(1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.entrySet().iterator().next().setValue(null))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static <M extends Message<M>> Map<?, ?> firstMap(MessageCodec<M> codec, byte[] bytes) {
        return (Map<?, ?>) codec.type().get(codec.parse(bytes), 1);
    }
}
