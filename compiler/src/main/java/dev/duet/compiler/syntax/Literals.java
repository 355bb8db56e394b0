package dev.duet.compiler.syntax;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The values of literal tokens. What is malformed was reported when the token was read.
public final class Literals {
    /// Halfway between the largest float and what would be the next one.
    private static final double FLOAT_LIMIT = 0x1.ffffffp127;

    private Literals() {}

    /// The nearest float; the largest one for numbers that are hardly above it, as protoc has it.
    public static float toFloat(double value) {
        if (Double.isInfinite(value) || Math.abs(value) > FLOAT_LIMIT) {
            return (float) value;
        }
        return Math.clamp((float) value, -Float.MAX_VALUE, Float.MAX_VALUE);
    }

    /// Whether an integer token is at most a bound, both unsigned.
    public static boolean fits(byte[] bytes, int from, int to, long unsignedMax) {
        int base = base(bytes, from, to);
        long value = 0;
        for (int i = base == 16 ? from + 2 : from; i < to; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0 || digit >= base) {
                return false;
            }
            long limit = Long.divideUnsigned(-1L, base);
            if (Long.compareUnsigned(value, limit) > 0) {
                return false;
            }
            long next = value * base + digit;
            if (Long.compareUnsigned(next, value * base) < 0) {
                return false;
            }
            value = next;
        }
        return Long.compareUnsigned(value, unsignedMax) <= 0;
    }

    /// The value of an integer token that fits 64 bits, unsigned.
    public static long integer(byte[] bytes, int from, int to) {
        int base = base(bytes, from, to);
        long value = 0;
        for (int i = base == 16 ? from + 2 : from; i < to; i++) {
            value = value * base + Character.digit(bytes[i], 16);
        }
        return value;
    }

    /// The value of a number token that has a point or an exponent, or of a long decimal integer.
    public static double real(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        String lower = text.toLowerCase(Locale.ROOT);
        int exponent = lower.indexOf('e');
        if (exponent >= 0) {
            boolean digits =
                    Character.isDigit(lower.charAt(lower.length() - 1))
                            && exponent < lower.length() - 1;
            lower = digits ? lower : lower.substring(0, exponent);
        }
        return Double.parseDouble(lower);
    }

    /// An unsigned 64-bit number as the nearest double.
    public static double unsignedToDouble(long value) {
        if (value >= 0) {
            return value;
        }
        return Double.parseDouble(Long.toUnsignedString(value));
    }

    /// Adds the bytes that a string token stands for.
    public static void appendString(byte[] bytes, int from, int to, ByteArrayOutputStream out) {
        int last = to > from + 1 && bytes[to - 1] == bytes[from] ? to - 1 : to;
        int i = from + 1;
        while (i < last) {
            if (bytes[i] != '\\' || i + 1 >= last) {
                out.write(bytes[i++]);
                continue;
            }
            i = appendEscape(bytes, i + 1, last, out);
        }
    }

    /// Reads the escape whose letter is at `at`; returns where it ends.
    private static int appendEscape(byte[] bytes, int at, int last, ByteArrayOutputStream out) {
        int letter = bytes[at];
        if (letter >= '0' && letter <= '7') {
            int end = at;
            int value = 0;
            while (end < last && end < at + 3 && bytes[end] >= '0' && bytes[end] <= '7') {
                value = value * 8 + bytes[end++] - '0';
            }
            out.write(value);
            return end;
        }
        if (letter == 'x' || letter == 'X') {
            int end = at + 1;
            int value = 0;
            while (end < last && end < at + 3 && Character.digit(bytes[end], 16) >= 0) {
                value = value * 16 + Character.digit(bytes[end++], 16);
            }
            out.write(value);
            return end;
        }
        if (letter == 'u' || letter == 'U') {
            return appendCodePoint(bytes, at, last, out);
        }
        int index = "abfnrtv".indexOf(letter);
        out.write(index < 0 ? letter : "\007\b\f\n\r\t\013".charAt(index));
        return at + 1;
    }

    private static int appendCodePoint(byte[] bytes, int at, int last, ByteArrayOutputStream out) {
        int length = bytes[at] == 'u' ? 4 : 8;
        int end = Math.min(at + 1 + length, last);
        int codePoint = hex(bytes, at + 1, end);
        boolean head = codePoint >= 0xd800 && codePoint < 0xdc00;
        if (head && end + 6 <= last && bytes[end] == '\\' && bytes[end + 1] == 'u') {
            int tail = hex(bytes, end + 2, end + 6);
            if (tail >= 0xdc00 && tail < 0xe000) {
                codePoint = 0x10000 + (codePoint - 0xd800 << 10 | tail - 0xdc00);
                end += 6;
            }
        }
        appendUtf8(codePoint, out);
        return end;
    }

    private static int hex(byte[] bytes, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value << 4 | Math.max(Character.digit(bytes[i], 16), 0);
        }
        return value;
    }

    /// Lone surrogates are written too, as they stand.
    private static void appendUtf8(int codePoint, ByteArrayOutputStream out) {
        if (codePoint < 0x80) {
            out.write(codePoint);
        } else if (codePoint < 0x800) {
            out.write(0xc0 | codePoint >> 6);
            out.write(0x80 | codePoint & 0x3f);
        } else if (codePoint < 0x10000) {
            out.write(0xe0 | codePoint >> 12);
            out.write(0x80 | codePoint >> 6 & 0x3f);
            out.write(0x80 | codePoint & 0x3f);
        } else if (codePoint <= 0x10ffff) {
            out.write(0xf0 | codePoint >> 18);
            out.write(0x80 | codePoint >> 12 & 0x3f);
            out.write(0x80 | codePoint >> 6 & 0x3f);
            out.write(0x80 | codePoint & 0x3f);
        } else {
            byte[] text =
                    ("\\U" + String.format(Locale.ROOT, "%08x", codePoint))
                            .getBytes(StandardCharsets.US_ASCII);
            out.write(text, 0, text.length);
        }
    }

    private static int base(byte[] bytes, int from, int to) {
        if (to - from > 1 && bytes[from] == '0') {
            return bytes[from + 1] == 'x' || bytes[from + 1] == 'X' ? 16 : 8;
        }
        return 10;
    }
}
