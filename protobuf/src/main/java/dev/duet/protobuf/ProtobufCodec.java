package dev.duet.protobuf;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;

import dev.duet.proto.Codec;
import dev.duet.proto.ProtoException;
import dev.duet.proto.ProtoReader;
import dev.duet.proto.ProtoWriter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/// Encodes messages of a class of protobuf-java, of its lite variant too, and `DynamicMessage`.
///
/// Extensions that the registry does not have are kept as unknown fields. Immutable, for any number
/// of threads.
///
/// @param <T> the class of the messages
public final class ProtobufCodec<T extends MessageLite> implements Codec<T> {
    private final Parser<? extends MessageLite> parser;
    private final Class<?> type;
    private final ExtensionRegistryLite extensions;

    private ProtobufCodec(T message, ExtensionRegistryLite extensions) {
        this.parser = message.getParserForType();
        this.type = message.getClass();
        this.extensions = Objects.requireNonNull(extensions, "extensions");
    }

    /// Creates a codec that knows no extensions.
    ///
    /// @param <T> the class of the messages
    /// @param message any message of the class, such as `Line.getDefaultInstance()`
    /// @return the codec
    public static <T extends MessageLite> ProtobufCodec<T> of(T message) {
        return of(message, ExtensionRegistryLite.getEmptyRegistry());
    }

    /// Creates a codec.
    ///
    /// @param <T> the class of the messages
    /// @param message any message of the class, such as `Line.getDefaultInstance()`
    /// @param extensions the extensions that are decoded; they may not be added to any more
    /// @return the codec
    public static <T extends MessageLite> ProtobufCodec<T> of(
            T message, ExtensionRegistryLite extensions) {
        return new ProtobufCodec<>(message, extensions);
    }

    @Override
    public void encode(T message, ProtoWriter out) {
        int size = message.getSerializedSize();
        int start = out.reserve(size);
        try {
            var stream = CodedOutputStream.newInstance(out.array(), start, size);
            message.writeTo(stream);
            stream.checkNoSpaceLeft();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // a message's parser makes messages of its own class
    public T decode(ProtoReader in) {
        ByteBuffer bytes = in.readRemaining();
        int offset = bytes.arrayOffset() + bytes.position();
        try {
            return (T) parser.parseFrom(bytes.array(), offset, bytes.remaining(), extensions);
        } catch (InvalidProtocolBufferException e) {
            throw new ProtoException(e.getMessage());
        }
    }

    /// Returns the name of the class.
    @Override
    public String toString() {
        return "ProtobufCodec(" + type.getName() + ")";
    }
}
