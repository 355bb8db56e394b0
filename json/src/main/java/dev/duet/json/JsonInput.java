package dev.duet.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The tokens of a JSON text, one of which is the current one. Tokens can be put back, since the
/// type of an `Any` may stand behind its fields.
final class JsonInput {
    private final JsonParser parser;
    private final Deque<Token> pending = new ArrayDeque<>();
    private Token replayed;
    private JsonToken kind;
    final JsonPath path = new JsonPath();

    /// A token, kept for later.
    record Token(JsonToken kind, String text, int line, int column) {}

    JsonInput(JsonParser parser) {
        this.parser = parser;
    }

    /// Goes to the next token.
    ///
    /// @return its kind; null at the end of the text
    JsonToken next() throws IOException {
        replayed = pending.poll();
        if (replayed != null) {
            kind = replayed.kind;
            return kind;
        }
        try {
            kind = parser.nextToken();
        } catch (JacksonException e) {
            throw malformed(e);
        }
        return kind;
    }

    private JsonException malformed(JacksonException e) {
        JsonLocation at = e.getLocation();
        return new JsonException(
                path.toString(),
                at == null ? 0 : at.getLineNr(),
                at == null ? 0 : at.getColumnNr(),
                e.getOriginalMessage());
    }

    /// Returns the kind of the current token.
    JsonToken kind() {
        return kind;
    }

    /// Returns the current token as text: a name, the content of a string, the digits of a number.
    String text() throws IOException {
        if (replayed != null) {
            return replayed.text;
        }
        try {
            return parser.getText();
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    /// Returns the current token, to be put back later.
    Token token() throws IOException {
        if (replayed != null) {
            return replayed;
        }
        JsonLocation at = parser.currentTokenLocation();
        return new Token(kind, text(), at.getLineNr(), at.getColumnNr());
    }

    /// Puts tokens back: they are the next ones, and what now is the current token is gone.
    void putBack(List<Token> tokens) {
        tokens.reversed().forEach(pending::push);
    }

    /// Goes on to the end of the value that the current token starts.
    void skipValue() throws IOException {
        int depth = 0;
        do {
            if (kind.isStructStart()) {
                depth++;
            } else if (kind.isStructEnd()) {
                depth--;
            }
            if (depth > 0 && next() == null) {
                throw problem("the text ends too early");
            }
        } while (depth > 0);
    }

    void expect(JsonToken expected, String what) throws IOException {
        if (kind != expected) {
            throw problem("expected " + what + ", not " + shown());
        }
    }

    /// Shows the current token to a person.
    String shown() throws IOException {
        return switch (kind) {
            case null -> "the end of the text";
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> '"' + shortened(text()) + '"';
            case FIELD_NAME -> "the name \"" + shortened(text()) + '"';
            default -> shortened(text());
        };
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    /// Says that something is wrong with the current token.
    JsonException problem(String text) {
        if (replayed != null) {
            return new JsonException(path.toString(), replayed.line, replayed.column, text);
        }
        JsonLocation at = parser.currentTokenLocation();
        return new JsonException(path.toString(), at.getLineNr(), at.getColumnNr(), text);
    }

    void descend() {
        if (path.isTooDeep()) {
            throw problem("nested more than " + JsonPath.MAX_DEPTH + " levels deep");
        }
    }

    void rise() {
        path.rise();
    }
}
