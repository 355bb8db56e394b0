package dev.duet.proto;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Collection;

/// The codec of a generated message type, and the way to a description of the type.
///
/// @param <M> the message type
public abstract non-sealed class MessageCodec<M extends Message<M>> extends ValueType<M>
        implements Codec<M> {
    /// What generated code may rely on. It grows with every addition that generated code uses.
    static final int LEVEL = 1;

    private static final int MAX_VARINT32_SHIFT = 28;

    private volatile MessageType<M> type;

    /// Creates the codec of a type.
    ///
    /// @param level what the generated code needs of this library
    protected MessageCodec(int level) {
        if (level > LEVEL) {
            throw new IllegalStateException(
                    getClass().getName()
                            + " was generated for a newer Duet runtime (level "
                            + level
                            + ") than the one that is on the class path (level "
                            + LEVEL
                            + "): update the runtime, or generate the code with its own compiler");
        }
    }

    /// Returns the message in which no field is set.
    ///
    /// @return the default message
    public abstract M defaultMessage();

    /// Reads fields up to the end of the message.
    ///
    /// @param base the values that fields have at first
    /// @param in the fields
    /// @return the message
    protected abstract M merge(M base, ProtoReader in);

    /// Describes the type.
    ///
    /// @return a new description
    protected abstract MessageType<M> describe();

    /// Looks for required fields that are not set, in the messages inside too.
    ///
    /// @param message the message
    /// @return the path of such a field, or null
    protected @Nullable String missing(M message) {
        return null;
    }

    /// Looks for required fields that are not set in a message inside another.
    ///
    /// @param <C> the type of the message inside
    /// @param field the name of the field that holds it
    /// @param codec the codec of its type
    /// @param value the message inside, or null
    /// @return the path of such a field, or null
    protected static <C extends Message<C>> @Nullable String missing(
            String field, MessageCodec<C> codec, @Nullable C value) {
        String missing = value == null ? null : codec.missing(value);
        return missing == null ? null : field + "." + missing;
    }

    /// Looks for required fields that are not set in messages inside another.
    ///
    /// @param <C> the type of the messages inside
    /// @param field the name of the field that holds them
    /// @param codec the codec of their type
    /// @param values the messages inside
    /// @return the path of such a field, or null
    protected static <C extends Message<C>> @Nullable String missing(
            String field, MessageCodec<C> codec, Collection<C> values) {
        int i = 0;
        for (C value : values) {
            String missing = codec.missing(value);
            if (missing != null) {
                return field + "[" + i + "]." + missing;
            }
            i++;
        }
        return null;
    }

    /// Reads one message, which takes all the bytes up to the reader's limit.
    ///
    /// @param in the bytes
    /// @return the message
    /// @throws ProtoException if the bytes are not a message of this type, or a required field is
    ///   missing
    @Override
    public final M decode(ProtoReader in) {
        M message = merge(defaultMessage(), in);
        String missing = missing(message);
        if (missing != null) {
            throw new ProtoException("the required field " + missing + " is missing");
        }
        return message;
    }

    /// Reads a message from an array.
    ///
    /// @param bytes the serialized form
    /// @return the message
    /// @throws ProtoException if the bytes are not a message of this type
    public final M parse(byte[] bytes) {
        return decode(new ProtoReader(bytes));
    }

    /// Reads a message from a byte string.
    ///
    /// @param bytes the serialized form
    /// @return the message
    /// @throws ProtoException if the bytes are not a message of this type
    public final M parse(Bytes bytes) {
        return decode(new ProtoReader(bytes.array(), bytes.offset(), bytes.size()));
    }

    /// Reads a message from all that remains in a buffer.
    ///
    /// @param bytes the serialized form; the buffer's position moves to its limit
    /// @return the message
    /// @throws ProtoException if the bytes are not a message of this type
    public final M parse(ByteBuffer bytes) {
        int length = bytes.remaining();
        if (bytes.hasArray()) {
            int offset = bytes.arrayOffset() + bytes.position();
            bytes.position(bytes.limit());
            return decode(new ProtoReader(bytes.array(), offset, length));
        }
        var copy = new byte[length];
        bytes.get(copy);
        return parse(copy);
    }

    /// Reads a message from all that remains in a stream.
    ///
    /// @param in the stream, which is not closed
    /// @return the message
    /// @throws IOException if the stream throws it
    /// @throws ProtoException if the bytes are not a message of this type
    public final M parse(InputStream in) throws IOException {
        return parse(in.readAllBytes());
    }

    /// Reads a message with its length in front, as [Message#writeDelimitedTo] writes it.
    ///
    /// @param in the stream, of which nothing behind the message is read
    /// @return the message, or null at the end of the stream
    /// @throws EOFException if the stream ends inside the message
    /// @throws IOException if the stream throws it
    /// @throws ProtoException if the bytes are not a message of this type
    public final @Nullable M parseDelimited(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            return null;
        }
        int length = next & 0x7F;
        for (int shift = 7; next >= 0x80; shift += 7) {
            next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            if (shift > MAX_VARINT32_SHIFT || shift == MAX_VARINT32_SHIFT && next > 7) {
                throw ProtoException.negativeLength();
            }
            length |= (next & 0x7F) << shift;
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return parse(bytes);
    }

    /// Returns the description of the type.
    ///
    /// @return the description, which is made when it is first asked for
    public final MessageType<M> type() {
        MessageType<M> known = type;
        if (known == null) {
            known = describe();
            type = known;
        }
        return known;
    }

    @Override
    public final ValueKind kind() {
        return ValueKind.MESSAGE;
    }

    @Override
    public final M defaultValue() {
        return defaultMessage();
    }

    @Override
    final int wireType() {
        return WireType.LENGTH_DELIMITED;
    }

    @Override
    final M read(ProtoReader in, @Nullable M base) {
        return in.readMessage(this, base);
    }

    @Override
    final void write(int number, M value, ProtoWriter out) {
        out.writeMessage(number, this, value);
    }

    @Override
    final void writePacked(M value, ProtoWriter out) {
        throw new AssertionError("messages are never packed");
    }

    @SuppressWarnings("unchecked") // an extension's value type and its values go together
    final <T> T readGroupAs(int number, ProtoReader in, @Nullable T base) {
        return (T) in.readGroup(number, this, (M) base);
    }

    @SuppressWarnings("unchecked") // an extension's value type and its values go together
    final <T> void writeGroupAs(int number, T value, ProtoWriter out) {
        out.writeGroup(number, this, (M) value);
    }
}
