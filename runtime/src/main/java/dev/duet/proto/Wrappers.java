package dev.duet.proto;

/// The wrapper messages of `google/protobuf/wrappers.proto` as plain Java values.
public final class Wrappers {
    /// `google.protobuf.StringValue`.
    public static final WrapperType<String> STRING = new WrapperType<>(ScalarType.STRING);

    /// `google.protobuf.BytesValue`.
    public static final WrapperType<Bytes> BYTES = new WrapperType<>(ScalarType.BYTES);

    /// `google.protobuf.BoolValue`.
    public static final WrapperType<Boolean> BOOL = new WrapperType<>(ScalarType.BOOL);

    /// `google.protobuf.Int32Value`.
    public static final WrapperType<Integer> INT32 = new WrapperType<>(ScalarType.INT32);

    /// `google.protobuf.Int64Value`.
    public static final WrapperType<Long> INT64 = new WrapperType<>(ScalarType.INT64);

    /// `google.protobuf.UInt32Value`.
    public static final WrapperType<Integer> UINT32 = new WrapperType<>(ScalarType.UINT32);

    /// `google.protobuf.UInt64Value`.
    public static final WrapperType<Long> UINT64 = new WrapperType<>(ScalarType.UINT64);

    /// `google.protobuf.FloatValue`.
    public static final WrapperType<Float> FLOAT = new WrapperType<>(ScalarType.FLOAT);

    /// `google.protobuf.DoubleValue`.
    public static final WrapperType<Double> DOUBLE = new WrapperType<>(ScalarType.DOUBLE);

    private Wrappers() {}
}
