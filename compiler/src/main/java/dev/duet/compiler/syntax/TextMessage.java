package dev.duet.compiler.syntax;

import java.util.List;

/// A message in text format, as written: which types its fields have is not known yet.
///
/// @param fields the fields in order
public record TextMessage(List<TextField> fields) {
    /// One field, all values of a list with it.
    ///
    /// @param name the field's name, the extension's name or the type in an `Any`
    /// @param prefix what stands before the slash in the name of a type; null if there is none
    /// @param isExtension whether the name stands in brackets
    /// @param at where the name stands
    /// @param isList whether the values stand in brackets
    /// @param values the values
    public record TextField(
            String name,
            String prefix,
            boolean isExtension,
            int at,
            boolean isList,
            List<TextValue> values) {}

    /// A value.
    public sealed interface TextValue {
        /// Where it starts.
        int at();

        /// A word: `true`, `inf`, the name of an enum's value.
        ///
        /// @param at where it starts
        /// @param negative whether a minus stands before it
        /// @param word the word
        record Word(int at, boolean negative, String word) implements TextValue {}

        /// A whole number.
        ///
        /// @param at where it starts
        /// @param negative whether a minus stands before it
        /// @param magnitude its magnitude, unsigned
        /// @param fits whether the magnitude fits 64 bits
        /// @param decimal whether it is neither octal nor hexadecimal
        /// @param real the number as a double
        record Whole(
                int at,
                boolean negative,
                long magnitude,
                boolean fits,
                boolean decimal,
                double real)
                implements TextValue {}

        /// A number with a point or an exponent.
        ///
        /// @param at where it starts
        /// @param number the number, with its sign
        record Real(int at, double number) implements TextValue {}

        /// A string.
        ///
        /// @param at where it starts
        /// @param bytes its bytes
        record Text(int at, byte[] bytes) implements TextValue {}

        /// A message.
        ///
        /// @param at where it starts
        /// @param message the message
        record Nested(int at, TextMessage message) implements TextValue {}
    }
}
