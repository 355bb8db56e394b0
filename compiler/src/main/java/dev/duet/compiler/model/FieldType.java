package dev.duet.compiler.model;

/// A field's type; the order gives the descriptor's numbers, from 1.
public enum FieldType {
    /// 64-bit floating point.
    DOUBLE,
    /// 32-bit floating point.
    FLOAT,
    /// 64 bits, signed, varint.
    INT64,
    /// 64 bits, unsigned, varint.
    UINT64,
    /// 32 bits, signed, varint.
    INT32,
    /// 64 bits, unsigned, fixed.
    FIXED64,
    /// 32 bits, unsigned, fixed.
    FIXED32,
    /// True or false.
    BOOL,
    /// UTF-8 text.
    STRING,
    /// A message between start and end tags.
    GROUP,
    /// A message with its length before it.
    MESSAGE,
    /// Bytes.
    BYTES,
    /// 32 bits, unsigned, varint.
    UINT32,
    /// An enum.
    ENUM,
    /// 32 bits, signed, fixed.
    SFIXED32,
    /// 64 bits, signed, fixed.
    SFIXED64,
    /// 32 bits, signed, zigzag.
    SINT32,
    /// 64 bits, signed, zigzag.
    SINT64;

    /// The type that a keyword names; null if it is none.
    public static FieldType ofKeyword(String word) {
        return switch (word) {
            case "double" -> DOUBLE;
            case "float" -> FLOAT;
            case "int64" -> INT64;
            case "uint64" -> UINT64;
            case "int32" -> INT32;
            case "fixed64" -> FIXED64;
            case "fixed32" -> FIXED32;
            case "bool" -> BOOL;
            case "string" -> STRING;
            case "group" -> GROUP;
            case "bytes" -> BYTES;
            case "uint32" -> UINT32;
            case "sfixed32" -> SFIXED32;
            case "sfixed64" -> SFIXED64;
            case "sint32" -> SINT32;
            case "sint64" -> SINT64;
            default -> null;
        };
    }

    /// The keyword, or `message`, `enum`.
    public String keyword() {
        return switch (this) {
            case DOUBLE -> "double";
            case FLOAT -> "float";
            case INT64 -> "int64";
            case UINT64 -> "uint64";
            case INT32 -> "int32";
            case FIXED64 -> "fixed64";
            case FIXED32 -> "fixed32";
            case BOOL -> "bool";
            case STRING -> "string";
            case GROUP -> "group";
            case MESSAGE -> "message";
            case BYTES -> "bytes";
            case UINT32 -> "uint32";
            case ENUM -> "enum";
            case SFIXED32 -> "sfixed32";
            case SFIXED64 -> "sfixed64";
            case SINT32 -> "sint32";
            case SINT64 -> "sint64";
        };
    }

    /// Whether it is a message, however it is written on the wire.
    public boolean isMessage() {
        return this == MESSAGE || this == GROUP;
    }

    /// Whether many of them may be packed together.
    public boolean isPackable() {
        return !isMessage() && this != STRING && this != BYTES;
    }
}
