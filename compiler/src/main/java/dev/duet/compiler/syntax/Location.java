package dev.duet.compiler.syntax;

import java.util.Arrays;
import java.util.List;

/// Where a declaration, or a part of one, stands in its file, and the comments around it: one entry
/// of `SourceCodeInfo`.
///
/// Lines and columns are those of the descriptor: from 0, columns in bytes with tabs expanded.
public final class Location {
    private int[] path;
    private int startLine;
    private int startColumn;
    private int endLine = -1;
    private int endColumn;
    private String leadingComments;
    private String trailingComments;
    private List<String> detachedComments = List.of();

    Location(int[] path, int startLine, int startColumn) {
        this.path = path;
        this.startLine = startLine;
        this.startColumn = startColumn;
    }

    /// A copy at another path: the options of an extension range belong to each range.
    Location copyTo(int[] otherPath) {
        Location copy = new Location(otherPath, startLine, startColumn);
        copy.endLine = endLine;
        copy.endColumn = endColumn;
        return copy;
    }

    void startAt(int line, int column) {
        startLine = line;
        startColumn = column;
    }

    void startAt(Location other) {
        startAt(other.startLine, other.startColumn);
    }

    void endAt(int line, int column) {
        endLine = line;
        endColumn = column;
    }

    boolean isOpen() {
        return endLine < 0;
    }

    void comments(String leading, String trailing, List<String> detached) {
        leadingComments = leading;
        trailingComments = trailing;
        detachedComments = detached;
    }

    /// Field numbers and indexes from the file down to this.
    public int[] path() {
        return path;
    }

    /// Moves it: an option's place is known only once it is interpreted.
    public void moveTo(int[] newPath) {
        path = newPath;
    }

    /// The path with more behind it.
    public int[] pathTo(int... more) {
        int[] longer = Arrays.copyOf(path, path.length + more.length);
        System.arraycopy(more, 0, longer, path.length, more.length);
        return longer;
    }

    /// The first line.
    public int startLine() {
        return startLine;
    }

    /// The column of the first byte.
    public int startColumn() {
        return startColumn;
    }

    /// The last line.
    public int endLine() {
        return endLine;
    }

    /// The column behind the last byte.
    public int endColumn() {
        return endColumn;
    }

    /// The comment right before; null if there is none.
    public String leadingComments() {
        return leadingComments;
    }

    /// The comment right behind; null if there is none.
    public String trailingComments() {
        return trailingComments;
    }

    /// Comments before it that stand alone.
    public List<String> detachedComments() {
        return detachedComments;
    }
}
