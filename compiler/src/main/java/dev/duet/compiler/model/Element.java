package dev.duet.compiler.model;

import java.util.ArrayList;
import java.util.List;

/// What every declaration has: a name, a place, options.
public abstract sealed class Element implements Symbol
        permits ProtoFile,
                MessageType,
                Field,
                Oneof,
                EnumType,
                EnumValue,
                Service,
                Method,
                ExtensionRange {
    /// The file it stands in.
    public final ProtoFile file;

    /// What it is declared in: a message, an enum, a service or the file; null for a file.
    public final Element parent;

    /// The simple name.
    public String name = "";

    /// The name with package and enclosing messages, without a leading dot.
    public String fullName = "";

    /// Where the name stands.
    public int nameAt = -1;

    /// The path of its location, down from the file.
    public int[] path = {};

    /// The options as written, in order.
    public List<OptionStatement> options = List.of();

    /// The options as they go into the descriptor; null if there are none.
    public OptionValues optionValues;

    /// The features that hold for it.
    public Features features;

    Element(ProtoFile file, Element parent) {
        this.file = file == null ? (ProtoFile) this : file;
        this.parent = parent;
    }

    /// Adds an option.
    public void addOption(OptionStatement option) {
        if (options.isEmpty()) {
            options = new ArrayList<>(4);
        }
        options.add(option);
    }

    /// What kind of thing it is, as error messages say it.
    public abstract String kind();

    @Override
    public boolean isAggregate() {
        return false;
    }

    /// The value of a boolean option that is set directly, by its field number.
    public boolean flag(int option) {
        return optionValues != null && optionValues.number(option, 0) != 0;
    }
}
