package dev.duet.json;

import com.fasterxml.jackson.core.JsonToken;

import dev.duet.proto.Bytes;
import dev.duet.proto.ValueKind;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Base64;

/// Reads numbers, bools, strings and bytes.
final class ScalarReader {
    private static final int BITS_32 = 32;
    private static final int BITS_64 = 64;

    private final JsonInput in;

    ScalarReader(JsonInput in) {
        this.in = in;
    }

    Object read(ValueKind kind) throws IOException {
        return switch (kind) {
            case INT32, SINT32, SFIXED32 -> signed(BITS_32).intValue();
            case UINT32, FIXED32 -> unsigned(BITS_32).intValue();
            case INT64, SINT64, SFIXED64 -> signed(BITS_64).longValue();
            case UINT64, FIXED64 -> unsigned(BITS_64).longValue();
            case FLOAT -> readFloat();
            case DOUBLE -> readDouble();
            case BOOL -> readBool();
            case STRING, UNCHECKED_STRING -> string("a string");
            case BYTES -> bytes();
            case ENUM, MESSAGE, WRAPPER -> throw new AssertionError(kind + " is not a scalar");
        };
    }

    /// Reads the key of a map entry, which is the current token.
    Object readKey(ValueKind kind) throws IOException {
        if (kind != ValueKind.BOOL) {
            return read(kind);
        }
        return switch (in.text()) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw in.problem("expected the key \"true\" or \"false\", not " + in.shown());
        };
    }

    /// Reads a number of an enum value.
    int readEnumNumber() throws IOException {
        return signed(BITS_32).intValue();
    }

    private BigInteger signed(int bits) throws IOException {
        BigInteger value = integer();
        if (value.bitLength() >= bits) {
            throw in.problem(in.shown() + " is out of the range of int" + bits);
        }
        return value;
    }

    private BigInteger unsigned(int bits) throws IOException {
        BigInteger value = integer();
        if (value.signum() < 0 || value.bitLength() > bits) {
            throw in.problem(in.shown() + " is out of the range of uint" + bits);
        }
        return value;
    }

    private BigInteger integer() throws IOException {
        BigInteger value = isNumberOrText() ? JsonNumbers.integer(in.text()) : null;
        if (value == null) {
            throw in.problem("expected an integer of at most 64 bits, not " + in.shown());
        }
        return value;
    }

    private boolean isNumberOrText() {
        return in.kind().isNumeric()
                || in.kind() == JsonToken.VALUE_STRING
                || in.kind() == JsonToken.FIELD_NAME;
    }

    private float readFloat() throws IOException {
        String text = number();
        float value = Float.parseFloat(text);
        if (Float.isInfinite(value) && !text.endsWith("Infinity")) {
            throw in.problem(in.shown() + " is out of the range of float");
        }
        return value;
    }

    private double readDouble() throws IOException {
        String text = number();
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value) && !text.endsWith("Infinity")) {
            throw in.problem(in.shown() + " is out of the range of double");
        }
        return value;
    }

    private String number() throws IOException {
        if (isNumberOrText()) {
            String text = in.text();
            boolean special =
                    in.kind() == JsonToken.VALUE_STRING
                            && switch (text) {
                                case "NaN", "Infinity", "-Infinity" -> true;
                                default -> false;
                            };
            if (special || JsonNumbers.isNumber(text)) {
                return text;
            }
        }
        throw in.problem("expected a number, not " + in.shown());
    }

    private boolean readBool() throws IOException {
        return switch (in.kind()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw in.problem("expected true or false, not " + in.shown());
        };
    }

    /// Reads a string.
    ///
    /// @param what says what is expected, where the string stands for something else
    String string(String what) throws IOException {
        if (in.kind() != JsonToken.VALUE_STRING && in.kind() != JsonToken.FIELD_NAME) {
            throw in.problem("expected " + what + ", not " + in.shown());
        }
        String text = in.text();
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    throw in.problem("the string has half of a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }

    /// Reads bytes in base64, of either alphabet, padded or not.
    private Bytes bytes() throws IOException {
        String text = string("bytes in base64");
        try {
            byte[] decoded = Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
            return Bytes.of(decoded);
        } catch (IllegalArgumentException e) {
            throw in.problem(in.shown() + " is not base64");
        }
    }
}
