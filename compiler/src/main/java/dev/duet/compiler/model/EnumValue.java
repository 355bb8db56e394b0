package dev.duet.compiler.model;

/// A value of an enum.
public final class EnumValue extends Element {
    /// Its number.
    public int number;

    /// Where the number stands.
    public int numberAt = -1;

    /// A value of an enum.
    public EnumValue(EnumType parent) {
        super(parent.file, parent);
    }

    @Override
    public String kind() {
        return "enum value";
    }
}
