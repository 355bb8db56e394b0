package dev.duet.json;

/// Says that JSON is not a message of the expected type, or that a message has no JSON form.
public final class JsonException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String path;
    private final int line;
    private final int column;

    JsonException(String path, int line, int column, String problem) {
        super(text(path, line, column, problem));
        this.path = path;
        this.line = line;
        this.column = column;
    }

    private static String text(String path, int line, int column, String problem) {
        String position = line == 0 ? "" : line + ":" + column + ": ";
        return position + (path.isEmpty() ? "" : path + ": ") + problem;
    }

    /// Returns where in the message the problem is, such as `user.names[2]`.
    ///
    /// @return the path; empty for the message as a whole
    public String path() {
        return path;
    }

    /// Returns the line of the JSON text that the problem is in.
    ///
    /// @return the line, from 1; 0 if a message could not be printed, or the text is not valid
    ///   UTF-8
    public int line() {
        return line;
    }

    /// Returns the column of the JSON text that the problem starts at.
    ///
    /// @return the column, from 1; 0 if a message could not be printed
    public int column() {
        return column;
    }
}
