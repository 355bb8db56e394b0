package dev.duet.text;

import dev.duet.proto.EnumType;
import dev.duet.proto.Message;
import dev.duet.proto.MessageCodec;
import dev.duet.proto.ScalarType;
import dev.duet.proto.ValueType;
import dev.duet.proto.WrapperType;
import dev.duet.text.Token.Kind;

import java.util.HashMap;
import java.util.Map;

/// Reads messages. Every method that reads something starts at its first token and ends behind its
/// last one.
final class TextReader {
    static final String KEY = "key";
    static final String VALUE = "value";

    final TextLexer in;
    final TextOptions options;
    private final TextScalars scalars;
    private int depth;

    TextReader(TextLexer in, TextOptions options) {
        this.in = in;
        this.options = options;
        scalars = new TextScalars(in);
    }

    /// Reads a whole text as a message.
    <M extends Message<M>> M root(MessageCodec<M> codec) {
        var fields = new TextFields<>(this, codec.type());
        while (in.token().kind() != Kind.END) {
            fields.read();
        }
        return fields.build();
    }

    /// Reads a message in braces.
    <M extends Message<M>> M message(MessageCodec<M> codec) {
        var fields = new TextFields<>(this, codec.type());
        inBraces(fields::read);
        return fields.build();
    }

    private void inBraces(Runnable field) {
        Token open = in.token();
        boolean angle = in.take('<');
        if (!angle) {
            in.expect('{');
        }
        if (++depth > TextOptions.MAX_DEPTH) {
            throw in.problem(
                    open.offset(), "nested more than " + TextOptions.MAX_DEPTH + " levels deep");
        }
        while (!in.take(angle ? '>' : '}')) {
            field.run();
        }
        depth--;
    }

    void separator() {
        if (!in.take(';')) {
            in.take(',');
        }
    }

    /// Goes on to a value behind the name of its field: only a message may do without a colon.
    void colon(ValueType<?> type) {
        boolean message =
                switch (type) {
                    case MessageCodec<?> codec -> true;
                    case WrapperType<?> wrapper -> true;
                    case EnumType<?> enumType -> false;
                    case ScalarType<?> scalar -> false;
                };
        if (!in.take(':') && !message) {
            throw in.problem("expected ':', not " + in.token().shown());
        }
    }

    /// Reads one value.
    Object value(ValueType<?> type) {
        return switch (type) {
            case MessageCodec<?> codec -> message(codec);
            case EnumType<?> enumType -> scalars.readEnum(enumType);
            case ScalarType<?> scalar -> scalars.read(scalar.kind());
            case WrapperType<?> wrapper ->
                    pairs(Map.of(VALUE, wrapper.valueType()))
                            .getOrDefault(VALUE, wrapper.defaultValue());
        };
    }

    /// Reads a value, or any number of them in brackets.
    void values(Runnable each) {
        if (!in.take('[')) {
            each.run();
        } else if (!in.take(']')) {
            do {
                each.run();
            } while (in.take(','));
            in.expect(']');
        }
    }

    /// Reads a message in braces that has no class of its own: an entry of a map, a wrapper.
    ///
    /// @param types the types of its fields
    /// @return the values of the fields that are there
    Map<String, Object> pairs(Map<String, ValueType<?>> types) {
        var values = new HashMap<String, Object>();
        inBraces(
                () -> {
                    Token name = in.next();
                    ValueType<?> type = types.get(name.text());
                    if (type == null) {
                        throw in.problem(name.offset(), "there is no field " + name.shown());
                    }
                    colon(type);
                    if (values.put(name.text(), value(type)) != null) {
                        throw in.problem(
                                name.offset(), "the field " + name.text() + " occurs twice");
                    }
                    separator();
                });
        return values;
    }

    /// Reads the rest of a name in brackets.
    String bracketed() {
        var name = new StringBuilder();
        while (!in.take(']')) {
            Token part = in.token();
            boolean fits =
                    switch (part.kind()) {
                        case IDENTIFIER, INTEGER, FLOAT -> true;
                        case SYMBOL -> "./-%".contains(part.text());
                        case LITERAL, END -> false;
                    };
            if (!fits) {
                throw in.problem("expected ']', not " + part.shown());
            }
            name.append(in.next().text());
        }
        return name.toString();
    }

    // --- what is skipped

    /// Skips what stands behind the name of a field of unknown type.
    void skipValue() {
        in.take(':');
        values(this::skipOne);
    }

    private void skipOne() {
        Token token = in.token();
        if (token.is('{') || token.is('<')) {
            inBraces(this::skipField);
        } else if (token.kind() == Kind.LITERAL) {
            scalars.literals();
        } else {
            in.take('-');
            if (in.token().kind() == Kind.SYMBOL || in.token().kind() == Kind.END) {
                throw in.problem("expected a value, not " + in.token().shown());
            }
            in.next();
        }
    }

    private void skipField() {
        if (in.take('[')) {
            bracketed();
        } else if (in.token().kind() != Kind.IDENTIFIER) {
            throw in.problem("expected the name of a field, not " + in.token().shown());
        } else {
            in.next();
        }
        skipValue();
        separator();
    }
}
