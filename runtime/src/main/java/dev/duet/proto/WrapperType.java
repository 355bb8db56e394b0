package dev.duet.proto;

/// The type of a message such as `google.protobuf.StringValue`, which has one field `value` and
/// stands for what that field holds.
///
/// It is a codec as well, so that a method may take or return the plain value.
///
/// @param <T> the Java type of the value, boxed
public final class WrapperType<T> extends ValueType<T> implements Codec<T> {
    private static final int VALUE = 1;

    private final ValueType<T> valueType;
    private final int tag;

    WrapperType(ValueType<T> valueType) {
        this.valueType = valueType;
        tag = VALUE << 3 | valueType.wireType();
    }

    /// Returns the type of the value.
    ///
    /// @return the type
    public ValueType<T> valueType() {
        return valueType;
    }

    @Override
    public void encode(T message, ProtoWriter out) {
        // -0.0 is not the default, and Double.equals tells it from 0.0.
        if (!message.equals(valueType.defaultValue())) {
            valueType.write(VALUE, message, out);
        }
    }

    @Override
    public T decode(ProtoReader in) {
        return merge(valueType.defaultValue(), in);
    }

    private T merge(T base, ProtoReader in) {
        T value = base;
        for (int next = in.readTag(); next != 0; next = in.readTag()) {
            if (next == tag) {
                value = valueType.read(in, null);
            } else {
                in.skip(next);
            }
        }
        return value;
    }

    @Override
    public ValueKind kind() {
        return ValueKind.WRAPPER;
    }

    @Override
    public T defaultValue() {
        return valueType.defaultValue();
    }

    @Override
    int wireType() {
        return WireType.LENGTH_DELIMITED;
    }

    @Override
    T read(ProtoReader in, @Nullable T base) {
        int outer = in.enterMessage();
        T value = merge(base == null ? valueType.defaultValue() : base, in);
        in.leaveMessage(outer);
        return value;
    }

    @Override
    void write(int number, T value, ProtoWriter out) {
        int before = out.length();
        encode(value, out);
        out.writeLength(number, before);
    }

    @Override
    void writePacked(T value, ProtoWriter out) {
        throw new AssertionError("messages are never packed");
    }
}
