package dev.duet.compiler.model;

/// Numbers that may not be used.
public final class ReservedRange {
    /// The first number.
    public final int start;

    /// In a message the number behind the last one, in an enum the last one.
    public int end;

    /// Where it stands.
    public final int at;

    /// A range.
    public ReservedRange(int start, int end, int at) {
        this.start = start;
        this.end = end;
        this.at = at;
    }
}
