package dev.duet.compiler.generate;

import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;

/// What a scalar type is in Java, and what the runtime calls it.
///
/// @param primitive the Java type
/// @param boxed the Java type where only a reference will do
/// @param list the class of a repeated field, without its type argument
/// @param wire the ending of the reader's and the writer's methods: `readInt32`
/// @param packed the method of `PackedReader` and `PackedWriter`, or null
/// @param zero the value of an absent field
record Scalar(
        String primitive, String boxed, String list, String wire, String packed, String zero) {
    private static final Scalar INT32 =
            new Scalar("int", "Integer", "IntList", "Int32", "int32", "0");
    private static final Scalar UINT32 =
            new Scalar("int", "Integer", "IntList", "UInt32", "uint32", "0");
    private static final Scalar SINT32 =
            new Scalar("int", "Integer", "IntList", "SInt32", "sint32", "0");
    private static final Scalar FIXED32 =
            new Scalar("int", "Integer", "IntList", "Fixed32", "fixed32", "0");
    private static final Scalar INT64 =
            new Scalar("long", "Long", "LongList", "Int64", "int64", "0L");
    private static final Scalar UINT64 =
            new Scalar("long", "Long", "LongList", "UInt64", "int64", "0L");
    private static final Scalar SINT64 =
            new Scalar("long", "Long", "LongList", "SInt64", "sint64", "0L");
    private static final Scalar FIXED64 =
            new Scalar("long", "Long", "LongList", "Fixed64", "fixed64", "0L");
    private static final Scalar FLOAT =
            new Scalar("float", "Float", "FloatList", "Float", "float32", "0f");
    private static final Scalar DOUBLE =
            new Scalar("double", "Double", "DoubleList", "Double", "float64", "0d");
    private static final Scalar BOOL =
            new Scalar("boolean", "Boolean", "BooleanList", "Bool", "bool", "false");
    private static final Scalar STRING =
            new Scalar("String", "String", "List", "String", null, "\"\"");
    private static final Scalar BYTES =
            new Scalar("Bytes", "Bytes", "List", "Bytes", null, "Bytes.EMPTY");

    /// The scalar of a field's type, or null for enums, messages and groups.
    static Scalar of(Type type) {
        return switch (type) {
            case TYPE_INT32 -> INT32;
            case TYPE_UINT32 -> UINT32;
            case TYPE_SINT32 -> SINT32;
            case TYPE_FIXED32, TYPE_SFIXED32 -> FIXED32;
            case TYPE_INT64 -> INT64;
            case TYPE_UINT64 -> UINT64;
            case TYPE_SINT64 -> SINT64;
            case TYPE_FIXED64, TYPE_SFIXED64 -> FIXED64;
            case TYPE_FLOAT -> FLOAT;
            case TYPE_DOUBLE -> DOUBLE;
            case TYPE_BOOL -> BOOL;
            case TYPE_STRING -> STRING;
            case TYPE_BYTES -> BYTES;
            case TYPE_ENUM, TYPE_MESSAGE, TYPE_GROUP -> null;
        };
    }

    /// The scalar in a wrapper message, by the name of its constant in `Wrappers`.
    static Scalar ofWrapper(String wrapper) {
        return of(Type.valueOf("TYPE_" + wrapper));
    }

    boolean isPrimitive() {
        return packed != null;
    }

    /// The reader has one method for signed and unsigned varints.
    String reader() {
        return wire.startsWith("UInt") ? wire.substring(1) : wire;
    }

    /// The method of `PackedReader`: it reads signed and unsigned varints alike.
    String packedReader() {
        return packed.equals("uint32") ? "int32" : packed;
    }
}
