package dev.duet.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Strings and bytes between quotes, with escapes.
final class TextLiterals {
    private static final int MAX_OCTAL_DIGITS = 3;
    private static final int MAX_HEX_DIGITS = 2;
    private static final int SHORT_UNICODE_DIGITS = 4;
    private static final int LONG_UNICODE_DIGITS = 8;
    private static final String ESCAPES = "abfnrtv?\\'\"";
    private static final String ESCAPED = "\u0007\b\f\n\r\t\u000B?\\'\"";

    private final String text;
    private int at;

    private TextLiterals(String text) {
        this.text = text;
    }

    /// Returns the bytes that a literal stands for.
    ///
    /// @param literal the literal with its quotes
    /// @throws IllegalArgumentException if it has a malformed escape; the message says what is
    ///   wrong
    static byte[] parse(String literal) {
        return new TextLiterals(literal.substring(1, literal.length() - 1)).parse();
    }

    private byte[] parse() {
        var bytes = new ByteArrayOutputStream(text.length());
        while (at < text.length()) {
            int from = at;
            int escape = text.indexOf('\\', at);
            at = escape < 0 ? text.length() : escape;
            bytes.writeBytes(text.substring(from, at).getBytes(StandardCharsets.UTF_8));
            if (escape >= 0) {
                at++;
                escape(bytes);
            }
        }
        return bytes.toByteArray();
    }

    private void escape(ByteArrayOutputStream bytes) {
        char c = at < text.length() ? text.charAt(at++) : ' ';
        int simple = ESCAPES.indexOf(c);
        if (simple >= 0) {
            bytes.write(ESCAPED.charAt(simple));
        } else if (c >= '0' && c <= '7') {
            at--;
            int value = digits(8, 1, MAX_OCTAL_DIGITS);
            if (value > 0xFF) {
                throw new IllegalArgumentException("an octal escape is larger than \\377");
            }
            bytes.write(value);
        } else if (c == 'x' || c == 'X') {
            bytes.write(digits(16, 1, MAX_HEX_DIGITS));
        } else if (c == 'u' || c == 'U') {
            int length = c == 'u' ? SHORT_UNICODE_DIGITS : LONG_UNICODE_DIGITS;
            int codePoint = digits(16, length, length);
            if (!Character.isValidCodePoint(codePoint)
                    || Character.getType(codePoint) == Character.SURROGATE) {
                throw new IllegalArgumentException("an escape is not a Unicode character");
            }
            bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
        } else {
            throw new IllegalArgumentException("the string has an unknown escape");
        }
    }

    private int digits(int radix, int min, int max) {
        int value = 0;
        int count = 0;
        while (count < max
                && at < text.length()
                && text.charAt(at) < 0x80
                && Character.digit(text.charAt(at), radix) >= 0) {
            value = value * radix + Character.digit(text.charAt(at++), radix);
            count++;
        }
        if (count < min) {
            throw new IllegalArgumentException("an escape has too few digits");
        }
        return value;
    }

    /// Prints a string; what is not ASCII stays as it is.
    static String print(String value) {
        var out = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            append(out, value.charAt(i));
        }
        return out.append('"').toString();
    }

    /// Prints bytes; what is not ASCII is escaped.
    static String print(byte[] value) {
        var out = new StringBuilder(value.length + 2).append('"');
        for (byte b : value) {
            if (b < 0) {
                out.append('\\').append(Integer.toOctalString(b & 0xFF));
            } else {
                append(out, (char) b);
            }
        }
        return out.append('"').toString();
    }

    private static void append(StringBuilder out, char c) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            default -> {
                if (c < ' ' || c == 0x7F) {
                    // Three digits, since a digit may follow.
                    out.append(String.format("\\%03o", (int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
