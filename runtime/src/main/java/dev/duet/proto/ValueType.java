package dev.duet.proto;

/// What one value of a field can be: a scalar type, an enum, a message or a wrapper.
///
/// Generated code passes value types to the reader and the writer where a field is not hot enough
/// for a method of its own (maps, extensions), and describes fields with them ([FieldInfo]).
///
/// @param <T> the Java type of a value, boxed
public abstract sealed class ValueType<T> permits ScalarType, EnumType, MessageCodec, WrapperType {
    /// `int32`.
    public static final ValueType<Integer> INT32 = new ScalarType<>(Kind.INT32, 0);

    /// `int64`.
    public static final ValueType<Long> INT64 = new ScalarType<>(Kind.INT64, 0L);

    /// `uint32`, the upper half of whose range is negative in Java.
    public static final ValueType<Integer> UINT32 = new ScalarType<>(Kind.UINT32, 0);

    /// `uint64`, the upper half of whose range is negative in Java.
    public static final ValueType<Long> UINT64 = new ScalarType<>(Kind.UINT64, 0L);

    /// `sint32`.
    public static final ValueType<Integer> SINT32 = new ScalarType<>(Kind.SINT32, 0);

    /// `sint64`.
    public static final ValueType<Long> SINT64 = new ScalarType<>(Kind.SINT64, 0L);

    /// `fixed32`, the upper half of whose range is negative in Java.
    public static final ValueType<Integer> FIXED32 = new ScalarType<>(Kind.FIXED32, 0);

    /// `fixed64`, the upper half of whose range is negative in Java.
    public static final ValueType<Long> FIXED64 = new ScalarType<>(Kind.FIXED64, 0L);

    /// `sfixed32`.
    public static final ValueType<Integer> SFIXED32 = new ScalarType<>(Kind.SFIXED32, 0);

    /// `sfixed64`.
    public static final ValueType<Long> SFIXED64 = new ScalarType<>(Kind.SFIXED64, 0L);

    /// `float`.
    public static final ValueType<Float> FLOAT = new ScalarType<>(Kind.FLOAT, 0f);

    /// `double`.
    public static final ValueType<Double> DOUBLE = new ScalarType<>(Kind.DOUBLE, 0d);

    /// `bool`.
    public static final ValueType<Boolean> BOOL = new ScalarType<>(Kind.BOOL, false);

    /// `string`, checked to be UTF-8.
    public static final ValueType<String> STRING = new ScalarType<>(Kind.STRING, "");

    /// `string` of a file that does not ask for UTF-8 to be checked.
    public static final ValueType<String> UNCHECKED_STRING =
            new ScalarType<>(Kind.UNCHECKED_STRING, "");

    /// `bytes`.
    public static final ValueType<Bytes> BYTES = new ScalarType<>(Kind.BYTES, Bytes.EMPTY);

    ValueType() {}

    /// The kinds of value.
    public enum Kind {
        /// `int32`
        INT32,
        /// `int64`
        INT64,
        /// `uint32`
        UINT32,
        /// `uint64`
        UINT64,
        /// `sint32`
        SINT32,
        /// `sint64`
        SINT64,
        /// `fixed32`
        FIXED32,
        /// `fixed64`
        FIXED64,
        /// `sfixed32`
        SFIXED32,
        /// `sfixed64`
        SFIXED64,
        /// `float`
        FLOAT,
        /// `double`
        DOUBLE,
        /// `bool`
        BOOL,
        /// `string`
        STRING,
        /// `string` that is not checked to be UTF-8
        UNCHECKED_STRING,
        /// `bytes`
        BYTES,
        /// an enum: the value type is an [EnumType]
        ENUM,
        /// a message: the value type is a [MessageCodec]
        MESSAGE,
        /// a message of one field that stands for that field's value: a [WrapperType]
        WRAPPER
    }

    /// Returns the kind of this type.
    ///
    /// @return the kind
    public abstract Kind kind();

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
