package dev.duet.fuzz;

import com.sun.management.ThreadMXBean;

import dev.duet.proto.Message;
import dev.duet.proto.MessageCodec;
import dev.duet.proto.ProtoException;
import dev.duet.proto.wellknown.Any;
import dev.duet.proto.wellknown.Api;
import dev.duet.proto.wellknown.FieldMask;
import dev.duet.proto.wellknown.FileDescriptorSet;
import dev.duet.proto.wellknown.FileOptions;
import dev.duet.proto.wellknown.SourceCodeInfo;
import dev.duet.proto.wellknown.Struct;
import dev.duet.proto.wellknown.Timestamp;
import dev.duet.proto.wellknown.Type;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

/// Whatever the bytes are, a decoder returns a message that comes back the same, or throws a
/// [ProtoException]; and it takes memory in proportion to the bytes.
public final class ReadMessages {
    /// The generated types of the runtime: proto2 and proto3, maps, oneofs, packed numbers, closed
    /// and open enums, recursion, fields with numbers of up to three bytes.
    private static final List<MessageCodec<?>> CODECS =
            List.of(
                    FileDescriptorSet.CODEC,
                    FileOptions.CODEC,
                    SourceCodeInfo.CODEC,
                    Struct.CODEC,
                    Any.CODEC,
                    Api.CODEC,
                    Type.CODEC,
                    FieldMask.CODEC,
                    Timestamp.CODEC);

    /// An empty message of the widest type inside a list takes two bytes and some hundred in
    /// memory.
    private static final long MEMORY_PER_BYTE = 400;

    private static final long MEMORY = 1 << 20;

    /// The JVM's count of a thread's allocations sometimes jumps by megabytes (once in millions of
    /// inputs, not again with the same input), while what a decoder allocates is always the same:
    /// too much is a finding only if it is too much every time.
    private static final int LOOKS = 3;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ReadMessages() {}

    /// Called by Jazzer: the first byte says which type to read.
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length > 0) {
            byte[] bytes = Arrays.copyOfRange(data, 1, data.length);
            check(CODECS.get((data[0] & 0xFF) % CODECS.size()), bytes);
        }
    }

    private static <M extends Message<M>> void check(MessageCodec<M> codec, byte[] bytes) {
        M message = parse(codec, bytes); // classes are loaded now, which is not counted
        long most = MEMORY + MEMORY_PER_BYTE * bytes.length;
        long taken = memoryOf(codec, bytes);
        for (int again = 0; taken > most && again < LOOKS; again++) {
            taken = memoryOf(codec, bytes);
        }
        if (taken > most) {
            throw new AssertionError(bytes.length + " bytes took " + taken + " of memory");
        }
        if (message != null && !codec.parse(message.toByteArray()).equals(message)) {
            throw new AssertionError("what was written is not what was read: " + message);
        }
    }

    private static long memoryOf(MessageCodec<?> codec, byte[] bytes) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        parse(codec, bytes);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static <M extends Message<M>> M parse(MessageCodec<M> codec, byte[] bytes) {
        try {
            return codec.parse(bytes);
        } catch (ProtoException refused) {
            return null;
        }
    }
}
