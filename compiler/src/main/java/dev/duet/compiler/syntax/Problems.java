package dev.duet.compiler.syntax;

import dev.duet.compiler.Diagnostic;
import dev.duet.compiler.Diagnostic.Severity;

import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong with one file.
public final class Problems {
    private final SourceText source;
    private final List<Diagnostic> diagnostics = new ArrayList<>(0);
    private int errors;
    private int firstAt = -1;

    /// No errors yet.
    public Problems(SourceText source) {
        this.source = source;
    }

    /// Adds an error at an offset, -1 for the file as a whole.
    public void error(int offset, String message) {
        if (errors++ == 0) {
            firstAt = offset;
        }
        diagnostics.add(source.diagnostic(Severity.ERROR, offset, message));
    }

    /// Adds a warning at an offset, -1 for the file as a whole.
    public void warning(int offset, String message) {
        diagnostics.add(source.diagnostic(Severity.WARNING, offset, message));
    }

    /// Whether there is an error, warnings aside.
    public boolean any() {
        return errors > 0;
    }

    /// The offset of the first error; -1 if there is none.
    public int firstAt() {
        return firstAt;
    }

    /// Everything so far.
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
