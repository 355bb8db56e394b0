package dev.duet.compiler.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;

import dev.duet.proto.FieldInfo;
import dev.duet.proto.Message;
import dev.duet.proto.MessageBuilder;
import dev.duet.proto.MessageCodec;
import dev.duet.proto.MessageType;
import dev.duet.proto.ProtoException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Generated code and protobuf-java understand each other's bytes, for every message type of the
/// table and random values.
class RoundTripTest {
    private static final int MESSAGES = 60;
    private static final int MUTANTS = 20;

    static List<String> table() {
        return Generated.table();
    }

    @ParameterizedTest
    @MethodSource("table")
    void readsAndWritesWhatProtobufJavaDoes(String proto) throws Exception {
        Generated generated = Generated.of(proto);
        for (Descriptor type : generated.messages()) {
            for (int seed = 0; seed < MESSAGES; seed++) {
                var message = new RandomMessages(seed).message(type, 3);
                check(generated.codec(type), type, message, type.getFullName() + " " + seed);
            }
        }
    }

    private static <M extends Message<M>> void check(
            MessageCodec<M> codec, Descriptor type, com.google.protobuf.Message original, String as)
            throws InvalidProtocolBufferException {
        byte[] bytes = original.toByteArray();
        DynamicMessage expected = DynamicMessage.parseFrom(type, bytes);
        M message = codec.parse(bytes);
        byte[] written = message.toByteArray();
        assertThat(DynamicMessage.parseFrom(type, written)).as(as).isEqualTo(expected);
        assertThat(codec.parse(written)).as(as).isEqualTo(message).hasSameHashCodeAs(message);
        assertThat(message.toString()).as(as).startsWith(type.getName());
        assertThat(rebuilt(codec.type(), message)).as(as).isEqualTo(message);
        // Bytes behind bytes are merged messages.
        byte[] twice = Arrays.copyOf(bytes, bytes.length * 2);
        System.arraycopy(bytes, 0, twice, bytes.length, bytes.length);
        assertThat(DynamicMessage.parseFrom(type, codec.parse(twice).toByteArray()))
                .as(as + " twice")
                .isEqualTo(DynamicMessage.parseFrom(type, twice));
    }

    /// Makes the same message by way of its description.
    private static <M extends Message<M>> M rebuilt(MessageType<M> type, M message) {
        MessageBuilder<M> builder = type.newBuilder();
        for (FieldInfo field : type.fields()) {
            if (type.has(message, field)) {
                type.set(builder, field.number(), type.get(message, field.number()));
            }
        }
        return builder.unknownFields(message.unknownFields()).buildPartial();
    }

    @ParameterizedTest
    @MethodSource("table")
    void refusesBrokenBytesWithNothingButAProtoException(String proto) {
        Generated generated = Generated.of(proto);
        var random = new Random(1);
        for (Descriptor type : generated.messages()) {
            for (int seed = 0; seed < MESSAGES; seed++) {
                byte[] bytes = new RandomMessages(seed).message(type, 3).toByteArray();
                for (int i = 0; i < MUTANTS && bytes.length > 0; i++) {
                    byte[] mutant = mutate(bytes, random);
                    parse(generated.codec(type), type, mutant);
                }
            }
        }
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        byte[] mutant = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
        for (int i = random.nextInt(3); i >= 0; i--) {
            mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
        }
        return mutant;
    }

    private static <M extends Message<M>> void parse(
            MessageCodec<M> codec, Descriptor type, byte[] bytes) {
        M message;
        try {
            message = codec.parse(bytes);
        } catch (ProtoException refused) {
            assertThat(refused).hasMessageMatching("[a-zA-Z].*");
            return;
        }
        assertThat(codec.parse(message.toByteArray())).isEqualTo(message);
        try {
            DynamicMessage.parseFrom(type, bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(
                    type.getFullName() + " was read of " + Arrays.toString(bytes), e);
        }
    }
}
