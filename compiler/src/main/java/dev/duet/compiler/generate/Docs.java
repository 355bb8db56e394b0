package dev.duet.compiler.generate;

import java.util.ArrayList;
import java.util.List;

/// Turns comments of a proto file into `///` documentation.
final class Docs {
    private Docs() {}

    /// Prints what the proto file says about an element, or else `otherwise`.
    static void print(SourceWriter out, String comment, String otherwise) {
        for (String line : lines(comment.isBlank() ? otherwise : comment)) {
            out.line(line.isEmpty() ? "///" : "/// " + line);
        }
    }

    /// Prints a tag such as `@param name` with a text, further lines of which are indented.
    static void tag(SourceWriter out, String tag, String comment, String otherwise) {
        List<String> lines = lines(comment.isBlank() ? otherwise : comment);
        out.line("/// " + tag + " " + lines.getFirst());
        for (String line : lines.subList(1, lines.size())) {
            out.line(line.isEmpty() ? "///" : "///     " + line.strip());
        }
    }

    /// The lines of a comment without the space behind `//`, and without what Java or a
    /// documentation tool would take for more than text.
    private static List<String> lines(String comment) {
        var lines = new ArrayList<String>();
        for (String raw : comment.strip().split("\n", -1)) {
            String text =
                    raw.startsWith("/") ? raw.substring(1) : raw; // the third of three slashes
            String line = text.startsWith(" ") ? text.substring(1) : text;
            lines.add(harmless(line.stripTrailing()));
        }
        return lines;
    }

    private static String harmless(String line) {
        String text = line.replace("\r", " ").replace("\\u", "&#92;u").replace("{@", "{&#64;");
        String start = text.stripLeading();
        return start.startsWith("@")
                ? text.substring(0, text.length() - start.length()) + "&#64;" + start.substring(1)
                : text;
    }
}
