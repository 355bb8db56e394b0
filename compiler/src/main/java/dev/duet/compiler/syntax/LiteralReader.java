package dev.duet.compiler.syntax;

/// Goes over numbers and strings and reports what is malformed in them.
final class LiteralReader {
    private final SourceReader in;
    private final Problems problems;

    LiteralReader(SourceReader in, Problems problems) {
        this.in = in;
        this.problems = problems;
    }

    /// Reads a number behind its first digit, or behind the point and the digit it starts with.
    TokenKind readNumber(boolean startedWithZero, boolean startedWithPoint) {
        boolean isFloat = false;
        if (startedWithZero && (in.tryConsume('x') || in.tryConsume('X'))) {
            if (!Characters.isHexDigit(in.peek())) {
                problems.error(in.position, "\"0x\" must be followed by hex digits.");
            }
            while (Characters.isHexDigit(in.peek())) {
                in.advance();
            }
        } else if (startedWithZero && Characters.isDigit(in.peek())) {
            while (Characters.isOctalDigit(in.peek())) {
                in.advance();
            }
            if (Characters.isDigit(in.peek())) {
                problems.error(in.position, "Numbers starting with leading zero must be in octal.");
                in.skipDigits();
            }
        } else {
            isFloat = startedWithPoint;
            in.skipDigits();
            if (!startedWithPoint && in.tryConsume('.')) {
                isFloat = true;
                in.skipDigits();
            }
            if (in.tryConsume('e') || in.tryConsume('E')) {
                isFloat = true;
                if (!in.tryConsume('-')) {
                    in.tryConsume('+');
                }
                if (!Characters.isDigit(in.peek())) {
                    problems.error(in.position, "\"e\" must be followed by exponent.");
                }
                in.skipDigits();
            }
        }
        if (Characters.isLetter(in.peek())) {
            problems.error(in.position, "Need space between number and identifier.");
        } else if (in.peek() == '.') {
            problems.error(
                    in.position,
                    isFloat
                            ? "Already saw decimal point or exponent; can't have another one."
                            : "Hex and octal numbers must be integers.");
        }
        return isFloat ? TokenKind.FLOAT : TokenKind.INTEGER;
    }

    /// Reads a string behind its opening quote, up to and with the closing one.
    void readString(int delimiter) {
        while (true) {
            int current = in.peek();
            if (current == 0) {
                problems.error(in.position, "Unexpected end of string.");
                return;
            }
            if (current == '\n') {
                problems.error(
                        in.position, "Multiline strings are not allowed. Did you miss a \"?.");
                return;
            }
            in.advance();
            if (current == '\\') {
                checkEscape();
            } else if (current == delimiter) {
                return;
            }
        }
    }

    private void checkEscape() {
        int current = in.peek();
        if (Characters.isOctalDigit(current)
                || current != 0 && "abfnrtv\\?'\"".indexOf(current) >= 0) {
            in.advance();
        } else if (current == 'x' || current == 'X') {
            in.advance();
            if (!Characters.isHexDigit(in.peek())) {
                problems.error(in.position, "Expected hex digits for escape sequence.");
            }
        } else if (current == 'u') {
            in.advance();
            if (!skipHexDigits(4)) {
                problems.error(in.position, "Expected four hex digits for \\u escape sequence.");
            }
        } else if (current == 'U') {
            in.advance();
            boolean inRange =
                    in.tryConsume('0')
                            && in.tryConsume('0')
                            && (in.tryConsume('0') || in.tryConsume('1'))
                            && skipHexDigits(5);
            if (!inRange) {
                problems.error(
                        in.position,
                        "Expected eight hex digits up to 10ffff for \\U escape sequence");
            }
        } else {
            problems.error(in.position, "Invalid escape sequence in string literal.");
        }
    }

    private boolean skipHexDigits(int count) {
        for (int i = 0; i < count; i++) {
            if (!Characters.isHexDigit(in.peek())) {
                return false;
            }
            in.advance();
        }
        return true;
    }
}
