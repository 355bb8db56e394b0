package dev.duet.json;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.duet.proto.EnumType;
import dev.duet.proto.Extension;
import dev.duet.proto.FieldInfo;
import dev.duet.proto.FieldInfo.Shape;
import dev.duet.proto.Message;
import dev.duet.proto.MessageCodec;
import dev.duet.proto.MessageType;
import dev.duet.proto.ProtoEnum;
import dev.duet.proto.ScalarType;
import dev.duet.proto.ValueType;
import dev.duet.proto.WrapperType;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Writes messages, field by field, in the order of the proto file.
final class MessageWriter {
    private final JsonGenerator out;
    private final JsonOptions options;
    private final WellKnownWriter wellKnown;
    final JsonPath path = new JsonPath();

    MessageWriter(JsonGenerator out, JsonOptions options) {
        this.out = out;
        this.options = options;
        wellKnown = new WellKnownWriter(out, options, this);
    }

    JsonException problem(String text) {
        return new JsonException(path.toString(), 0, 0, text);
    }

    /// Writes a message in the form that its type has.
    <M extends Message<M>> void message(MessageCodec<M> codec, Object value) throws IOException {
        if (path.isTooDeep()) {
            throw problem("nested more than " + JsonPath.MAX_DEPTH + " levels deep");
        }
        @SuppressWarnings("unchecked") // a value of the codec's type
        M message = (M) value;
        WellKnown special = WellKnown.of(codec.type().fullName());
        if (special != null) {
            wellKnown.write(special, codec.type(), message);
        } else {
            out.writeStartObject();
            fields(codec.type(), message);
            out.writeEndObject();
        }
        path.rise();
    }

    /// Writes the fields of a message into an object that has been started.
    <M extends Message<M>> void fields(MessageType<M> type, M message) throws IOException {
        for (FieldInfo field : type.fields()) {
            if (type.has(message, field) || options.printDefaults() && hasDefault(field)) {
                String name = options.protoNames() ? field.name() : field.jsonName();
                path.enter(field.name());
                out.writeFieldName(name);
                field(field, Objects.requireNonNull(type.get(message, field.number())));
                path.leave();
            }
        }
        if (!message.unknownFields().isEmpty()) {
            List<Extension<?, ?>> extensions =
                    options.types().extensions(type.fullName()).stream()
                            .sorted(Comparator.comparingInt(Extension::number))
                            .toList();
            for (Extension<?, ?> extension : extensions) {
                extension(message, extension);
            }
        }
    }

    private static boolean hasDefault(FieldInfo field) {
        return switch (field.shape()) {
            case IMPLICIT, REPEATED, MAP -> true;
            case OPTIONAL, REQUIRED, MEMBER -> false;
        };
    }

    private <M extends Message<M>> void extension(M message, Extension<?, ?> known)
            throws IOException {
        @SuppressWarnings("unchecked") // the registry found it by the name of the type
        Extension<M, ?> extension = (Extension<M, ?>) known;
        if (message.has(extension)) {
            String name = "[" + extension.fullName() + "]";
            path.enter(name);
            out.writeFieldName(name);
            Object value = message.get(extension);
            if (extension.isRepeated()) {
                list(extension.type(), (List<?>) value);
            } else {
                value(extension.type(), value);
            }
            path.leave();
        }
    }

    private void field(FieldInfo field, Object value) throws IOException {
        if (field.shape() == Shape.REPEATED) {
            list(field.type(), (List<?>) value);
        } else if (field.shape() == Shape.MAP) {
            map((ScalarType<?>) field.keyType(), field.type(), (Map<?, ?>) value);
        } else {
            value(field.type(), value);
        }
    }

    private void list(ValueType<?> type, List<?> values) throws IOException {
        out.writeStartArray();
        for (int i = 0; i < values.size(); i++) {
            path.enter(i);
            value(type, values.get(i));
            path.leave();
        }
        out.writeEndArray();
    }

    private void map(ScalarType<?> keyType, ValueType<?> type, Map<?, ?> entries)
            throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            String key = ScalarWriter.text(keyType, entry.getKey());
            path.enterKey(key);
            out.writeFieldName(key);
            value(type, entry.getValue());
            path.leave();
        }
        out.writeEndObject();
    }

    /// Writes one value.
    void value(ValueType<?> type, Object value) throws IOException {
        switch (type) {
            case MessageCodec<?> codec -> message(codec, value);
            case WrapperType<?> wrapper -> value(wrapper.valueType(), value);
            case ScalarType<?> scalar -> ScalarWriter.write(out, scalar, value);
            case EnumType<?> enumType -> {
                var constant = (ProtoEnum) value;
                String name = enumType.nameOf(constant);
                if (enumType.fullName().equals(WellKnown.NULL_VALUE)) {
                    out.writeNull();
                } else if (name == null || options.enumNumbers()) {
                    out.writeNumber(constant.number());
                } else {
                    out.writeString(name);
                }
            }
        }
    }
}
