package dev.duet.text;

import dev.duet.text.Token.Kind;

/// Cuts a text into tokens. Comments start with `#` and go to the end of the line.
final class TextLexer {
    private static final int END = -1;

    private final String text;
    private int at;
    private Token token;

    TextLexer(String text) {
        this.text = text;
        next();
    }

    /// Returns the current token.
    Token token() {
        return token;
    }

    /// Goes to the next token.
    ///
    /// @return the token before that one
    Token next() {
        Token passed = token;
        skipSpace();
        int from = at;
        int c = peek(0);
        Kind kind;
        if (c == END) {
            kind = Kind.END;
        } else if (isIdentifierStart(c)) {
            kind = Kind.IDENTIFIER;
            skipIdentifier();
        } else if (isDigit(c) || c == '.' && isDigit(peek(1))) {
            kind = number();
        } else if (c == '"' || c == '\'') {
            kind = Kind.LITERAL;
            literal(c);
        } else {
            kind = Kind.SYMBOL;
            at++;
        }
        token = new Token(kind, text.substring(from, at), from);
        return passed;
    }

    /// Goes to the next token if the current one is a symbol.
    ///
    /// @return whether it was
    boolean take(char symbol) {
        if (token.is(symbol)) {
            next();
            return true;
        }
        return false;
    }

    void expect(char symbol) {
        if (!take(symbol)) {
            throw problem("expected '" + symbol + "', not " + token.shown());
        }
    }

    /// Says that something is wrong with the current token.
    TextException problem(String problem) {
        return problem(token.offset(), problem);
    }

    TextException problem(int offset, String problem) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < offset; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new TextException(line, offset - start + 1, problem);
    }

    private int peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : END;
    }

    private void skipSpace() {
        for (int c = peek(0); c != END; c = peek(0)) {
            if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (c == ' ' || c >= '\t' && c <= '\r') {
                at++;
            } else {
                return;
            }
        }
    }

    private static boolean isIdentifierStart(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private void skipIdentifier() {
        while (isIdentifierStart(peek(0)) || isDigit(peek(0))) {
            at++;
        }
    }

    private void skipDigits() {
        while (isDigit(peek(0))) {
            at++;
        }
    }

    private Kind number() {
        int from = at;
        Kind kind = Kind.INTEGER;
        if (peek(0) == '0' && (peek(1) | 0x20) == 'x') {
            at += 2;
            skipIdentifier();
            return kind;
        }
        skipDigits();
        if (peek(0) == '.') {
            kind = Kind.FLOAT;
            at++;
            skipDigits();
        }
        if ((peek(0) | 0x20) == 'e') {
            kind = Kind.FLOAT;
            at++;
            if (peek(0) == '+' || peek(0) == '-') {
                at++;
            }
            if (!isDigit(peek(0))) {
                throw problem(from, "the exponent of a number has no digits");
            }
            skipDigits();
        }
        if ((peek(0) | 0x20) == 'f') {
            kind = Kind.FLOAT;
            at++;
        }
        if (isIdentifierStart(peek(0)) || isDigit(peek(0))) {
            throw problem(from, "a number must end before a name starts");
        }
        return kind;
    }

    private void literal(int quote) {
        int from = at++;
        for (int c = peek(0); c != quote; c = peek(0)) {
            if (c == END || c == '\n') {
                throw problem(from, "the string does not end on this line");
            }
            at += c == '\\' && peek(1) != END && peek(1) != '\n' ? 2 : 1;
        }
        at++;
    }
}
