package dev.duet.compiler.model;

import java.util.ArrayList;
import java.util.List;

/// A message.
public final class MessageType extends Element {
    /// Its fields, those in oneofs with them, in order.
    public final List<Field> fields = new ArrayList<>();

    /// Its oneofs; those made for `optional` in proto3 come last.
    public final List<Oneof> oneofs = new ArrayList<>(0);

    /// Messages declared in it, those made for maps and groups with them.
    public final List<MessageType> messages = new ArrayList<>(0);

    /// Enums declared in it.
    public final List<EnumType> enums = new ArrayList<>(0);

    /// Extensions declared in it.
    public final List<Field> extensions = new ArrayList<>(0);

    /// Numbers that others may use for extensions.
    public final List<ExtensionRange> extensionRanges = new ArrayList<>(0);

    /// Numbers that nobody may use.
    public final List<ReservedRange> reservedRanges = new ArrayList<>(0);

    /// Names that nobody may use.
    public final List<ReservedName> reservedNames = new ArrayList<>(0);

    /// `export` or `local`.
    public Visibility visibility = Visibility.UNSET;

    /// Whether it was made for a map field.
    public boolean isMapEntry;

    /// A message in a message or a file.
    public MessageType(Element parent) {
        super(parent.file, parent);
    }

    @Override
    public String kind() {
        return "message";
    }

    @Override
    public boolean isAggregate() {
        return true;
    }

    /// The field with a name; null if there is none.
    public Field field(String fieldName) {
        for (Field field : fields) {
            if (field.name.equals(fieldName)) {
                return field;
            }
        }
        return null;
    }

    /// Whether its wire format is that of a MessageSet.
    public boolean isMessageSet() {
        return flag(OptionNumbers.MESSAGE_SET_WIRE_FORMAT);
    }
}
