package dev.duet.compiler.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.management.ThreadMXBean;

import dev.duet.proto.FieldInfo;
import dev.duet.proto.Message;
import dev.duet.proto.MessageBuilder;
import dev.duet.proto.MessageCodec;
import dev.duet.proto.MessageType;
import dev.duet.proto.ProtoException;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;

/// What has to hold for the bytes of a message, whole or broken, with generated code on one side
/// and protobuf-java on the other.
final class RoundTrips {
    /// What a decoder may take for each byte: an empty message in a list has two bytes, and is an
    /// object with all of its fields.
    private static final long MEMORY_PER_BYTE = 600;

    /// What loading classes takes, among other things.
    private static final long MEMORY = 4 << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private RoundTrips() {}

    /// Both sides read what the other one writes.
    static <M extends Message<M>> void check(
            MessageCodec<M> codec, Descriptor type, com.google.protobuf.Message original, int seed)
            throws InvalidProtocolBufferException {
        String as = type.getFullName() + " " + seed;
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

    /// A part of a message with some bytes changed.
    static byte[] mutant(byte[] bytes, Random random) {
        byte[] mutant = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
        for (int i = random.nextInt(3); i >= 0; i--) {
            mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
        }
        return mutant;
    }

    /// Broken bytes are refused with nothing but a `ProtoException`, or read as protobuf-java reads
    /// them, and take memory in proportion.
    static <M extends Message<M>> void checkMutant(
            MessageCodec<M> codec, Descriptor type, byte[] bytes) {
        M message;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            message = codec.parse(bytes);
        } catch (ProtoException refused) {
            assertThat(refused).hasMessageMatching("[a-zA-Z].*");
            return;
        } finally {
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                    .as(type.getFullName() + ": memory")
                    .isLessThan(MEMORY + MEMORY_PER_BYTE * bytes.length);
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
