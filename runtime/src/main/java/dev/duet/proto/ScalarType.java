package dev.duet.proto;

/// The type of a number, a bool, a string or bytes.
///
/// @param <T> the Java type of a value, boxed
public final class ScalarType<T> extends ValueType<T> {
    /// `int32`.
    public static final ScalarType<Integer> INT32 = new ScalarType<>(ValueKind.INT32, 0);

    /// `int64`.
    public static final ScalarType<Long> INT64 = new ScalarType<>(ValueKind.INT64, 0L);

    /// `uint32`, the upper half of whose range is negative in Java.
    public static final ScalarType<Integer> UINT32 = new ScalarType<>(ValueKind.UINT32, 0);

    /// `uint64`, the upper half of whose range is negative in Java.
    public static final ScalarType<Long> UINT64 = new ScalarType<>(ValueKind.UINT64, 0L);

    /// `sint32`.
    public static final ScalarType<Integer> SINT32 = new ScalarType<>(ValueKind.SINT32, 0);

    /// `sint64`.
    public static final ScalarType<Long> SINT64 = new ScalarType<>(ValueKind.SINT64, 0L);

    /// `fixed32`, the upper half of whose range is negative in Java.
    public static final ScalarType<Integer> FIXED32 = new ScalarType<>(ValueKind.FIXED32, 0);

    /// `fixed64`, the upper half of whose range is negative in Java.
    public static final ScalarType<Long> FIXED64 = new ScalarType<>(ValueKind.FIXED64, 0L);

    /// `sfixed32`.
    public static final ScalarType<Integer> SFIXED32 = new ScalarType<>(ValueKind.SFIXED32, 0);

    /// `sfixed64`.
    public static final ScalarType<Long> SFIXED64 = new ScalarType<>(ValueKind.SFIXED64, 0L);

    /// `float`.
    public static final ScalarType<Float> FLOAT = new ScalarType<>(ValueKind.FLOAT, 0f);

    /// `double`.
    public static final ScalarType<Double> DOUBLE = new ScalarType<>(ValueKind.DOUBLE, 0d);

    /// `bool`.
    public static final ScalarType<Boolean> BOOL = new ScalarType<>(ValueKind.BOOL, false);

    /// `string`, checked to be UTF-8.
    public static final ScalarType<String> STRING = new ScalarType<>(ValueKind.STRING, "");

    /// `string` of a file that does not ask for UTF-8 to be checked.
    public static final ScalarType<String> UNCHECKED_STRING =
            new ScalarType<>(ValueKind.UNCHECKED_STRING, "");

    /// `bytes`.
    public static final ScalarType<Bytes> BYTES = new ScalarType<>(ValueKind.BYTES, Bytes.EMPTY);

    private final ValueKind kind;
    private final T defaultValue;

    private ScalarType(ValueKind kind, T defaultValue) {
        this.kind = kind;
        this.defaultValue = defaultValue;
    }

    @Override
    public ValueKind kind() {
        return kind;
    }

    @Override
    public T defaultValue() {
        return defaultValue;
    }

    @Override
    int wireType() {
        return switch (kind) {
            case INT32, INT64, UINT32, UINT64, SINT32, SINT64, BOOL, ENUM -> WireType.VARINT;
            case FIXED32, SFIXED32, FLOAT -> WireType.FIXED32;
            case FIXED64, SFIXED64, DOUBLE -> WireType.FIXED64;
            case STRING, UNCHECKED_STRING, BYTES, MESSAGE, WRAPPER -> WireType.LENGTH_DELIMITED;
        };
    }

    @Override
    @SuppressWarnings("unchecked") // each kind reads values of its own T
    T read(ProtoReader in, @Nullable T base) {
        return (T)
                switch (kind) {
                    case INT32, UINT32 -> (Object) in.readInt32();
                    case INT64, UINT64 -> in.readInt64();
                    case SINT32 -> in.readSInt32();
                    case SINT64 -> in.readSInt64();
                    case FIXED32, SFIXED32 -> in.readFixed32();
                    case FIXED64, SFIXED64 -> in.readFixed64();
                    case FLOAT -> in.readFloat();
                    case DOUBLE -> in.readDouble();
                    case BOOL -> in.readBool();
                    case STRING -> in.readString();
                    case UNCHECKED_STRING -> in.readUncheckedString();
                    case BYTES -> in.readBytes();
                    case ENUM, MESSAGE, WRAPPER -> throw notScalar();
                };
    }

    @Override
    void write(int number, T value, ProtoWriter out) {
        if (value instanceof String text) {
            out.writeString(number, text);
        } else if (value instanceof Bytes bytes) {
            out.writeBytes(number, bytes);
        } else {
            writePacked(value, out);
            out.writeTag(number << 3 | wireType());
        }
    }

    @Override
    void writePacked(T value, ProtoWriter out) {
        switch (kind) {
            case INT32 -> out.putVarint64((Integer) value);
            case UINT32 -> out.putVarint32((Integer) value);
            case SINT32 -> out.putVarint32((Integer) value << 1 ^ (Integer) value >> 31);
            case INT64, UINT64 -> out.putVarint64((Long) value);
            case SINT64 -> out.putVarint64((Long) value << 1 ^ (Long) value >> 63);
            case FIXED32, SFIXED32 -> out.putFixed32((Integer) value);
            case FIXED64, SFIXED64 -> out.putFixed64((Long) value);
            case FLOAT -> out.putFixed32(Float.floatToRawIntBits((Float) value));
            case DOUBLE -> out.putFixed64(Double.doubleToRawLongBits((Double) value));
            case BOOL -> out.putVarint32((Boolean) value ? 1 : 0);
            case STRING, UNCHECKED_STRING, BYTES, ENUM, MESSAGE, WRAPPER -> throw notPacked();
        }
    }

    private AssertionError notPacked() {
        return new AssertionError(kind + " is never packed");
    }

    private AssertionError notScalar() {
        return new AssertionError(kind + " is not a scalar");
    }
}
