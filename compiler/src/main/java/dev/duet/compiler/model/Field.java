package dev.duet.compiler.model;

/// A field or an extension.
public final class Field extends Element {
    /// Whether it is declared in an `extend` block.
    public final boolean isExtension;

    /// How often it occurs; null while only its absence is known.
    public Label label;

    /// Its type; null until the type name is resolved.
    public FieldType type;

    /// The type's name as written, for messages and enums.
    public String typeName;

    /// Where the type stands.
    public int typeAt = -1;

    /// Its number.
    public int number;

    /// Where the number stands.
    public int numberAt = -1;

    /// The message it extends, as written.
    public String extendee;

    /// Where that stands.
    public int extendeeAt = -1;

    /// The default value in the descriptor's form; null if there is none.
    public String defaultValue;

    /// Where it stands.
    public int defaultAt = -1;

    /// The name in JSON as written; null if it is derived.
    public String jsonName;

    /// Where that stands.
    public int jsonNameAt = -1;

    /// Whether it is `optional` in proto3.
    public boolean proto3Optional;

    /// The oneof it belongs to; null if to none.
    public Oneof oneof;

    /// Whether it was written as `map<…>`.
    public boolean isMap;

    /// What `typeName` refers to, if it is a message.
    public MessageType messageType;

    /// What `typeName` refers to, if it is an enum.
    public EnumType enumType;

    /// What `extendee` refers to.
    public MessageType extendedType;

    /// A field in a message, or an extension in a message or a file.
    public Field(Element parent, boolean isExtension) {
        super(parent.file, parent);
        this.isExtension = isExtension;
    }

    @Override
    public String kind() {
        return isExtension ? "extension" : "field";
    }

    /// Whether it occurs any number of times.
    public boolean isRepeated() {
        return label == Label.REPEATED;
    }

    /// The message it is a field of; null for an extension whose message is not found.
    public MessageType containingType() {
        return isExtension ? extendedType : (MessageType) parent;
    }

    /// Whether its absence can be told from its default value.
    public boolean hasPresence() {
        if (isRepeated()) {
            return false;
        }
        return type.isMessage()
                || isExtension
                || oneof != null
                || features.fieldPresence() != Features.IMPLICIT;
    }

    /// Whether it must occur.
    public boolean isRequired() {
        return label == Label.REQUIRED
                || label == Label.OPTIONAL
                        && features != null
                        && features.fieldPresence() == Features.LEGACY_REQUIRED;
    }

    /// Whether it is a message that is written between tags.
    public boolean isDelimited() {
        if (type == FieldType.GROUP) {
            return true;
        }
        return type == FieldType.MESSAGE
                && features.messageEncoding() == Features.DELIMITED
                && !messageType.isMapEntry
                && !isInMapEntry();
    }

    /// Whether it is the key or the value of a map.
    public boolean isInMapEntry() {
        return parent instanceof MessageType message && message.isMapEntry;
    }
}
