package dev.duet.compiler.syntax;

/// What a token is.
public enum TokenKind {
    /// Before the first token.
    START,
    /// After the last one.
    END,
    /// Letters, digits and underscores, not starting with a digit.
    IDENTIFIER,
    /// Decimal, octal (`017`) or hexadecimal (`0x1f`), without a sign.
    INTEGER,
    /// A number with a point or an exponent, without a sign.
    FLOAT,
    /// A literal in single or double quotes, the quotes with it.
    STRING,
    /// Any other single character.
    SYMBOL
}
