package dev.duet.json;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.duet.proto.Bytes;
import dev.duet.proto.ScalarType;

import java.io.IOException;
import java.util.Base64;

/// Writes numbers, bools, strings and bytes.
final class ScalarWriter {
    private ScalarWriter() {}

    static void write(JsonGenerator out, ScalarType<?> type, Object value) throws IOException {
        switch (type.kind()) {
            case INT32, SINT32, SFIXED32 -> out.writeNumber((Integer) value);
            case UINT32, FIXED32 -> out.writeNumber(Integer.toUnsignedLong((Integer) value));
            case FLOAT -> number(out, Float.toString((Float) value));
            case DOUBLE -> number(out, Double.toString((Double) value));
            case BOOL -> out.writeBoolean((Boolean) value);
            case INT64, SINT64, SFIXED64, UINT64, FIXED64, STRING, UNCHECKED_STRING, BYTES ->
                    out.writeString(text(type, value));
            case ENUM, MESSAGE, WRAPPER ->
                    throw new AssertionError(type.kind() + " is not a scalar");
        }
    }

    private static void number(JsonGenerator out, String text) throws IOException {
        char last = text.charAt(text.length() - 1);
        if (last == 'N' || last == 'y') { // NaN and the infinities
            out.writeString(text);
        } else if (text.endsWith(".0") && !text.equals("-0.0")) { // some read -0 as an integer
            out.writeNumber(text.substring(0, text.length() - 2));
        } else {
            out.writeNumber(text);
        }
    }

    /// Returns a value as text, as the key of a map and what JSON has no precise type for.
    static String text(ScalarType<?> type, Object value) {
        return switch (type.kind()) {
            case UINT32, FIXED32 -> Integer.toUnsignedString((Integer) value);
            case UINT64, FIXED64 -> Long.toUnsignedString((Long) value);
            case BYTES -> Base64.getEncoder().encodeToString(((Bytes) value).toByteArray());
            case INT32,
                    SINT32,
                    SFIXED32,
                    INT64,
                    SINT64,
                    SFIXED64,
                    FLOAT,
                    DOUBLE,
                    BOOL,
                    STRING,
                    UNCHECKED_STRING ->
                    value.toString();
            case ENUM, MESSAGE, WRAPPER ->
                    throw new AssertionError(type.kind() + " is not a scalar");
        };
    }
}
