package dev.duet.compiler.syntax;

/// Kinds of bytes. Bytes outside of ASCII are negative and of no kind.
final class Characters {
    private Characters() {}

    static boolean isUnprintable(int b) {
        return b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != 0x0b && b != '\f';
    }

    static boolean isLetter(int b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '_';
    }

    static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }

    static boolean isAlphanumeric(int b) {
        return isLetter(b) || isDigit(b);
    }

    static boolean isOctalDigit(int b) {
        return b >= '0' && b <= '7';
    }

    static boolean isHexDigit(int b) {
        return isDigit(b) || b >= 'a' && b <= 'f' || b >= 'A' && b <= 'F';
    }
}
