package dev.duet.compiler.model;

import java.util.ArrayList;
import java.util.List;

/// An enum.
public final class EnumType extends Element {
    /// Its values.
    public final List<EnumValue> values = new ArrayList<>();

    /// Numbers that no value may have; ends are inclusive.
    public final List<ReservedRange> reservedRanges = new ArrayList<>(0);

    /// Names that no value may have.
    public final List<ReservedName> reservedNames = new ArrayList<>(0);

    /// `export` or `local`.
    public Visibility visibility = Visibility.UNSET;

    /// An enum in a message or a file.
    public EnumType(Element parent) {
        super(parent.file, parent);
    }

    @Override
    public String kind() {
        return "enum";
    }

    @Override
    public boolean isAggregate() {
        return true;
    }

    /// The value with a name; null if there is none.
    public EnumValue value(String valueName) {
        for (EnumValue value : values) {
            if (value.name.equals(valueName)) {
                return value;
            }
        }
        return null;
    }

    /// Whether numbers it does not name are no values of it.
    public boolean isClosed() {
        return features.enumType() == Features.CLOSED;
    }
}
