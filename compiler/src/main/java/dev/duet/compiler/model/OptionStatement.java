package dev.duet.compiler.model;

import dev.duet.compiler.syntax.Location;

import java.util.List;

/// An option as written: `name.part.(extension) = value`.
///
/// @param name the parts of the name
/// @param value the value
/// @param nameAt where the name stands
/// @param valueAt where the value stands
/// @param location its source location, moved to its real path when it is interpreted
public record OptionStatement(
        List<NamePart> name, OptionValue value, int nameAt, int valueAt, Location location) {

    /// One part of a name.
    ///
    /// @param text the identifier, or the extension's name without the parentheses
    /// @param isExtension whether it stands in parentheses
    /// @param at where it stands
    public record NamePart(String text, boolean isExtension, int at) {}

    /// Whether the name is this word alone.
    public boolean is(String word) {
        return name.size() == 1
                && !name.getFirst().isExtension()
                && name.getFirst().text().equals(word);
    }

    /// Whether the first part of the name is this word.
    public boolean startsWith(String word) {
        return !name.getFirst().isExtension() && name.getFirst().text().equals(word);
    }

    /// The same option for another element.
    public OptionStatement at(Location other) {
        return new OptionStatement(name, value, nameAt, valueAt, other);
    }

    /// Whether the value is the word `true`.
    public boolean isTrue() {
        return value instanceof OptionValue.Identifier(String word) && word.equals("true");
    }
}
