package dev.duet.text;

import dev.duet.proto.Bytes;
import dev.duet.proto.Extension;
import dev.duet.proto.FieldInfo;
import dev.duet.proto.FieldInfo.Shape;
import dev.duet.proto.Message;
import dev.duet.proto.MessageBuilder;
import dev.duet.proto.MessageCodec;
import dev.duet.proto.MessageType;
import dev.duet.proto.UnknownFields;
import dev.duet.proto.ValueType;
import dev.duet.text.Token.Kind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Collects the fields of one message as they are read, in any order, repeated ones bit by bit.
final class TextFields<M extends Message<M>> {
    private final TextReader reader;
    private final TextLexer in;
    private final MessageType<M> type;
    private final MessageBuilder<M> builder;
    private final Set<Object> seen = new HashSet<>();
    private final Map<Integer, List<Object>> lists = new HashMap<>();
    private final Map<Integer, Map<Object, Object>> maps = new HashMap<>();
    private final Map<Extension<?, ?>, List<Object>> repeated = new LinkedHashMap<>();
    private UnknownFields extensions = UnknownFields.EMPTY;

    TextFields(TextReader reader, MessageType<M> type) {
        this.reader = reader;
        this.type = type;
        in = reader.in;
        builder = type.newBuilder();
    }

    /// Reads one field.
    void read() {
        Token start = in.token();
        if (in.take('[')) {
            String name = reader.bracketed();
            if (name.indexOf('/') >= 0 && type.fullName().equals(TextOptions.ANY)) {
                any(start, name);
            } else {
                extension(start, name);
            }
        } else if (start.kind() == Kind.IDENTIFIER) {
            in.next();
            FieldInfo field = Groups.find(type, start.text());
            if (field != null) {
                field(start, field);
            } else if (type.reservedNames().contains(start.text())) {
                reader.skipValue();
            } else {
                unknown(start, start.text());
            }
        } else {
            throw in.problem("expected the name of a field, not " + start.shown());
        }
        reader.separator();
    }

    private void unknown(Token start, String name) {
        if (!reader.options.ignoreUnknownFields()) {
            throw in.problem(start.offset(), type.fullName() + " has no field " + name);
        }
        reader.skipValue();
    }

    private void once(Token start, Object what, String otherwise) {
        if (!seen.add(what)) {
            throw in.problem(start.offset(), otherwise);
        }
    }

    private void field(Token start, FieldInfo field) {
        int number = field.number();
        if (field.shape() == Shape.MAP) {
            var entries = maps.computeIfAbsent(number, n -> new LinkedHashMap<>());
            Map<String, ValueType<?>> types =
                    Map.of(TextReader.KEY, field.keyType(), TextReader.VALUE, field.type());
            in.take(':');
            reader.values(
                    () -> {
                        Map<String, Object> entry = reader.pairs(types);
                        entries.put(
                                entry.getOrDefault(TextReader.KEY, field.keyType().defaultValue()),
                                entry.getOrDefault(TextReader.VALUE, field.type().defaultValue()));
                    });
            return;
        }
        reader.colon(field.type());
        if (field.shape() == Shape.REPEATED) {
            var values = lists.computeIfAbsent(number, n -> new ArrayList<>());
            reader.values(() -> values.add(reader.value(field.type())));
            return;
        }
        once(start, number, "the field " + field.name() + " occurs twice");
        if (field.oneof() != null) {
            once(start, field.oneof(), "another member of the oneof " + field.oneof() + " is set");
        }
        type.set(builder, number, reader.value(field.type()));
    }

    private void extension(Token start, String name) {
        Extension<?, ?> extension = find(name);
        if (extension == null) {
            unknown(start, "[" + name + "]");
            return;
        }
        reader.colon(extension.type());
        if (extension.isRepeated()) {
            var values = repeated.computeIfAbsent(extension, e -> new ArrayList<>());
            reader.values(() -> values.add(reader.value(extension.type())));
        } else {
            once(start, extension.number(), "the extension " + name + " occurs twice");
            set(extension, reader.value(extension.type()));
        }
    }

    private Extension<?, ?> find(String name) {
        var types = reader.options.types();
        Extension<?, ?> found = types.extension(type.fullName(), name);
        if (found != null) {
            return found;
        }
        // Extensions of a MessageSet go by the name of the message that declares them.
        for (Extension<?, ?> extension : types.extensions(type.fullName())) {
            if (extension.fullName().startsWith(name + ".")
                    && extension.type() instanceof MessageCodec<?> codec
                    && codec.type().fullName().equals(name)) {
                return extension;
            }
        }
        return null;
    }

    private <V> void set(Extension<?, V> extension, Object value) {
        @SuppressWarnings("unchecked") // it was read as a value of the extension's type
        V read = (V) value;
        extensions = extension.setIn(extensions, read);
    }

    private void any(Token start, String url) {
        MessageCodec<?> codec = reader.options.types().find(url);
        if (codec == null) {
            throw in.problem(start.offset(), "the type " + url + " is not in the type registry");
        }
        once(start, TextOptions.ANY_TYPE_URL, "the type of the Any is set twice");
        once(start, TextOptions.ANY_VALUE, "the value of the Any is set twice");
        in.take(':');
        Message<?> message = reader.message(codec);
        type.set(builder, TextOptions.ANY_TYPE_URL, url);
        type.set(builder, TextOptions.ANY_VALUE, Bytes.of(message.toByteArray()));
    }

    M build() {
        lists.forEach((number, values) -> type.set(builder, number, values));
        repeated.forEach(this::set);
        maps.forEach((number, entries) -> type.set(builder, number, entries));
        builder.unknownFields(extensions);
        try {
            return builder.build();
        } catch (IllegalStateException e) { // a required field is missing
            throw in.problem(e.getMessage());
        }
    }
}
