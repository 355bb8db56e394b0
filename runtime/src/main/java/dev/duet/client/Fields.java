package dev.duet.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The fields of a JSON object, taken by name and type; errors say where they are. What nobody
/// takes is ignored, and `null` is as good as absent.
final class Fields {
    private final String path;
    private final Map<?, ?> values;

    private Fields(String path, Map<?, ?> values) {
        this.path = path;
        this.values = values;
    }

    static Fields root(Object value) {
        return of("", value);
    }

    private static Fields of(String path, Object value) {
        if (value instanceof Map<?, ?> map) {
            return new Fields(path, map);
        }
        throw error(path, "must be an object");
    }

    Set<?> names() {
        return values.keySet();
    }

    /// An object, or null if it is absent.
    Fields object(String name) {
        Object value = values.get(name);
        return value == null ? null : of(path(name), value);
    }

    /// The objects of a list, none if it is absent.
    List<Fields> objects(String name) {
        List<Fields> result = new ArrayList<>();
        for (Object one : list(name)) {
            result.add(of(path(name) + "[" + result.size() + "]", one));
        }
        return result;
    }

    List<?> list(String name) {
        return switch (values.get(name)) {
            case null -> List.of();
            case List<?> list -> list;
            default -> throw wrong(name, "must be a list");
        };
    }

    String text(String name, String absent) {
        return switch (values.get(name)) {
            case null -> absent;
            case String text -> text;
            default -> throw wrong(name, "must be a string");
        };
    }

    /// True, false, or null if it is absent.
    Boolean truth(String name) {
        return switch (values.get(name)) {
            case null -> null;
            case Boolean truth -> truth;
            default -> throw wrong(name, "must be true or false");
        };
    }

    double number(String name) {
        if (values.get(name) == null) {
            throw wrong(name, "is missing");
        }
        return number(name, 0);
    }

    /// A number; strings of digits count too, as JSON writes 64-bit numbers that way.
    double number(String name, double absent) {
        return switch (values.get(name)) {
            case null -> absent;
            case Double number -> number;
            case String text when text.matches("[0-9]{1,18}") -> Double.parseDouble(text);
            default -> throw wrong(name, "must be a number");
        };
    }

    IllegalArgumentException wrong(String name, String what) {
        return error(path(name), what);
    }

    IllegalArgumentException wrong(String what) {
        return error(path, what);
    }

    private String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static IllegalArgumentException error(String path, String what) {
        return new IllegalArgumentException(
                "service config: " + (path.isEmpty() ? "it " : path + ": ") + what);
    }
}
