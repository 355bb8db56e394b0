package dev.duet.compiler.link;

import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.FieldType;
import dev.duet.compiler.model.OptionValues;
import dev.duet.compiler.model.OptionValues.Wire;

/// How numbers of each type go on the wire.
final class Wires {
    private Wires() {}

    /// Adds a whole number, a boolean or an enum's number.
    static void add(OptionValues out, Field field, long value) {
        out.add(field, wireOf(field.type), encoded(field.type, value));
    }

    /// Adds a float or a double.
    static void addReal(OptionValues out, Field field, double value) {
        out.add(field, wireOf(field.type), encodedReal(field.type, value));
    }

    static Wire wireOf(FieldType type) {
        return switch (type) {
            case DOUBLE, FIXED64, SFIXED64 -> Wire.FIXED64;
            case FLOAT, FIXED32, SFIXED32 -> Wire.FIXED32;
            case INT64, UINT64, INT32, BOOL, UINT32, ENUM, SINT32, SINT64 -> Wire.VARINT;
            case STRING, BYTES -> Wire.BYTES;
            case MESSAGE -> Wire.MESSAGE;
            case GROUP -> Wire.GROUP;
        };
    }

    static long encoded(FieldType type, long value) {
        return switch (type) {
            case SINT32, SINT64 -> value << 1 ^ value >> 63;
            case FIXED32, SFIXED32 -> value & 0xffffffffL;
            case DOUBLE,
                    FLOAT,
                    INT64,
                    UINT64,
                    INT32,
                    FIXED64,
                    BOOL,
                    STRING,
                    GROUP,
                    MESSAGE,
                    BYTES,
                    UINT32,
                    ENUM,
                    SFIXED64 ->
                    value;
        };
    }

    static long encodedReal(FieldType type, double value) {
        return type == FieldType.FLOAT
                ? Float.floatToRawIntBits((float) value) & 0xffffffffL
                : Double.doubleToRawLongBits(value);
    }

    /// An unsigned 64-bit number as the nearest double.
    static double unsignedToDouble(long value) {
        return value >= 0 ? value : Double.parseDouble(Long.toUnsignedString(value));
    }
}
