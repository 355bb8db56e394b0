package dev.duet.compiler.syntax;

import dev.duet.compiler.syntax.TextMessage.TextField;
import dev.duet.compiler.syntax.TextMessage.TextValue;

import java.util.ArrayList;
import java.util.List;

/// Reads messages in text format, as options have them.
public final class TextMessageParser {
    private static final int MAX_DEPTH = 100;

    private final Cursor cursor;
    private int depth;

    private TextMessageParser(SourceText source, int at, Problems problems) {
        cursor = new Cursor(source, at, problems);
        cursor.token.hashComments = true;
    }

    /// Reads the message whose opening brace stands at an offset.
    ///
    /// @param problems gets what is wrong; the result is null then
    public static TextMessage parse(SourceText source, int at, Problems problems) {
        var parser = new TextMessageParser(source, at, problems);
        parser.cursor.token.next();
        try {
            TextMessage message = parser.message();
            return problems.any() ? null : message;
        } catch (SyntaxAbort _) {
            return null;
        }
    }

    private TextMessage message() {
        char close = cursor.at('<') ? '>' : '}';
        if (!cursor.tryConsume('<')) {
            cursor.consume('{');
        }
        if (++depth > MAX_DEPTH) {
            throw cursor.fail("Message is too deep.");
        }
        List<TextField> fields = new ArrayList<>();
        while (!cursor.tryConsume(close)) {
            if (cursor.atEnd()) {
                throw cursor.fail("Expected \"" + close + "\".");
            }
            fields.add(field());
            if (!cursor.tryConsume(',')) {
                cursor.tryConsume(';');
            }
        }
        depth--;
        return new TextMessage(fields);
    }

    private TextField field() {
        int at = cursor.token.start;
        String name;
        String prefix = null;
        boolean extension = cursor.tryConsume('[');
        if (extension) {
            name = qualifiedName();
            if (cursor.tryConsume('/')) {
                prefix = name;
                name = qualifiedName();
            }
            cursor.consume(']');
        } else if (cursor.at(TokenKind.IDENTIFIER)) {
            name = cursor.consumeIdentifier("Expected identifier.");
        } else {
            throw cursor.fail("Expected identifier, got: " + got());
        }
        boolean colon = cursor.tryConsume(':');
        boolean atMessage = cursor.at('{') || cursor.at('<');
        if (!colon && !atMessage && !cursor.at('[')) {
            throw cursor.fail("Expected \":\", found \"" + got() + "\".");
        }
        List<TextValue> values = new ArrayList<>(1);
        boolean list = cursor.tryConsume('[');
        if (!list) {
            values.add(value());
        } else if (!cursor.tryConsume(']')) {
            do {
                values.add(value());
            } while (cursor.tryConsume(','));
            cursor.consume(']');
        }
        return new TextField(name, prefix, extension, at, list, values);
    }

    /// Names with dots; a type's prefix may have hyphens and slashes too.
    private String qualifiedName() {
        var name = new StringBuilder(cursor.consumeIdentifier("Expected identifier."));
        while (cursor.at('.') || cursor.at('-')) {
            name.append((char) cursor.token.symbol);
            cursor.token.next();
            name.append(cursor.consumeIdentifier("Expected identifier."));
        }
        return name.toString();
    }

    private TextValue value() {
        int at = cursor.token.start;
        if (cursor.at('{') || cursor.at('<')) {
            return new TextValue.Nested(at, message());
        }
        if (cursor.at(TokenKind.STRING)) {
            return new TextValue.Text(at, cursor.consumeString("Expected string."));
        }
        boolean negative = cursor.tryConsume('-');
        byte[] bytes = cursor.source.bytes();
        return switch (cursor.token.kind) {
            case IDENTIFIER ->
                    new TextValue.Word(
                            at, negative, cursor.consumeIdentifier("Expected identifier."));
            case INTEGER -> {
                int start = cursor.token.start;
                int end = cursor.token.end;
                boolean fits = Literals.fits(bytes, start, end, -1L);
                long magnitude = fits ? Literals.integer(bytes, start, end) : 0;
                double real = cursor.consumeNumber("Expected number.");
                boolean decimal = bytes[start] != '0' || end - start == 1;
                yield new TextValue.Whole(
                        at, negative, magnitude, fits, decimal, negative ? -real : real);
            }
            case FLOAT -> {
                double real = cursor.consumeNumber("Expected number.");
                yield new TextValue.Real(at, negative ? -real : real);
            }
            case START, END, STRING, SYMBOL -> throw cursor.fail("Expected a value, got: " + got());
        };
    }

    private String got() {
        return cursor.source.text(cursor.token.start, cursor.token.end);
    }
}
