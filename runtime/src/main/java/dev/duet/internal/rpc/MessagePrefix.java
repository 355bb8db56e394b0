package dev.duet.internal.rpc;

import dev.duet.proto.ProtoWriter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// What stands before every message on a stream: a flag that says whether it is compressed, and its
/// length in four bytes, big-endian (gRPC over HTTP/2, "Length-Prefixed-Message").
final class MessagePrefix {
    /// Bytes of a prefix.
    static final int BYTES = 5;

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private MessagePrefix() {}

    /// Puts the prefix in front of an encoded message.
    static void prepend(ProtoWriter message, boolean compressed) {
        int length = message.length();
        int at = message.reserve(BYTES);
        message.array()[at] = (byte) (compressed ? 1 : 0);
        INT.set(message.array(), at + 1, length);
    }

    /// The flag of the prefix at an index.
    static int flag(ByteBuffer bytes, int at) {
        return bytes.get(at);
    }

    /// The length in the prefix at an index; negative if it is 2^31 or more.
    static int length(ByteBuffer bytes, int at) {
        return bytes.getInt(at + 1);
    }

    /// The flag of the prefix at an index.
    static int flag(byte[] bytes, int at) {
        return bytes[at];
    }

    /// The length in the prefix at an index; negative if it is 2^31 or more.
    static int length(byte[] bytes, int at) {
        return (int) INT.get(bytes, at + 1);
    }
}
