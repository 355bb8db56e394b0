package dev.duet.compiler.syntax;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Floating-point numbers as the descriptor has them: what C's `%g` writes with as few digits as
/// bring the same number back.
final class NumberText {
    private NumberText() {}

    static String ofDouble(double value) {
        String special = special(value);
        if (special != null) {
            return special;
        }
        String text = general(value, 15);
        return Double.parseDouble(text) == value ? text : general(value, 17);
    }

    /// A double that becomes a float.
    static String ofFloat(double value) {
        float narrowed = Literals.toFloat(value);
        String special = special(narrowed);
        if (special != null) {
            return special;
        }
        String text = general(narrowed, 6);
        boolean subnormal = Math.abs(narrowed) < Float.MIN_NORMAL;
        return Float.parseFloat(text) == narrowed && !subnormal ? text : general(narrowed, 9);
    }

    private static String special(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        return null;
    }

    /// `%.{digits}g`: plain for exponents from -4 to below `digits`, else with an exponent.
    private static String general(double value, int digits) {
        BigDecimal rounded =
                new BigDecimal(value)
                        .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                        .stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < digits) {
            return rounded.toPlainString();
        }
        String unscaled = rounded.unscaledValue().abs().toString();
        var text = new StringBuilder(rounded.signum() < 0 ? "-" : "");
        text.append(unscaled.charAt(0));
        if (unscaled.length() > 1) {
            text.append('.').append(unscaled, 1, unscaled.length());
        }
        text.append(exponent < 0 ? "e-" : "e+");
        int magnitude = Math.abs(exponent);
        return text.append(magnitude < 10 ? "0" : "").append(magnitude).toString();
    }
}
