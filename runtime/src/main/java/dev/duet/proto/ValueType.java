package dev.duet.proto;

/// What one value of a field can be: a scalar type, an enum, a message or a wrapper.
///
/// Generated code passes value types to the reader and the writer where a field is not hot enough
/// for a method of its own (maps, extensions), and describes fields with them ([FieldInfo]).
///
/// @param <T> the Java type of a value, boxed
public abstract sealed class ValueType<T> permits ScalarType, EnumType, MessageCodec, WrapperType {
    ValueType() {}

    /// Returns the kind of this type.
    ///
    /// @return the kind
    public abstract ValueKind kind();

    /// Returns the value that an absent field stands for.
    ///
    /// @return the default value
    public abstract T defaultValue();

    abstract int wireType();

    /// Reads a value without its tag.
    ///
    /// @param base what an earlier occurrence held, or null; only messages merge with it
    /// @return the value; null for a number that a closed enum does not have
    abstract @Nullable T read(ProtoReader in, @Nullable T base);

    /// Writes a value and its tag.
    abstract void write(int number, T value, ProtoWriter out);

    /// Writes a value without its tag, as in a packed field.
    abstract void writePacked(T value, ProtoWriter out);

    final boolean isPackable() {
        return wireType() != WireType.LENGTH_DELIMITED;
    }
}
