package dev.duet.compiler.syntax;

import dev.duet.compiler.Diagnostic;

import java.nio.charset.StandardCharsets;

/// The bytes of one `.proto` file and the way from an offset in them to a line and a column.
///
/// Declarations remember offsets only; lines are counted when there is something to report.
public final class SourceText {
    private final String name;
    private final String displayName;
    private final byte[] bytes;

    /// A file.
    ///
    /// @param name its name as an import has it
    /// @param displayName its name as people should see it in messages
    /// @param bytes its content, not copied
    public SourceText(String name, String displayName, byte[] bytes) {
        this.name = name;
        this.displayName = displayName;
        this.bytes = bytes;
    }

    /// The name as an import has it.
    public String name() {
        return name;
    }

    /// The name as people should see it.
    public String displayName() {
        return displayName;
    }

    /// The content: shared, not to be changed.
    public byte[] bytes() {
        return bytes;
    }

    /// A diagnostic that points at an offset.
    ///
    /// @param offset the byte it is about; -1 for the file as a whole
    public Diagnostic diagnostic(Diagnostic.Severity severity, int offset, String message) {
        if (offset < 0) {
            return new Diagnostic(severity, displayName, 0, 0, message, "");
        }
        int end = Math.min(offset, bytes.length);
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < end; i++) {
            if (bytes[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        int column = text(lineStart, end).length() + 1;
        return new Diagnostic(severity, displayName, line, column, message, lineAt(lineStart));
    }

    /// The text between two offsets.
    String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private String lineAt(int lineStart) {
        int end = lineStart;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        if (end > lineStart && bytes[end - 1] == '\r') {
            end--;
        }
        return text(lineStart, end);
    }
}
