package dev.duet.text;

/// A token of the text format.
///
/// @param kind what it is
/// @param text as it stands in the text; of a literal with its quotes
/// @param offset where it starts
record Token(Kind kind, String text, int offset) {
    enum Kind {
        IDENTIFIER,
        /// `12`, `017`, `0x1F`
        INTEGER,
        /// `1.5`, `.5`, `1e3`, `1f`
        FLOAT,
        /// `"…"` or `'…'`
        LITERAL,
        /// one character
        SYMBOL,
        END
    }

    boolean is(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    String shown() {
        return kind == Kind.END ? "the end of the text" : text;
    }
}
