package dev.duet.compiler.model;

/// The value of an option as written, before it is known what it must be.
public sealed interface OptionValue {
    /// A word: a boolean, an enum's value, `inf`, `nan`; the sign only before the last two.
    ///
    /// @param word the word, with a minus if there is one
    record Identifier(String word) implements OptionValue {}

    /// An integer without a minus.
    ///
    /// @param value unsigned
    record PositiveInteger(long value) implements OptionValue {}

    /// An integer with a minus.
    ///
    /// @param value zero or less
    record NegativeInteger(long value) implements OptionValue {}

    /// A number with a point or an exponent.
    ///
    /// @param value the number
    record Real(double value) implements OptionValue {}

    /// A string.
    ///
    /// @param bytes its bytes, not copied
    record Text(byte[] bytes) implements OptionValue {}

    /// A message in braces, read when its type is known.
    ///
    /// @param at where the opening brace stands
    record Aggregate(int at) implements OptionValue {}
}
