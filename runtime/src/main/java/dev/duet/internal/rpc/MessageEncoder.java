package dev.duet.internal.rpc;

import dev.duet.proto.Codec;
import dev.duet.proto.MessageCodec;
import dev.duet.proto.ProtoWriter;
import dev.duet.proto.WrapperType;

/// Turns the messages of one call into what goes over the wire: prefix and content, compressed or
/// not. Any number of threads may encode at the same time.
///
/// @param <T> the message type
final class MessageEncoder<T> {
    /// A value of so many bytes need not be copied into the writer's array.
    private static final int LEFT_BYTES = 16 * 1024;

    private final Codec<T> codec;

    /// Whether it writes and does not look at what it has written, as a codec of a user may.
    private final boolean onlyWrites;

    private final Compression compression;

    /// The name of the encoding that messages are compressed with, or null for none.
    private volatile String encoding;

    /// Whether messages are compressed, if there is an encoding.
    private volatile boolean compressing = true;

    MessageEncoder(Codec<T> codec, Compression compression) {
        this.codec = codec;
        this.onlyWrites = codec instanceof MessageCodec || codec instanceof WrapperType;
        this.compression = compression;
    }

    void compressWith(String name) {
        encoding = name;
    }

    /// The name of the encoding, or null.
    String encoding() {
        return encoding;
    }

    /// Says whether the messages that follow are compressed; without an encoding none is.
    void compressing(boolean on) {
        compressing = on;
    }

    /// Encodes a message, prefix and all.
    ///
    /// @param leave whether a large value may be left out of the writer's array
    /// @return a writer of [KeptWriters], to be given back
    ProtoWriter encode(T message, boolean leave) {
        ProtoWriter writer = KeptWriters.take();
        String name = compressing ? encoding : null;
        if (leave && onlyWrites && name == null) {
            writer.leaveLarge(LEFT_BYTES);
        }
        codec.encode(message, writer);
        if (name != null) {
            compress(name, writer);
        }
        MessagePrefix.prepend(writer, name != null);
        return writer;
    }

    private void compress(String name, ProtoWriter writer) {
        byte[] compressed =
                compression.compress(name, writer.array(), writer.start(), writer.length());
        writer.reset();
        int at = writer.reserve(compressed.length);
        System.arraycopy(compressed, 0, writer.array(), at, compressed.length);
    }
}
