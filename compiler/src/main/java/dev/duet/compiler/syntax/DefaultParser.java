package dev.duet.compiler.syntax;

import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.FieldType;

/// Reads `default = …` and brings the value into the form of the descriptor.
final class DefaultParser {
    private static final String NO_INTEGER = "Expected integer for field default value.";

    private final Cursor cursor;

    DefaultParser(Cursor cursor) {
        this.cursor = cursor;
    }

    void defaultValue(Field field, Location fieldLocation, int pathPart) {
        if (field.defaultValue != null) {
            cursor.error("Already set option \"default\".");
        }
        cursor.consume("default");
        cursor.consume('=');
        field.defaultAt = cursor.token.start;
        Location location = cursor.open(fieldLocation, pathPart);
        field.defaultValue = field.type == null ? word() : value(field.type);
        cursor.close(location);
    }

    /// The type is not resolved yet: it can only be an enum, or an error that is found later.
    private String word() {
        String text = cursor.source.text(cursor.token.start, cursor.token.end);
        cursor.token.next();
        return text;
    }

    private String value(FieldType type) {
        return switch (type) {
            case INT32, SINT32, SFIXED32 -> signed(Integer.MAX_VALUE);
            case INT64, SINT64, SFIXED64 -> signed(Long.MAX_VALUE);
            case UINT32, FIXED32 -> unsigned(0xffffffffL);
            case UINT64, FIXED64 -> unsigned(-1L);
            case FLOAT -> NumberText.ofFloat(real());
            case DOUBLE -> NumberText.ofDouble(real());
            case BOOL -> bool();
            case STRING -> cursor.consumeText("Expected string for field default value.");
            case BYTES -> escape(cursor.consumeString("Expected string."));
            case ENUM ->
                    cursor.consumeIdentifier("Expected enum identifier for field default value.");
            case MESSAGE, GROUP -> throw cursor.fail("Messages can't have default values.");
        };
    }

    private String signed(long max) {
        if (cursor.tryConsume('-')) {
            long value = cursor.consumeInteger(max + 1, NO_INTEGER);
            return value == 0 ? "0" : "-" + Long.toUnsignedString(value);
        }
        return Long.toString(cursor.consumeInteger(max, NO_INTEGER));
    }

    private String unsigned(long max) {
        if (cursor.tryConsume('-')) {
            cursor.error("Unsigned field can't have negative default value.");
        }
        return Long.toUnsignedString(cursor.consumeInteger(max, NO_INTEGER));
    }

    private double real() {
        boolean negative = cursor.tryConsume('-');
        double value = cursor.consumeNumber("Expected number.");
        return negative ? -value : value;
    }

    private String bool() {
        if (cursor.tryConsume("true")) {
            return "true";
        }
        if (cursor.tryConsume("false")) {
            return "false";
        }
        throw cursor.fail("Expected \"true\" or \"false\".");
    }

    /// Bytes as text: printable ASCII as it is, the rest as C escapes.
    private static String escape(byte[] bytes) {
        var text = new StringBuilder(bytes.length);
        for (byte b : bytes) {
            switch (b) {
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '"' -> text.append("\\\"");
                case '\'' -> text.append("\\'");
                case '\\' -> text.append("\\\\");
                default -> appendByte(text, b & 0xff);
            }
        }
        return text.toString();
    }

    private static void appendByte(StringBuilder text, int b) {
        if (b >= 0x20 && b < 0x7f) {
            text.append((char) b);
        } else {
            text.append('\\')
                    .append((char) ('0' + (b >> 6)))
                    .append((char) ('0' + (b >> 3 & 7)))
                    .append((char) ('0' + (b & 7)));
        }
    }
}
