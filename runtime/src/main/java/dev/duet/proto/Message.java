package dev.duet.proto;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// A generated message: immutable, compared by value.
///
/// @param <M> the message type itself
public interface Message<M extends Message<M>> {
    /// Returns the codec of this message's type.
    ///
    /// @return the codec
    MessageCodec<M> messageCodec();

    /// Returns the fields that this message came with and its type does not know.
    ///
    /// @return the fields
    UnknownFields unknownFields();

    /// Returns the message's serialized form.
    ///
    /// @return a new array
    default byte[] toByteArray() {
        return encoded().toByteArray();
    }

    /// Writes the serialized form to a stream.
    ///
    /// @param out the stream, which is neither flushed nor closed
    /// @throws IOException if the stream throws it
    default void writeTo(OutputStream out) throws IOException {
        ProtoWriter writer = encoded();
        out.write(writer.array(), writer.start(), writer.length());
    }

    /// Writes the serialized form to a stream, with its length in front, so that another message
    /// may follow.
    ///
    /// @param out the stream, which is neither flushed nor closed
    /// @throws IOException if the stream throws it
    default void writeDelimitedTo(OutputStream out) throws IOException {
        ProtoWriter writer = encoded();
        writer.putVarint32(writer.length());
        out.write(writer.array(), writer.start(), writer.length());
    }

    /// Puts the serialized form into a buffer.
    ///
    /// @param out the buffer, whose position moves
    /// @throws java.nio.BufferOverflowException if there is not enough room; nothing is put then
    default void writeTo(ByteBuffer out) {
        ProtoWriter writer = encoded();
        out.put(writer.array(), writer.start(), writer.length());
    }

    private ProtoWriter encoded() {
        var writer = new ProtoWriter();
        messageCodec().encode(self(), writer);
        return writer;
    }

    /// Returns the value of an extension.
    ///
    /// @param <V> the Java type of the value
    /// @param extension the extension
    /// @return the value; if there is none, the default one
    /// @throws ProtoException if the bytes that came are not a value of this type
    default <V> V get(Extension<M, V> extension) {
        return extension.get(unknownFields());
    }

    /// Says whether this message has a value for an extension.
    ///
    /// @param extension the extension
    /// @return whether there is a value, or an element of a repeated one
    default boolean has(Extension<M, ?> extension) {
        return extension.isIn(unknownFields());
    }

    @SuppressWarnings("unchecked") // generated types name themselves as M
    private M self() {
        return (M) this;
    }
}
