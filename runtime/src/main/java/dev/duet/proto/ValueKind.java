package dev.duet.proto;

/// The kinds of [ValueType].
public enum ValueKind {
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
