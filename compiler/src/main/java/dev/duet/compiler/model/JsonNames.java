package dev.duet.compiler.model;

/// Names of fields in JSON.
public final class JsonNames {
    private JsonNames() {}

    /// The name that holds: the one given, else the one derived.
    public static String of(Field field) {
        return field.jsonName != null ? field.jsonName : derived(field.name);
    }

    /// `foo_bar` makes `fooBar`.
    public static String derived(String name) {
        if (name.indexOf('_') < 0) {
            return name;
        }
        var json = new StringBuilder(name.length());
        boolean upper = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_') {
                upper = true;
            } else {
                json.append(upper && c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c);
                upper = false;
            }
        }
        return json.toString();
    }
}
