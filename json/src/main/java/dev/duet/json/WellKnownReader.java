package dev.duet.json;

import com.fasterxml.jackson.core.JsonToken;

import dev.duet.proto.Bytes;
import dev.duet.proto.EnumType;
import dev.duet.proto.FieldInfo;
import dev.duet.proto.Message;
import dev.duet.proto.MessageBuilder;
import dev.duet.proto.MessageCodec;
import dev.duet.proto.MessageType;
import dev.duet.proto.ValueType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the messages that have a JSON form of their own.
final class WellKnownReader {
    static final String TYPE = "@type";
    static final String VALUE = "value";

    private final JsonInput in;
    private final JsonOptions options;
    private final ScalarReader scalars;
    private final MessageReader messages;

    WellKnownReader(
            JsonInput in, JsonOptions options, ScalarReader scalars, MessageReader messages) {
        this.in = in;
        this.options = options;
        this.scalars = scalars;
        this.messages = messages;
    }

    <M extends Message<M>> M read(WellKnown kind, MessageCodec<M> codec) throws IOException {
        return switch (kind) {
            case ANY -> any(codec);
            case DURATION -> {
                TimeText time = TimeText.parseDuration(scalars.string("a duration"));
                yield time(codec, time, "a duration such as \"1.5s\"");
            }
            case TIMESTAMP -> {
                TimeText time = TimeText.parseTimestamp(scalars.string("a timestamp"));
                yield time(codec, time, "a timestamp such as \"2006-01-02T15:04:05Z\"");
            }
            case FIELD_MASK -> {
                List<String> paths = FieldMaskText.parse(scalars.string("a field mask"));
                if (paths == null) {
                    throw in.problem(in.shown() + " has a path that is not in lowerCamelCase");
                }
                yield message(codec, 1, paths);
            }
            case LIST_VALUE -> message(codec, 1, list(codec));
            case STRUCT -> message(codec, 1, struct(codec));
            case VALUE -> value(codec);
            case WRAPPER -> message(codec, 1, messages.value(codec.type().field(1).type()));
        };
    }

    private static <M extends Message<M>> M message(
            MessageCodec<M> codec, int number, Object value) {
        MessageBuilder<M> builder = codec.type().newBuilder();
        codec.type().set(builder, number, value);
        return builder.build();
    }

    private <M extends Message<M>> M time(MessageCodec<M> codec, TimeText time, String expected)
            throws IOException {
        if (time == null) {
            throw in.problem(in.shown() + " is not " + expected);
        }
        MessageType<M> type = codec.type();
        MessageBuilder<M> builder = type.newBuilder();
        type.set(builder, 1, time.seconds());
        type.set(builder, 2, time.nanos());
        return builder.build();
    }

    private List<Object> list(MessageCodec<?> codec) throws IOException {
        in.expect(JsonToken.START_ARRAY, "a list");
        in.descend();
        var values = new ArrayList<>();
        ValueType<?> valueType = codec.type().field(1).type();
        for (int i = 0; in.next() != JsonToken.END_ARRAY; i++) {
            in.path.enter(i);
            values.add(messages.value(valueType));
            in.path.leave();
        }
        in.rise();
        return values;
    }

    private Map<Object, Object> struct(MessageCodec<?> codec) throws IOException {
        in.expect(JsonToken.START_OBJECT, "an object");
        in.descend();
        var fields = new LinkedHashMap<>();
        ValueType<?> valueType = codec.type().field(1).type();
        while (in.next() != JsonToken.END_OBJECT) {
            in.expect(JsonToken.FIELD_NAME, "a name");
            String name = scalars.string("a name");
            in.path.enterKey(name);
            if (fields.containsKey(name)) {
                throw in.problem("the name occurs twice");
            }
            in.next();
            fields.put(name, messages.value(valueType));
            in.path.leave();
        }
        in.rise();
        return fields;
    }

    private <M extends Message<M>> M value(MessageCodec<M> codec) throws IOException {
        MessageType<M> type = codec.type();
        String member =
                switch (in.kind()) {
                    case VALUE_NULL -> "null_value";
                    case VALUE_TRUE, VALUE_FALSE -> "bool_value";
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "number_value";
                    case VALUE_STRING -> "string_value";
                    case START_OBJECT -> "struct_value";
                    case START_ARRAY -> "list_value";
                    default -> throw in.problem("expected a value, not " + in.shown());
                };
        FieldInfo field = type.field(member);
        Object value =
                field.type() instanceof EnumType<?> nullValue
                        ? nullValue.of(0)
                        : messages.value(field.type());
        return message(codec, field.number(), value);
    }

    // --- Any

    private <M extends Message<M>> M any(MessageCodec<M> codec) throws IOException {
        in.expect(JsonToken.START_OBJECT, "an object");
        in.descend();
        String url = typeUrl();
        M result;
        if (url == null) {
            result = codec.defaultMessage();
        } else {
            MessageType<M> type = codec.type();
            MessageBuilder<M> builder = type.newBuilder();
            type.set(builder, 1, url);
            type.set(builder, 2, content(url));
            result = builder.build();
        }
        in.rise();
        return result;
    }

    /// Finds the type of an `Any`, which may stand behind everything else.
    ///
    /// @return the type's URL; null for an empty object
    private String typeUrl() throws IOException {
        var before = new ArrayList<JsonInput.Token>();
        for (int depth = 0; ; ) {
            JsonToken kind = in.next();
            if (depth == 0 && kind == JsonToken.END_OBJECT) {
                if (before.isEmpty()) {
                    return null;
                }
                throw in.problem("the \"@type\" of an Any is missing");
            }
            if (depth == 0 && kind == JsonToken.FIELD_NAME && in.text().equals(TYPE)) {
                in.next();
                String url = scalars.string("the URL of a type");
                in.putBack(before);
                return url;
            }
            if (kind == null) {
                throw in.problem("the text ends too early");
            }
            depth += kind.isStructStart() ? 1 : kind.isStructEnd() ? -1 : 0;
            before.add(in.token());
        }
    }

    private Bytes content(String url) throws IOException {
        if (url.indexOf('/') < 0) {
            throw in.problem(
                    "the \"@type\" must be a URL that ends in /package.Type, not " + in.shown());
        }
        MessageCodec<?> codec = options.type(url);
        if (codec == null) {
            throw in.problem("the type " + url + " is not in the type registry");
        }
        return encoded(codec);
    }

    private <M extends Message<M>> Bytes encoded(MessageCodec<M> codec) throws IOException {
        M message =
                WellKnown.of(codec.type().fullName()) == null
                        ? messages.fields(codec)
                        : special(codec);
        return Bytes.of(message.toByteArray());
    }

    /// Reads the rest of an object in which `value` holds a message with a form of its own.
    private <M extends Message<M>> M special(MessageCodec<M> codec) throws IOException {
        M value = null;
        while (in.next() != JsonToken.END_OBJECT) {
            in.expect(JsonToken.FIELD_NAME, "a name");
            in.path.enter(in.text());
            boolean expected = value == null && in.text().equals(VALUE);
            if (!expected && !options.ignoreUnknownFields()) {
                throw in.problem("an Any of this type has only \"@type\" and \"value\"");
            }
            in.next();
            if (expected) {
                value = messages.message(codec);
            } else {
                in.skipValue();
            }
            in.path.leave();
        }
        if (value == null) {
            throw in.problem("the \"value\" of the Any is missing");
        }
        return value;
    }
}
