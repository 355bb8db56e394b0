package dev.duet.text;

import dev.duet.proto.FieldInfo;
import dev.duet.proto.MessageCodec;
import dev.duet.proto.MessageType;

import java.util.Locale;

/// Fields that were declared as groups: they are named as their type is.
final class Groups {
    private Groups() {}

    /// Returns the name of a field in the text format.
    static String name(MessageType<?> type, FieldInfo field) {
        if (field.delimited() && field.type() instanceof MessageCodec<?> codec) {
            String fullName = codec.type().fullName();
            String name = fullName.substring(fullName.lastIndexOf('.') + 1);
            if (name.toLowerCase(Locale.ROOT).equals(field.name())
                    && fullName.equals(type.fullName() + "." + name)) {
                return name;
            }
        }
        return field.name();
    }

    /// Finds a field by its name in the text format; null if there is none.
    static FieldInfo find(MessageType<?> type, String name) {
        FieldInfo field = type.field(name);
        if (field != null) {
            return field;
        }
        for (FieldInfo candidate : type.fields()) {
            if (candidate.delimited() && name(type, candidate).equals(name)) {
                return candidate;
            }
        }
        return null;
    }
}
