package dev.duet.text;

import dev.duet.proto.Bytes;
import dev.duet.proto.EnumType;
import dev.duet.proto.Extension;
import dev.duet.proto.FieldInfo;
import dev.duet.proto.FieldInfo.Shape;
import dev.duet.proto.Message;
import dev.duet.proto.MessageCodec;
import dev.duet.proto.MessageType;
import dev.duet.proto.ProtoEnum;
import dev.duet.proto.ProtoException;
import dev.duet.proto.ScalarType;
import dev.duet.proto.ValueType;
import dev.duet.proto.WrapperType;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes messages, a field on each line: known fields in the order of the proto file, then
/// extensions, then, if asked for, unknown fields.
final class TextWriter {
    private static final String INDENT = "  ";

    private final StringBuilder out = new StringBuilder();
    private final TextOptions options;
    private int depth;

    TextWriter(TextOptions options) {
        this.options = options;
    }

    String text() {
        return out.toString();
    }

    <M extends Message<M>> void fields(MessageCodec<M> codec, Object value) {
        @SuppressWarnings("unchecked") // a value of the codec's type
        M message = (M) value;
        MessageType<M> type = codec.type();
        if (type.fullName().equals(TextOptions.ANY) && any(type, message)) {
            return;
        }
        for (FieldInfo field : type.fields()) {
            if (type.has(message, field)) {
                field(Groups.name(type, field), field, type.get(message, field.number()));
            }
        }
        if (!message.unknownFields().isEmpty()) {
            extensions(type, message);
        }
    }

    private void field(String name, FieldInfo field, Object value) {
        if (field.shape() == Shape.MAP) {
            ((Map<?, ?>) value)
                    .entrySet().stream()
                            .sorted(Map.Entry.comparingByKey(TextWriter::compareKeys))
                            .forEach(
                                    entry ->
                                            braces(
                                                    name,
                                                    () -> {
                                                        value(
                                                                TextReader.KEY,
                                                                field.keyType(),
                                                                entry.getKey());
                                                        value(
                                                                TextReader.VALUE,
                                                                field.type(),
                                                                entry.getValue());
                                                    }));
        } else if (field.shape() == Shape.REPEATED) {
            ((List<?>) value).forEach(element -> value(name, field.type(), element));
        } else {
            value(name, field.type(), value);
        }
    }

    @SuppressWarnings("unchecked") // keys of one map are integers, bools or strings
    private static int compareKeys(Object one, Object other) {
        return ((Comparable<Object>) one).compareTo(other);
    }

    void braces(String name, Runnable content) {
        line(name + " {");
        depth++;
        content.run();
        depth--;
        line("}");
    }

    /// Whether what only looks like a message is written as bytes.
    boolean isTooDeep() {
        return depth >= TextOptions.MAX_DEPTH;
    }

    void line(String text) {
        out.append(INDENT.repeat(depth)).append(text).append('\n');
    }

    private void value(String name, ValueType<?> type, Object value) {
        switch (type) {
            case MessageCodec<?> codec -> braces(name, () -> fields(codec, value));
            case WrapperType<?> wrapper ->
                    braces(name, () -> value(TextReader.VALUE, wrapper.valueType(), value));
            case ScalarType<?> scalar -> line(name + ": " + scalar(scalar, value));
            case EnumType<?> enumType -> {
                var constant = (ProtoEnum) value;
                String known = enumType.nameOf(constant);
                line(name + ": " + (known == null ? constant.number() : known));
            }
        }
    }

    private static String scalar(ScalarType<?> type, Object value) {
        return switch (type.kind()) {
            case UINT32, FIXED32 -> Integer.toUnsignedString((Integer) value);
            case UINT64, FIXED64 -> Long.toUnsignedString((Long) value);
            case FLOAT, DOUBLE -> {
                String text = value.toString();
                yield text.endsWith("y")
                        ? text.replace("Infinity", "inf")
                        : text.equals("NaN") ? "nan" : text;
            }
            case STRING, UNCHECKED_STRING -> TextLiterals.print((String) value);
            case BYTES -> TextLiterals.print(((Bytes) value).toByteArray());
            case INT32, INT64, SINT32, SINT64, SFIXED32, SFIXED64, BOOL -> value.toString();
            case ENUM, MESSAGE, WRAPPER ->
                    throw new AssertionError(type.kind() + " is not a scalar");
        };
    }

    // --- Any, extensions, unknown fields

    /// Writes the message in an `Any`, if its type is known and it is one.
    private <M extends Message<M>> boolean any(MessageType<M> type, M message) {
        String url = (String) type.get(message, TextOptions.ANY_TYPE_URL);
        MessageCodec<?> codec = options.types().find(url);
        if (codec == null || url.indexOf('/') < 0) {
            return false;
        }
        Message<?> content;
        try {
            content = codec.parse((Bytes) type.get(message, TextOptions.ANY_VALUE));
        } catch (ProtoException e) {
            return false;
        }
        braces("[" + url + "]", () -> fields(codec, content));
        return true;
    }

    private <M extends Message<M>> void extensions(MessageType<M> type, M message) {
        List<Extension<?, ?>> known =
                options.types().extensions(type.fullName()).stream()
                        .sorted(Comparator.comparingInt(Extension::number))
                        .toList();
        for (Extension<?, ?> extension : known) {
            extension(message, extension);
        }
        if (options.printUnknownFields()) {
            Set<Integer> numbers =
                    known.stream().map(Extension::number).collect(Collectors.toSet());
            new UnknownWriter(this).fields(message.unknownFields(), numbers);
        }
    }

    private <M extends Message<M>> void extension(M message, Extension<?, ?> known) {
        @SuppressWarnings("unchecked") // the registry found it by the name of the type
        Extension<M, ?> extension = (Extension<M, ?>) known;
        if (message.has(extension)) {
            String name = "[" + extension.fullName() + "]";
            Object value = message.get(extension);
            if (extension.isRepeated()) {
                ((List<?>) value).forEach(element -> value(name, extension.type(), element));
            } else {
                value(name, extension.type(), value);
            }
        }
    }
}
