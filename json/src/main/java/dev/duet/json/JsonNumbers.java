package dev.duet.json;

import java.math.BigDecimal;
import java.math.BigInteger;

/// Reads numbers exactly: `1e2` and `100.0` are integers, too, and nothing is rounded silently.
final class JsonNumbers {
    private static final int MAX_LONG_DIGITS = 18;
    private static final int MAX_UINT64_DIGITS = 20;
    private static final int MAX_LENGTH = 1_000;

    private JsonNumbers() {}

    /// Reads an integer of up to 64 bits.
    ///
    /// @param text the number as JSON has it
    /// @return the integer; null if it is none, or is beyond 64 bits
    static BigInteger integer(String text) {
        if (!isNumber(text)) {
            return null;
        }
        if (text.length() <= MAX_LONG_DIGITS
                && text.chars().allMatch(c -> c <= '9' && c != '.')
                && text.indexOf('+') < 0) {
            return BigInteger.valueOf(Long.parseLong(text));
        }
        BigDecimal value;
        try {
            value = new BigDecimal(text);
        } catch (NumberFormatException e) { // the exponent is beyond all bounds
            return null;
        }
        if (value.signum() == 0) {
            return BigInteger.ZERO;
        }
        if ((long) value.precision() - value.scale() > MAX_UINT64_DIGITS) {
            return null;
        }
        BigDecimal plain = value.stripTrailingZeros();
        return plain.scale() > 0 ? null : plain.toBigIntegerExact();
    }

    /// Says whether a text is a number as JSON writes it, of a length that makes sense.
    static boolean isNumber(String text) {
        int end = text.length();
        int at = end > 0 && text.charAt(0) == '-' ? 1 : 0;
        int whole = digits(text, at);
        if (whole == at || whole > at + 1 && text.charAt(at) == '0' || end > MAX_LENGTH) {
            return false;
        }
        at = whole;
        if (at < end && text.charAt(at) == '.') {
            int fraction = digits(text, at + 1);
            if (fraction == at + 1) {
                return false;
            }
            at = fraction;
        }
        if (at < end && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < end && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            int exponent = digits(text, at);
            if (exponent == at) {
                return false;
            }
            at = exponent;
        }
        return at == end;
    }

    /// Returns where the digits end that start at an index.
    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
