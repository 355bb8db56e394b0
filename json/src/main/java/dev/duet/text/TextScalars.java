package dev.duet.text;

import dev.duet.proto.Bytes;
import dev.duet.proto.EnumType;
import dev.duet.proto.ProtoEnum;
import dev.duet.proto.ValueKind;
import dev.duet.text.Token.Kind;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Reads numbers, bools, strings, bytes and enum values.
final class TextScalars {
    private static final int BITS_32 = 32;
    private static final int BITS_64 = 64;

    /// More digits than any integer needs, leading zeros included; reading many takes long.
    private static final int MAX_INTEGER_LENGTH = 1_000;

    private final TextLexer in;

    TextScalars(TextLexer in) {
        this.in = in;
    }

    Object read(ValueKind kind) {
        return switch (kind) {
            case INT32, SINT32, SFIXED32 -> signed(BITS_32).intValue();
            case INT64, SINT64, SFIXED64 -> signed(BITS_64).longValue();
            case UINT32, FIXED32 -> unsigned(BITS_32).intValue();
            case UINT64, FIXED64 -> unsigned(BITS_64).longValue();
            case FLOAT -> Float.parseFloat(number());
            case DOUBLE -> Double.parseDouble(number());
            case BOOL -> bool();
            case STRING, UNCHECKED_STRING -> string();
            case BYTES -> Bytes.of(literals());
            case ENUM, MESSAGE, WRAPPER -> throw new AssertionError(kind + " is not a scalar");
        };
    }

    ProtoEnum readEnum(EnumType<?> type) {
        Token token = in.token();
        ProtoEnum value =
                token.kind() == Kind.IDENTIFIER
                        ? type.of(token.text())
                        : type.of(signed(BITS_32).intValue());
        if (value == null) {
            throw in.problem(token.offset(), token.shown() + " is no value of " + type.fullName());
        }
        if (token.kind() == Kind.IDENTIFIER) {
            in.next();
        }
        return value;
    }

    // --- integers

    private BigInteger signed(int bits) {
        int from = in.token().offset();
        boolean negative = in.take('-');
        BigInteger value = negative ? integer().negate() : integer();
        if (value.bitLength() >= bits) {
            throw in.problem(from, value + " is out of the range of int" + bits);
        }
        return value;
    }

    private BigInteger unsigned(int bits) {
        int from = in.token().offset();
        BigInteger value = integer();
        if (value.bitLength() > bits) {
            throw in.problem(from, value + " is out of the range of uint" + bits);
        }
        return value;
    }

    private BigInteger integer() {
        Token token = in.token();
        if (token.kind() != Kind.INTEGER) {
            throw in.problem("expected an integer, not " + token.shown());
        }
        String text = token.text();
        boolean hex = text.startsWith("0x") || text.startsWith("0X");
        boolean octal = !hex && text.length() > 1 && text.startsWith("0");
        if (text.length() > MAX_INTEGER_LENGTH) {
            throw in.problem("an integer has more than " + MAX_INTEGER_LENGTH + " digits");
        }
        BigInteger value;
        try {
            value =
                    hex
                            ? new BigInteger(text.substring(2), 16)
                            : new BigInteger(text, octal ? 8 : 10);
        } catch (NumberFormatException e) {
            throw in.problem(text + " is not an integer");
        }
        in.next();
        return value;
    }

    // --- other numbers

    /// Reads the value of a float or double field.
    ///
    /// @return the digits, as Java parses them
    private String number() {
        boolean negative = in.take('-');
        Token token = in.token();
        String text = token.text().toLowerCase(Locale.ROOT);
        String digits =
                switch (token.kind()) {
                    case IDENTIFIER ->
                            switch (text) {
                                case "inf", "infinity" -> "Infinity";
                                case "nan" -> "NaN";
                                default ->
                                        throw in.problem("expected a number, not " + token.shown());
                            };
                    case INTEGER -> {
                        if (text.length() > 1 && text.startsWith("0")) {
                            throw in.problem("a number with a fraction must be decimal");
                        }
                        yield text;
                    }
                    case FLOAT -> text;
                    case LITERAL, SYMBOL, END ->
                            throw in.problem("expected a number, not " + token.shown());
                };
        in.next();
        return negative ? "-" + digits : digits;
    }

    private boolean bool() {
        Token token = in.token();
        if (token.kind() == Kind.INTEGER) {
            BigInteger value = integer();
            if (value.bitLength() > 1) {
                throw in.problem(token.offset(), token.text() + " is neither 0 nor 1");
            }
            return value.signum() > 0;
        }
        boolean value =
                switch (token.kind() == Kind.IDENTIFIER ? token.text() : "") {
                    case "true", "True", "t" -> true;
                    case "false", "False", "f" -> false;
                    default -> throw in.problem("expected true or false, not " + token.shown());
                };
        in.next();
        return value;
    }

    // --- strings

    private String string() {
        int from = in.token().offset();
        byte[] bytes = literals();
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw in.problem(from, "the string is not valid UTF-8");
        }
    }

    /// Reads one literal or several ones in a row, which are joined.
    byte[] literals() {
        if (in.token().kind() != Kind.LITERAL) {
            throw in.problem("expected a string, not " + in.token().shown());
        }
        var bytes = new ByteArrayOutputStream();
        while (in.token().kind() == Kind.LITERAL) {
            try {
                bytes.writeBytes(TextLiterals.parse(in.token().text()));
            } catch (IllegalArgumentException e) {
                throw in.problem(e.getMessage());
            }
            in.next();
        }
        return bytes.toByteArray();
    }
}
