package dev.duet.proto;

import java.util.Objects;

/// Describes a field of a message type.
///
/// @param number the field number
/// @param name the name in the proto file
/// @param jsonName the name in JSON
/// @param shape how many values there may be, and what it means when there is none
/// @param type the type of one value; of a map field the type of the map's values
/// @param keyType the type of a map field's keys, else null
/// @param oneof the name of the oneof that the field is a member of, else null
/// @param packed whether the elements of a repeated field share one tag
/// @param delimited whether a message is written between group tags and not behind its length
/// @param redacted whether the value must not show in logs
public record FieldInfo(
        int number,
        String name,
        String jsonName,
        Shape shape,
        ValueType<?> type,
        @Nullable ValueType<?> keyType,
        @Nullable String oneof,
        boolean packed,
        boolean delimited,
        boolean redacted) {

    /// What a field holds.
    public enum Shape {
        /// One value; absent means the default one.
        IMPLICIT,
        /// One value or none.
        OPTIONAL,
        /// One value, without which a message is not complete.
        REQUIRED,
        /// One value, unless another member of the oneof has one.
        MEMBER,
        /// A list.
        REPEATED,
        /// A map.
        MAP
    }

    private static FieldInfo of(int number, String name, Shape shape, ValueType<?> type) {
        Objects.requireNonNull(type);
        return new FieldInfo(
                number, name, jsonName(name), shape, type, null, null, false, false, false);
    }

    /// Describes a field whose absence means its default value.
    ///
    /// @param number the field number
    /// @param name the name in the proto file
    /// @param type the type of the value
    /// @return the description
    public static FieldInfo implicit(int number, String name, ValueType<?> type) {
        return of(number, name, Shape.IMPLICIT, type);
    }

    /// Describes a field that may be absent.
    ///
    /// @param number the field number
    /// @param name the name in the proto file
    /// @param type the type of the value
    /// @return the description
    public static FieldInfo optional(int number, String name, ValueType<?> type) {
        return of(number, name, Shape.OPTIONAL, type);
    }

    /// Describes a field that must be present.
    ///
    /// @param number the field number
    /// @param name the name in the proto file
    /// @param type the type of the value
    /// @return the description
    public static FieldInfo required(int number, String name, ValueType<?> type) {
        return of(number, name, Shape.REQUIRED, type);
    }

    /// Describes a member of a oneof.
    ///
    /// @param number the field number
    /// @param name the name in the proto file
    /// @param type the type of the value
    /// @param oneof the name of the oneof
    /// @return the description
    public static FieldInfo member(int number, String name, ValueType<?> type, String oneof) {
        Objects.requireNonNull(type);
        return new FieldInfo(
                number, name, jsonName(name), Shape.MEMBER, type, null, oneof, false, false, false);
    }

    /// Describes a repeated field.
    ///
    /// @param number the field number
    /// @param name the name in the proto file
    /// @param type the type of one element
    /// @return the description
    public static FieldInfo repeated(int number, String name, ValueType<?> type) {
        return of(number, name, Shape.REPEATED, type);
    }

    /// Describes a map field.
    ///
    /// @param number the field number
    /// @param name the name in the proto file
    /// @param keyType the type of the keys
    /// @param type the type of the values
    /// @return the description
    public static FieldInfo map(int number, String name, ValueType<?> keyType, ValueType<?> type) {
        Objects.requireNonNull(type);
        return new FieldInfo(
                number, name, jsonName(name), Shape.MAP, type, keyType, null, false, false, false);
    }

    /// Returns this description with a name in JSON other than the usual one.
    ///
    /// @param differentName the name in JSON
    /// @return the description
    public FieldInfo withJsonName(String differentName) {
        return new FieldInfo(
                number,
                name,
                differentName,
                shape,
                type,
                keyType,
                oneof,
                packed,
                delimited,
                redacted);
    }

    /// Returns this description of a field whose elements share one tag.
    ///
    /// @return the description
    public FieldInfo asPacked() {
        return new FieldInfo(
                number, name, jsonName, shape, type, keyType, oneof, true, delimited, redacted);
    }

    /// Returns this description of a field whose messages are written between group tags.
    ///
    /// @return the description
    public FieldInfo asDelimited() {
        return new FieldInfo(
                number, name, jsonName, shape, type, keyType, oneof, packed, true, redacted);
    }

    /// Returns this description of a field whose value must not show in logs.
    ///
    /// @return the description
    public FieldInfo asRedacted() {
        return new FieldInfo(
                number, name, jsonName, shape, type, keyType, oneof, packed, delimited, true);
    }

    /// Returns the name that a field has in JSON unless its declaration says otherwise.
    private static String jsonName(String name) {
        if (name.indexOf('_') < 0) {
            return name;
        }
        var json = new StringBuilder(name.length());
        boolean capital = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_') {
                capital = true;
            } else {
                json.append(capital && c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c);
                capital = false;
            }
        }
        return json.toString();
    }
}
