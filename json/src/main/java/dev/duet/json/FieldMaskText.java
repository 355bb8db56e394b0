package dev.duet.json;

import java.util.ArrayList;
import java.util.List;

/// The paths of a `FieldMask` as one string: `user.displayName,photo`.
final class FieldMaskText {
    private FieldMaskText() {}

    /// Writes paths; null if one of them could not be read back.
    static String print(List<String> paths) {
        var text = new StringBuilder();
        for (String path : paths) {
            text.append(text.isEmpty() ? "" : ",");
            boolean underscore = false;
            for (int i = 0; i < path.length(); i++) {
                char c = path.charAt(i);
                boolean lower = c >= 'a' && c <= 'z';
                if (c >= 'A' && c <= 'Z' || underscore && !lower) {
                    return null;
                }
                if (c != '_') {
                    text.append(underscore ? (char) (c - 'a' + 'A') : c);
                }
                underscore = c == '_';
            }
            if (underscore || path.isEmpty()) {
                return null;
            }
        }
        return text.toString();
    }

    /// Reads paths, empty ones aside; null if the text does not have the names as JSON has them.
    static List<String> parse(String text) {
        var paths = new ArrayList<String>();
        if (text.isEmpty()) {
            return paths;
        }
        for (String path : text.split(",", -1)) {
            var name = new StringBuilder();
            for (int i = 0; i < path.length(); i++) {
                char c = path.charAt(i);
                if (c == '_') {
                    return null;
                }
                if (c >= 'A' && c <= 'Z') {
                    name.append('_').append((char) (c - 'A' + 'a'));
                } else {
                    name.append(c);
                }
            }
            if (!name.isEmpty()) {
                paths.add(name.toString());
            }
        }
        return paths;
    }
}
