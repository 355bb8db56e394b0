package dev.duet.compiler;

/// One thing to say about a `.proto` file: where, how bad, and what.
///
/// @param severity whether the file can be used all the same
/// @param file the name as people should see it, usually a path that an editor can open
/// @param line 1-based; 0 if the message is about the file as a whole
/// @param column 1-based, in characters (a tab counts as one); 0 if there is no line
/// @param message what is wrong, one sentence without the position
/// @param sourceLine the text of that line, empty if there is none
public record Diagnostic(
        Severity severity, String file, int line, int column, String message, String sourceLine) {

    private static final String RED = "\033[31m";
    private static final String YELLOW = "\033[33m";
    private static final String BOLD = "\033[1m";
    private static final String RESET = "\033[0m";

    /// How bad it is.
    public enum Severity {
        /// Nothing is generated.
        ERROR,
        /// Worth a look; the output is right.
        WARNING
    }

    /// A diagnostic about a whole file, or about no file in particular (`file` is then empty).
    public static Diagnostic error(String file, String message) {
        return new Diagnostic(Severity.ERROR, file, 0, 0, message, "");
    }

    /// Whether it keeps anything from being generated.
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /// `file:line:column: message`, a warning with the word "warning" before its message.
    public String summary() {
        return summary("", "", "");
    }

    /// The summary, then the source line and a caret under the column, without a final line break.
    ///
    /// @param colour whether to use ANSI colours
    public String render(boolean colour) {
        String mark = isError() ? RED : YELLOW;
        var text = new StringBuilder(colour ? summary(BOLD, mark, RESET) : summary("", "", ""));
        if (line > 0 && column > 0) {
            text.append("\n    ").append(sourceLine).append("\n    ");
            appendIndent(text);
            if (colour) {
                text.append(mark).append('^').append(RESET);
            } else {
                text.append('^');
            }
        }
        return text.toString();
    }

    /// The rendering without colour.
    @Override
    public String toString() {
        return render(false);
    }

    private String summary(String strong, String mark, String end) {
        var text = new StringBuilder();
        if (!file.isEmpty()) {
            text.append(strong).append(file).append(':');
            if (line > 0) {
                text.append(line).append(':').append(column).append(':');
            }
            text.append(end).append(' ');
        }
        if (isError()) {
            text.append(mark).append(message).append(end);
        } else {
            text.append(mark).append("warning: ").append(end).append(message);
        }
        return text.toString();
    }

    /// Tabs stay tabs, so that the caret stands under its column whatever a tab's width is.
    private void appendIndent(StringBuilder text) {
        for (int i = 0; i < column - 1; i++) {
            boolean tab = i < sourceLine.length() && sourceLine.charAt(i) == '\t';
            text.append(tab ? '\t' : ' ');
        }
    }
}
