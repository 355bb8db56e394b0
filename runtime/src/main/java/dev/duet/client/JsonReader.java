package dev.duet.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a JSON text (RFC 8259), strictly: objects become maps, arrays lists, numbers `Double`.
/// Small, for configurations: the runtime depends on nothing but the JDK. Messages as JSON are the
/// business of the module `duet-json`.
final class JsonReader {
    private static final int MAX_DEPTH = 50;
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    /// @throws IllegalArgumentException if it is no JSON, with line and column
    static Object read(String json) {
        JsonReader reader = new JsonReader(json);
        Object value = reader.value(0);
        if (reader.next() >= 0) {
            throw reader.wrong("the text should end here");
        }
        return value;
    }

    private Object value(int depth) {
        if (depth > MAX_DEPTH) {
            throw wrong("too deep");
        }
        return switch (next()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> fields = new LinkedHashMap<>();
        at++;
        while (more(fields.isEmpty(), '}')) {
            if (next() != '"') {
                throw wrong("a name in quotes is expected");
            }
            String name = string();
            if (fields.containsKey(name)) {
                throw wrong("\"" + name + "\" is there twice");
            }
            if (next() != ':') {
                throw wrong("a colon is expected");
            }
            at++;
            fields.put(name, value(depth + 1));
        }
        return fields;
    }

    private List<Object> array(int depth) {
        List<Object> elements = new ArrayList<>();
        at++;
        while (more(elements.isEmpty(), ']')) {
            elements.add(value(depth + 1));
        }
        return elements;
    }

    /// Whether there is another element; goes past the comma before it, or past the end.
    private boolean more(boolean first, char end) {
        int c = next();
        if (c == end) {
            at++;
            return false;
        }
        if (!first) {
            if (c != ',') {
                throw wrong("a comma or " + end + " is expected");
            }
            at++;
        }
        return true;
    }

    private String string() {
        StringBuilder result = new StringBuilder();
        at++;
        while (true) {
            char c = take();
            if (c == '"') {
                return result.toString();
            }
            if (c < ' ') {
                throw wrong("a control character must be escaped");
            }
            result.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        char c = take();
        if (c == 'u') {
            if (!text.substring(at, Math.min(at + 4, text.length())).matches("[0-9a-fA-F]{4}")) {
                throw wrong("four hexadecimal digits are expected");
            }
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        int index = ESCAPES.indexOf(c);
        if (index < 0) {
            throw wrong("no such escape");
        }
        return ESCAPED.charAt(index);
    }

    private char take() {
        if (at == text.length()) {
            throw wrong("a string does not end");
        }
        return text.charAt(at++);
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw wrong("a value is expected");
        }
        at += word.length();
        return value;
    }

    private Double number() {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw wrong("a value is expected");
        }
        at = number.end();
        return Double.valueOf(number.group());
    }

    /// The next character that is no white space, not taken; -1 at the end.
    private int next() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : -1;
    }

    private IllegalArgumentException wrong(String what) {
        String before = text.substring(0, at);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        int column = at - before.lastIndexOf('\n');
        return new IllegalArgumentException(
                "service config, line " + line + ", column " + column + ": " + what);
    }
}
