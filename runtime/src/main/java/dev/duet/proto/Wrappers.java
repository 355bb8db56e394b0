package dev.duet.proto;

/// The wrapper messages of `google/protobuf/wrappers.proto` as plain Java values.
public final class Wrappers {
    /// `google.protobuf.StringValue`.
    public static final WrapperType<String> STRING = new WrapperType<>(ValueType.STRING);

    /// `google.protobuf.BytesValue`.
    public static final WrapperType<Bytes> BYTES = new WrapperType<>(ValueType.BYTES);

    /// `google.protobuf.BoolValue`.
    public static final WrapperType<Boolean> BOOL = new WrapperType<>(ValueType.BOOL);

    /// `google.protobuf.Int32Value`.
    public static final WrapperType<Integer> INT32 = new WrapperType<>(ValueType.INT32);

    /// `google.protobuf.Int64Value`.
    public static final WrapperType<Long> INT64 = new WrapperType<>(ValueType.INT64);

    /// `google.protobuf.UInt32Value`.
    public static final WrapperType<Integer> UINT32 = new WrapperType<>(ValueType.UINT32);

    /// `google.protobuf.UInt64Value`.
    public static final WrapperType<Long> UINT64 = new WrapperType<>(ValueType.UINT64);

    /// `google.protobuf.FloatValue`.
    public static final WrapperType<Float> FLOAT = new WrapperType<>(ValueType.FLOAT);

    /// `google.protobuf.DoubleValue`.
    public static final WrapperType<Double> DOUBLE = new WrapperType<>(ValueType.DOUBLE);

    private Wrappers() {}
}
