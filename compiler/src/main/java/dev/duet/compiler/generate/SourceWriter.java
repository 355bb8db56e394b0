package dev.duet.compiler.generate;

import java.util.List;

/// Prints Java source: indents it and breaks long lists.
final class SourceWriter {
    private static final int MAX_COLUMNS = 100;
    private static final String INDENT = "    ";

    private final StringBuilder text = new StringBuilder();
    private int depth;
    private boolean fresh = true;

    /// Prints lines at the current depth.
    SourceWriter lines(String lines) {
        for (String line : lines.split("\n", -1)) {
            line(line);
        }
        return this;
    }

    /// Prints a line at the current depth.
    SourceWriter line(String line) {
        if (!line.isBlank()) {
            text.append(INDENT.repeat(depth)).append(line);
        }
        text.append('\n');
        fresh = false;
        return this;
    }

    /// Prints a line and what follows deeper, up to [#close()].
    SourceWriter open(String line) {
        line(line);
        depth++;
        fresh = true;
        return this;
    }

    SourceWriter close() {
        return close("}");
    }

    SourceWriter close(String line) {
        depth--;
        return line(line);
    }

    /// Ends a block with a line that starts the next one.
    SourceWriter reopen(String line) {
        depth--;
        return open(line);
    }

    /// Prints an empty line, unless a block has just been opened.
    SourceWriter blank() {
        return fresh ? this : line("");
    }

    /// Prints `before`, items with commas between them, and `after`; on one line if they fit.
    SourceWriter list(String before, List<String> items, String after) {
        String line = before + String.join(", ", items) + after;
        if (items.isEmpty() || fits(line)) {
            return line(line);
        }
        line(before);
        int indent = before.length() - before.stripLeading().length();
        String deeper = " ".repeat(indent) + INDENT + INDENT;
        String joined = deeper + String.join(", ", items) + after;
        if (fits(joined)) {
            return line(joined);
        }
        for (int i = 0; i < items.size(); i++) {
            item(deeper, items.get(i) + (i + 1 < items.size() ? "," : after));
        }
        return this;
    }

    /// Prints an item of a list; if it is a call that is too long, its arguments on the next line.
    private void item(String indent, String item) {
        int open = item.indexOf('(') + 1;
        if (open == 0 || item.startsWith("\"") || fits(indent + item)) {
            line(indent + item);
        } else {
            line(indent + item.substring(0, open));
            line(indent + INDENT + INDENT + item.substring(open));
        }
    }

    /// Prints `before`, items with commas between them, as many on a line as fit, and `after`.
    SourceWriter fill(String before, List<String> items, String after) {
        String line = before + items.getFirst();
        for (String item : items.subList(1, items.size())) {
            // The end, which may be longer than a comma, has to fit behind the last item.
            if (fits(line + ", " + item + after)) {
                line += ", " + item;
            } else {
                line(line + ",");
                line = INDENT + INDENT + item;
            }
        }
        return line(line + after);
    }

    /// Prints a list as [#list] does, and what follows deeper, up to [#close()].
    SourceWriter openList(String before, List<String> items, String after) {
        list(before, items, after);
        depth++;
        fresh = true;
        return this;
    }

    boolean fits(String line) {
        return depth * INDENT.length() + line.length() <= MAX_COLUMNS;
    }

    String text() {
        return text.toString();
    }
}
