package dev.duet.proto;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Describes a generated message type, and reaches the fields of its messages without reflection.
///
/// A description is made when [MessageCodec#type()] first asks for it: programs that never do so
/// pay nothing for it.
///
/// @param <M> the message type
public abstract class MessageType<M extends Message<M>> {
    private final MessageCodec<M> codec;
    private final String fullName;
    private final List<FieldInfo> fields;
    private final Map<Integer, FieldInfo> byNumber = new HashMap<>();
    private final Map<String, FieldInfo> byName = new HashMap<>();
    private final Map<String, FieldInfo> byJsonName = new HashMap<>();

    /// Describes a type.
    ///
    /// @param codec the codec of the type
    /// @param fullName the name in the proto file, with its package
    /// @param fields the fields, in the order of the proto file
    protected MessageType(MessageCodec<M> codec, String fullName, FieldInfo... fields) {
        this.codec = codec;
        this.fullName = fullName;
        this.fields = List.of(fields);
        for (FieldInfo field : fields) {
            byNumber.put(field.number(), field);
            byName.put(field.name(), field);
            byJsonName.put(field.jsonName(), field);
        }
    }

    /// Returns the codec of the type.
    ///
    /// @return the codec
    public final MessageCodec<M> codec() {
        return codec;
    }

    /// Returns the name in the proto file, with its package.
    ///
    /// @return the full name
    public final String fullName() {
        return fullName;
    }

    /// Returns the fields in the order of the proto file.
    ///
    /// @return the fields
    public final List<FieldInfo> fields() {
        return fields;
    }

    /// Finds a field by its number.
    ///
    /// @param number the number
    /// @return the field, or null
    public final @Nullable FieldInfo field(int number) {
        return byNumber.get(number);
    }

    /// Finds a field by its name in the proto file.
    ///
    /// @param name the name
    /// @return the field, or null
    public final @Nullable FieldInfo field(String name) {
        return byName.get(name);
    }

    /// Finds a field by its name in JSON.
    ///
    /// @param name the name
    /// @return the field, or null
    public final @Nullable FieldInfo fieldByJsonName(String name) {
        return byJsonName.get(name);
    }

    /// Returns the names that the proto file reserves, which fields once had.
    ///
    /// @return the names
    public List<String> reservedNames() {
        return List.of();
    }

    /// Returns what a field of a message holds.
    ///
    /// @param message the message
    /// @param number the number of the field
    /// @return the boxed value, the list or the map; null if the field is absent
    public abstract @Nullable Object get(M message, int number);

    /// Sets a field.
    ///
    /// @param builder a builder of this type
    /// @param number the number of the field
    /// @param value the boxed value, the list or the map; null, where the field may be absent
    public abstract void set(MessageBuilder<M> builder, int number, @Nullable Object value);

    /// Creates a builder without any field set.
    ///
    /// @return the builder
    public abstract MessageBuilder<M> newBuilder();

    /// Says whether a field would be written: it is present, or not the default value, or not
    /// empty.
    ///
    /// @param message the message
    /// @param field the field
    /// @return whether the field has something to write
    public final boolean has(M message, FieldInfo field) {
        Object value = get(message, field.number());
        return switch (field.shape()) {
            case OPTIONAL, REQUIRED, MEMBER -> value != null;
            case IMPLICIT -> !isDefault(value, field);
            case REPEATED -> !((Collection<?>) Objects.requireNonNull(value)).isEmpty();
            case MAP -> !((Map<?, ?>) Objects.requireNonNull(value)).isEmpty();
        };
    }

    private static boolean isDefault(@Nullable Object value, FieldInfo field) {
        // An open enum's default is the value 0, whichever name it has.
        return value instanceof ProtoEnum constant
                ? constant.number() == 0
                : Objects.equals(value, field.type().defaultValue());
    }

    /// Casts a value to the type that generated code expects.
    ///
    /// @param <T> the expected type
    /// @param value the value
    /// @return the value
    @SuppressWarnings("unchecked") // the caller of `set` passes values of the field's type
    protected static <T> T cast(@Nullable Object value) {
        return (T) value;
    }

    /// Says whether two messages are equal, for generated classes that are no records.
    ///
    /// @param one a message
    /// @param other another one
    /// @return whether all fields are equal
    public final boolean equal(M one, M other) {
        for (FieldInfo field : fields) {
            if (!Objects.equals(get(one, field.number()), get(other, field.number()))) {
                return false;
            }
        }
        return one.unknownFields().equals(other.unknownFields());
    }

    /// Computes a hash code, for generated classes that are no records.
    ///
    /// @param message the message
    /// @return the hash code
    public final int hash(M message) {
        int result = message.unknownFields().hashCode();
        for (FieldInfo field : fields) {
            result = 31 * result + Objects.hashCode(get(message, field.number()));
        }
        return result;
    }

    /// Shows the fields that have something to write. Those marked `debug_redact` stay hidden.
    ///
    /// @param message the message
    /// @return the text
    public final String toString(M message) {
        var text = new StringBuilder(fullName.substring(fullName.lastIndexOf('.') + 1)).append('[');
        String separator = "";
        for (FieldInfo field : fields) {
            if (has(message, field)) {
                Object value = get(message, field.number());
                text.append(separator).append(field.name()).append('=');
                text.append(field.redacted() ? "[REDACTED]" : value);
                separator = ", ";
            }
        }
        if (!message.unknownFields().isEmpty()) {
            text.append(separator).append("unknownFields=").append(message.unknownFields());
        }
        return text.append(']').toString();
    }
}
