package dev.duet.compiler.link;

import dev.duet.compiler.Diagnostic;
import dev.duet.compiler.model.EnumValue;
import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.Label;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.Oneof;
import dev.duet.compiler.model.OptionValues;
import dev.duet.compiler.model.OptionValues.Wire;
import dev.duet.compiler.model.Symbol;
import dev.duet.compiler.syntax.Literals;
import dev.duet.compiler.syntax.Problems;
import dev.duet.compiler.syntax.SourceText;
import dev.duet.compiler.syntax.TextMessage;
import dev.duet.compiler.syntax.TextMessage.TextField;
import dev.duet.compiler.syntax.TextMessage.TextValue;
import dev.duet.compiler.syntax.TextMessageParser;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Brings an option in text format into the type of its message.
final class AggregateReader {
    private static final String ANY = "google.protobuf.Any";

    private final SourceText source;
    private final int at;
    private final Scope scope;
    private String option = "";

    AggregateReader(SourceText source, int at, Scope scope) {
        this.source = source;
        this.at = at;
        this.scope = scope;
    }

    /// The message as it goes on the wire, fields in the order of their numbers.
    ///
    /// @throws OptionError if it does not fit the type
    OptionValues read(MessageType type, String optionName) {
        option = optionName;
        var problems = new Problems(source);
        TextMessage text = TextMessageParser.parse(source, at, problems);
        if (text == null) {
            Diagnostic first = problems.diagnostics().getFirst();
            throw new OptionError(prefixed(first.message()), problems.firstAt());
        }
        return message(type, text, at);
    }

    private OptionValues message(MessageType type, TextMessage text, int textAt) {
        Map<Integer, Field> fields = new HashMap<>();
        Map<Oneof, Field> oneofs = new HashMap<>();
        var out = new OptionValues();
        for (TextField entry : text.fields()) {
            if (entry.prefix() != null) {
                any(type, entry, out);
                continue;
            }
            Field field = field(type, entry);
            checkOnce(field, entry, fields, oneofs);
            for (TextValue value : entry.values()) {
                value(field, value, out);
            }
        }
        checkRequired(type, fields, textAt);
        return out;
    }

    private void checkOnce(
            Field field, TextField entry, Map<Integer, Field> fields, Map<Oneof, Field> oneofs) {
        if (entry.isList() && !field.isRepeated()) {
            throw error("Non-repeated field \"" + field.name + "\" is given a list.", entry.at());
        }
        Field before = fields.putIfAbsent(field.number, field);
        if (before != null && !field.isRepeated()) {
            throw error(
                    "Non-repeated field \"" + field.name + "\" is specified multiple times.",
                    entry.at());
        }
        if (field.oneof == null) {
            return;
        }
        Field other = oneofs.putIfAbsent(field.oneof, field);
        if (other != null && other != field) {
            throw error(
                    "Field \""
                            + field.name
                            + "\" is specified along with field \""
                            + other.name
                            + "\", another member of oneof \""
                            + field.oneof.name
                            + "\".",
                    entry.at());
        }
    }

    private Field field(MessageType type, TextField entry) {
        if (entry.isExtension()) {
            return extension(type, entry);
        }
        Field field = type.field(entry.name());
        if (field == null) {
            field = group(type, entry.name());
        }
        if (field == null) {
            throw error(
                    "Message type \""
                            + type.fullName
                            + "\" has no field named \""
                            + entry.name()
                            + "\"."
                            + Suggestions.among(entry.name(), type.fields),
                    entry.at());
        }
        return field;
    }

    /// Groups go by the name of their type.
    private static Field group(MessageType type, String name) {
        Field field = type.field(name.toLowerCase(Locale.ROOT));
        boolean named =
                field != null
                        && field.type.isMessage()
                        && field.isDelimited()
                        && field.messageType.name.equals(name);
        return named ? field : null;
    }

    private Field extension(MessageType type, TextField entry) {
        Symbol found = scope.lookup(entry.name(), type.fullName, Scope.Wanted.ANY);
        if (found instanceof Field field && field.isExtension && field.extendedType == type) {
            return field;
        }
        if (found instanceof MessageType message && type.isMessageSet()) {
            for (Field extension : message.extensions) {
                if (extension.extendedType == type
                        && extension.messageType == message
                        && extension.label == Label.OPTIONAL) {
                    return extension;
                }
            }
        }
        throw error(
                "Extension \""
                        + entry.name()
                        + "\" is not defined or is not an extension of \""
                        + type.fullName
                        + "\".",
                entry.at());
    }

    private void any(MessageType type, TextField entry, OptionValues out) {
        boolean known =
                entry.prefix().equals("type.googleapis.com")
                        || entry.prefix().equals("type.googleprod.com");
        if (!type.fullName.equals(ANY)) {
            throw error("Extension name contains \"/\"", entry.at());
        }
        String url = entry.prefix() + "/" + entry.name();
        Symbol found =
                known ? scope.lookup("." + entry.name(), type.fullName, Scope.Wanted.ANY) : null;
        if (!(found instanceof MessageType message)) {
            throw error(
                    "Could not find type \"" + url + "\" stored in google.protobuf.Any.",
                    entry.at());
        }
        if (!out.isEmpty()) {
            throw error("Non-repeated Any specified multiple times.", entry.at());
        }
        if (!(entry.values().getFirst() instanceof TextValue.Nested(int nestedAt, var nested))) {
            throw error("Expected \"{\".", entry.at());
        }
        OptionValues content = message(message, nested, nestedAt);
        out.add(type.field("type_url"), url.getBytes(StandardCharsets.UTF_8));
        out.add(type.field("value"), OptionBytes.of(OptionNormalizer.normalize(content)));
    }

    private void value(Field field, TextValue value, OptionValues out) {
        switch (field.type) {
            case INT32, SINT32, SFIXED32 -> Wires.add(out, field, signed(value, Integer.MAX_VALUE));
            case INT64, SINT64, SFIXED64 -> Wires.add(out, field, signed(value, Long.MAX_VALUE));
            case UINT32, FIXED32 -> Wires.add(out, field, unsigned(value, 0xffffffffL));
            case UINT64, FIXED64 -> Wires.add(out, field, unsigned(value, -1L));
            case FLOAT -> Wires.addReal(out, field, Literals.toFloat(real(value)));
            case DOUBLE -> Wires.addReal(out, field, real(value));
            case BOOL -> Wires.add(out, field, bool(field, value));
            case ENUM -> Wires.add(out, field, enumNumber(field, value));
            case STRING, BYTES -> {
                if (!(value instanceof TextValue.Text(int _, byte[] bytes))) {
                    throw error("Expected string for field \"" + field.name + "\".", value.at());
                }
                out.add(field, bytes);
            }
            case MESSAGE, GROUP -> {
                if (!(value instanceof TextValue.Nested(int nestedAt, TextMessage nested))) {
                    throw error("Expected \"{\".", value.at());
                }
                out.add(
                        field,
                        field.isDelimited() ? Wire.GROUP : Wire.MESSAGE,
                        message(field.messageType, nested, nestedAt));
            }
        }
    }

    private long signed(TextValue value, long max) {
        if (!(value instanceof TextValue.Whole whole)) {
            throw error("Expected integer.", value.at());
        }
        long limit = whole.negative() ? max + 1 : max;
        if (!whole.fits() || Long.compareUnsigned(whole.magnitude(), limit) > 0) {
            throw error("Integer out of range.", value.at());
        }
        return whole.negative() ? -whole.magnitude() : whole.magnitude();
    }

    private long unsigned(TextValue value, long max) {
        if (!(value instanceof TextValue.Whole whole) || whole.negative()) {
            throw error("Expected integer.", value.at());
        }
        if (!whole.fits() || Long.compareUnsigned(whole.magnitude(), max) > 0) {
            throw error("Integer out of range.", value.at());
        }
        return whole.magnitude();
    }

    private double real(TextValue value) {
        return switch (value) {
            case TextValue.Real(int _, double number) -> number;
            case TextValue.Whole whole when !whole.decimal() ->
                    throw error("Expect a decimal number.", value.at());
            case TextValue.Whole whole -> whole.real();
            case TextValue.Word(int _, boolean negative, String word) -> {
                double number =
                        switch (word.toLowerCase(Locale.ROOT)) {
                            case "inf", "infinity" -> Double.POSITIVE_INFINITY;
                            case "nan" -> Double.NaN;
                            default -> throw error("Expected double, got: " + word, value.at());
                        };
                yield negative ? -number : number;
            }
            case TextValue.Text _, TextValue.Nested _ ->
                    throw error("Expected double.", value.at());
        };
    }

    private long bool(Field field, TextValue value) {
        return switch (value) {
            case TextValue.Whole whole
                    when !whole.negative()
                            && whole.fits()
                            && Long.compareUnsigned(whole.magnitude(), 1) <= 0 ->
                    whole.magnitude();
            case TextValue.Word(int _, boolean negative, String word) when !negative ->
                    switch (word) {
                        case "true", "True", "t" -> 1;
                        case "false", "False", "f" -> 0;
                        default ->
                                throw error(
                                        "Invalid value for boolean field \""
                                                + field.name
                                                + "\". Value: \""
                                                + word
                                                + "\".",
                                        value.at());
                    };
            case TextValue.Whole _,
                    TextValue.Word _,
                    TextValue.Real _,
                    TextValue.Text _,
                    TextValue.Nested _ ->
                    throw error(
                            "Invalid value for boolean field \"" + field.name + "\".", value.at());
        };
    }

    private long enumNumber(Field field, TextValue value) {
        if (value instanceof TextValue.Whole) {
            long number = signed(value, Integer.MAX_VALUE);
            if (field.enumType.isClosed()) {
                boolean known = false;
                for (EnumValue candidate : field.enumType.values) {
                    known |= candidate.number == number;
                }
                if (!known) {
                    throw error(
                            "Unknown enumeration value of \""
                                    + number
                                    + "\" for field \""
                                    + field.name
                                    + "\".",
                            value.at());
                }
            }
            return number;
        }
        if (value instanceof TextValue.Word(int _, boolean negative, String word) && !negative) {
            EnumValue found = field.enumType.value(word);
            if (found != null) {
                return found.number;
            }
            throw error(
                    "Unknown enumeration value of \""
                            + word
                            + "\" for field \""
                            + field.name
                            + "\"."
                            + Suggestions.among(word, field.enumType.values),
                    value.at());
        }
        throw error("Expected integer or identifier.", value.at());
    }

    private void checkRequired(MessageType type, Map<Integer, Field> present, int textAt) {
        for (Field field : type.fields) {
            if (field.isRequired() && !present.containsKey(field.number)) {
                throw error("Message missing required fields: " + field.name, textAt);
            }
        }
    }

    private OptionError error(String message, int where) {
        return new OptionError(prefixed(message), where);
    }

    private String prefixed(String message) {
        return "Error while parsing option value for \"" + option + "\": " + message;
    }
}
