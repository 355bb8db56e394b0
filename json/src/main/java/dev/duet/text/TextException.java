package dev.duet.text;

/// Says that a text is not a message of the expected type in the text format.
public final class TextException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;

    TextException(int line, int column, String problem) {
        super(line + ":" + column + ": " + problem);
        this.line = line;
        this.column = column;
    }

    /// Returns the line that the problem is in.
    ///
    /// @return the line, from 1
    public int line() {
        return line;
    }

    /// Returns the column that the problem starts at.
    ///
    /// @return the column, from 1, in UTF-16 code units
    public int column() {
        return column;
    }
}
