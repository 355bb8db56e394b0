package dev.duet.json;

import com.fasterxml.jackson.core.JsonToken;

import dev.duet.proto.EnumType;
import dev.duet.proto.Extension;
import dev.duet.proto.FieldInfo;
import dev.duet.proto.FieldInfo.Shape;
import dev.duet.proto.Message;
import dev.duet.proto.MessageBuilder;
import dev.duet.proto.MessageCodec;
import dev.duet.proto.MessageType;
import dev.duet.proto.ProtoEnum;
import dev.duet.proto.ScalarType;
import dev.duet.proto.UnknownFields;
import dev.duet.proto.ValueType;
import dev.duet.proto.WrapperType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads messages, field by field.
///
/// Every method that reads a value starts with the value's first token as the current one and ends
/// with its last token as the current one.
final class MessageReader {
    private final JsonInput in;
    private final JsonOptions options;
    private final ScalarReader scalars;
    private final WellKnownReader wellKnown;

    MessageReader(JsonInput in, JsonOptions options) {
        this.in = in;
        this.options = options;
        scalars = new ScalarReader(in);
        wellKnown = new WellKnownReader(in, options, scalars, this);
    }

    /// Reads a message, in the form that its type has.
    <M extends Message<M>> M message(MessageCodec<M> codec) throws IOException {
        WellKnown special = WellKnown.of(codec.type().fullName());
        if (special != null) {
            return wellKnown.read(special, codec);
        }
        in.expect(JsonToken.START_OBJECT, "an object");
        return fields(codec);
    }

    /// Reads the rest of an object as the fields of a message.
    <M extends Message<M>> M fields(MessageCodec<M> codec) throws IOException {
        in.descend();
        MessageType<M> type = codec.type();
        var message = new Fields<>(type, type.newBuilder());
        while (in.next() != JsonToken.END_OBJECT) {
            in.expect(JsonToken.FIELD_NAME, "a name");
            message.read(in.text());
        }
        in.rise();
        return message.build();
    }

    /// Says whether `null` is a value of a type.
    static boolean isNullable(ValueType<?> type) {
        return switch (type) {
            case MessageCodec<?> codec -> WellKnown.of(codec.type().fullName()) == WellKnown.VALUE;
            case EnumType<?> enumType -> enumType.fullName().equals(WellKnown.NULL_VALUE);
            case ScalarType<?> scalar -> false;
            case WrapperType<?> wrapper -> false;
        };
    }

    /// Reads one value; null for the name of an enum value that is unknown and is to be ignored.
    Object value(ValueType<?> type) throws IOException {
        if (in.kind() == JsonToken.VALUE_NULL && !isNullable(type)) {
            throw in.problem("null cannot be an element");
        }
        return switch (type) {
            case MessageCodec<?> codec -> message(codec);
            case EnumType<?> enumType -> enumValue(enumType);
            case ScalarType<?> scalar -> scalars.read(scalar.kind());
            case WrapperType<?> wrapper -> value(wrapper.valueType());
        };
    }

    private ProtoEnum enumValue(EnumType<?> type) throws IOException {
        return switch (in.kind()) {
            case VALUE_NULL -> type.of(0);
            case VALUE_STRING -> {
                ProtoEnum value = type.of(in.text());
                if (value == null && !options.ignoreUnknownFields()) {
                    throw in.problem(in.shown() + " is no value of " + type.fullName());
                }
                yield value;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                ProtoEnum value = type.of(scalars.readEnumNumber());
                if (value == null && !options.ignoreUnknownFields()) {
                    throw in.problem(in.shown() + " is no number of " + type.fullName());
                }
                yield value;
            }
            default ->
                    throw in.problem(
                            "expected a name or a number of "
                                    + type.fullName()
                                    + ", not "
                                    + in.shown());
        };
    }

    private List<Object> list(ValueType<?> type) throws IOException {
        in.expect(JsonToken.START_ARRAY, "a list");
        var values = new ArrayList<>();
        for (int i = 0; in.next() != JsonToken.END_ARRAY; i++) {
            in.path.enter(i);
            Object value = value(type);
            if (value != null) {
                values.add(value);
            }
            in.path.leave();
        }
        return values;
    }

    private Map<Object, Object> map(ValueType<?> keyType, ValueType<?> type) throws IOException {
        in.expect(JsonToken.START_OBJECT, "an object");
        var entries = new LinkedHashMap<>();
        while (in.next() != JsonToken.END_OBJECT) {
            in.expect(JsonToken.FIELD_NAME, "a name");
            in.path.enterKey(in.text());
            Object key = scalars.readKey(keyType.kind());
            if (entries.containsKey(key)) {
                throw in.problem("the key occurs twice");
            }
            in.next();
            Object value = value(type);
            if (value != null) {
                entries.put(key, value);
            }
            in.path.leave();
        }
        return entries;
    }

    /// The fields of one message, as they are read.
    private final class Fields<M extends Message<M>> {
        private final MessageType<M> type;
        private final MessageBuilder<M> builder;
        private final Set<Object> seen = new HashSet<>();
        private UnknownFields extensions = UnknownFields.EMPTY;

        Fields(MessageType<M> type, MessageBuilder<M> builder) {
            this.type = type;
            this.builder = builder;
        }

        /// Reads the field whose name is the current token.
        void read(String name) throws IOException {
            in.path.enter(name);
            FieldInfo field = type.fieldByJsonName(name);
            if (field == null) {
                field = type.field(name);
            }
            if (field != null) {
                once(field.number(), "the field occurs twice");
                in.next();
                read(field);
            } else {
                Extension<?, ?> extension = extension(name);
                if (extension != null) {
                    once(extension.number(), "the extension occurs twice");
                    in.next();
                    read(extension);
                } else if (options.ignoreUnknownFields()) {
                    in.next();
                    in.skipValue();
                } else {
                    throw in.problem(type.fullName() + " has no such field");
                }
            }
            in.path.leave();
        }

        private Extension<?, ?> extension(String name) {
            return name.startsWith("[") && name.endsWith("]")
                    ? options.types()
                            .extension(type.fullName(), name.substring(1, name.length() - 1))
                    : null;
        }

        private void once(Object what, String otherwise) {
            if (!seen.add(what)) {
                throw in.problem(otherwise);
            }
        }

        private void read(FieldInfo field) throws IOException {
            boolean single = field.shape() != Shape.REPEATED && field.shape() != Shape.MAP;
            if (in.kind() == JsonToken.VALUE_NULL && !(single && isNullable(field.type()))) {
                return;
            }
            if (field.oneof() != null) {
                once(field.oneof(), "another member of the oneof " + field.oneof() + " is set");
            }
            Object value =
                    switch (field.shape()) {
                        case REPEATED -> list(field.type());
                        case MAP -> map(field.keyType(), field.type());
                        case IMPLICIT, OPTIONAL, REQUIRED, MEMBER -> value(field.type());
                    };
            if (value != null) {
                type.set(builder, field.number(), value);
            }
        }

        private <V> void read(Extension<?, V> extension) throws IOException {
            if (in.kind() == JsonToken.VALUE_NULL
                    && (extension.isRepeated() || !isNullable(extension.type()))) {
                return;
            }
            Object value =
                    extension.isRepeated() ? list(extension.type()) : value(extension.type());
            if (value != null) {
                @SuppressWarnings("unchecked") // it was read as a value of the extension's type
                V read = (V) value;
                extensions = extension.setIn(extensions, read);
            }
        }

        M build() {
            builder.unknownFields(extensions);
            try {
                return builder.build();
            } catch (IllegalStateException e) { // a required field is missing
                throw in.problem(e.getMessage());
            }
        }
    }
}
