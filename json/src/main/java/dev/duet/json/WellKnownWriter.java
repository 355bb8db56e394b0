package dev.duet.json;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.duet.proto.Bytes;
import dev.duet.proto.FieldInfo;
import dev.duet.proto.Message;
import dev.duet.proto.MessageCodec;
import dev.duet.proto.MessageType;
import dev.duet.proto.ProtoException;
import dev.duet.proto.ProtoReader;
import dev.duet.proto.ValueType;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Writes the messages that have a JSON form of their own.
final class WellKnownWriter {
    private final JsonGenerator out;
    private final JsonOptions options;
    private final MessageWriter messages;

    WellKnownWriter(JsonGenerator out, JsonOptions options, MessageWriter messages) {
        this.out = out;
        this.options = options;
        this.messages = messages;
    }

    <M extends Message<M>> void write(WellKnown kind, MessageType<M> type, M message)
            throws IOException {
        switch (kind) {
            case ANY -> any(type, message);
            case DURATION -> {
                TimeText time = time(type, message);
                if (!time.isDuration()) {
                    throw messages.problem("the duration is out of range: " + time);
                }
                out.writeString(time.duration());
            }
            case TIMESTAMP -> {
                TimeText time = time(type, message);
                if (!time.isTimestamp()) {
                    throw messages.problem("the timestamp is out of range: " + time);
                }
                out.writeString(time.timestamp());
            }
            case FIELD_MASK -> fieldMask(get(type, message, 1));
            case LIST_VALUE -> list(type.field(1).type(), get(type, message, 1));
            case STRUCT -> struct(type.field(1).type(), get(type, message, 1));
            case VALUE -> value(type, message);
            case WRAPPER -> messages.value(type.field(1).type(), get(type, message, 1));
        }
    }

    @SuppressWarnings("unchecked") // the well-known types are known
    private static <M extends Message<M>, V> V get(MessageType<M> type, M message, int number) {
        return (V) type.get(message, number);
    }

    private static <M extends Message<M>> TimeText time(MessageType<M> type, M message) {
        long seconds = get(type, message, 1);
        int nanos = get(type, message, 2);
        return new TimeText(seconds, nanos);
    }

    private void fieldMask(List<String> paths) throws IOException {
        String text = FieldMaskText.print(paths);
        if (text == null) {
            throw messages.problem("a path of the field mask is not in snake_case: " + paths);
        }
        out.writeString(text);
    }

    private void list(ValueType<?> type, List<?> values) throws IOException {
        out.writeStartArray();
        for (int i = 0; i < values.size(); i++) {
            messages.path.enter(i);
            messages.value(type, values.get(i));
            messages.path.leave();
        }
        out.writeEndArray();
    }

    private void struct(ValueType<?> type, Map<String, ?> fields) throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, ?> field : fields.entrySet()) {
            messages.path.enterKey(field.getKey());
            out.writeFieldName(field.getKey());
            messages.value(type, field.getValue());
            messages.path.leave();
        }
        out.writeEndObject();
    }

    private <M extends Message<M>> void value(MessageType<M> type, M message) throws IOException {
        for (FieldInfo field : type.fields()) {
            Object value = type.get(message, field.number());
            if (value instanceof Double number && !Double.isFinite(number)) {
                throw messages.problem("a Value cannot be " + number + " in JSON");
            }
            if (value != null) {
                messages.value(field.type(), value);
                return;
            }
        }
        throw messages.problem("the Value holds nothing");
    }

    // --- Any

    private <M extends Message<M>> void any(MessageType<M> type, M message) throws IOException {
        String url = get(type, message, 1);
        Bytes content = get(type, message, 2);
        out.writeStartObject();
        if (!url.isEmpty() || !content.isEmpty()) {
            out.writeStringField(WellKnownReader.TYPE, url);
            try {
                content(url, new ProtoReader(content.toByteArray()));
            } catch (ProtoException e) {
                throw messages.problem("the Any does not hold a " + url + ": " + e.getMessage());
            }
        }
        out.writeEndObject();
    }

    private void content(String url, ProtoReader in) throws IOException {
        MessageCodec<?> codec = options.type(url);
        if (codec == null) {
            throw messages.problem("the type " + url + " is not in the type registry");
        }
        decoded(codec, in);
    }

    private <M extends Message<M>> void decoded(MessageCodec<M> codec, ProtoReader in)
            throws IOException {
        M message = codec.decode(in);
        if (WellKnown.of(codec.type().fullName()) == null) {
            messages.fields(codec.type(), message);
        } else {
            out.writeFieldName(WellKnownReader.VALUE);
            messages.message(codec, message);
        }
    }
}
