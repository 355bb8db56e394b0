package dev.duet.compiler.syntax;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Sorts the comments between two tokens: trailing ones of what came before, leading ones of what
/// comes next, and detached ones that stand alone between blank lines.
///
/// One buffer holds the most recent comment until it is clear where it belongs.
final class Comments {
    /// The comment that belongs to what ended before; null if there is none.
    String trailing;

    /// The comment that belongs to what starts next; null if there is none.
    String leading;

    /// Those in between, in order.
    List<String> detached = new ArrayList<>(0);

    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private boolean hasComment;
    private boolean isLineComment;
    private boolean canAttachToPrevious;
    private boolean hasTrailing;
    private int count;

    void begin() {
        trailing = null;
        leading = null;
        detached = new ArrayList<>(0);
        buffer.reset();
        hasComment = false;
        isLineComment = false;
        canAttachToPrevious = true;
        hasTrailing = false;
        count = 0;
    }

    /// A comment starts: line comments in a row make one comment, block comments stand alone.
    void startComment(boolean lineComment) {
        if (hasComment && !(lineComment && isLineComment)) {
            flush();
        }
        hasComment = true;
        isLineComment = lineComment;
    }

    void append(byte[] bytes, int from, int to) {
        buffer.write(bytes, from, to - from);
    }

    void detachFromPrevious() {
        canAttachToPrevious = false;
    }

    /// The buffered comment is complete and does not belong to the next token.
    void flush() {
        if (!hasComment) {
            return;
        }
        if (canAttachToPrevious) {
            trailing = trailing == null ? bufferText() : trailing + bufferText();
            hasTrailing = true;
            canAttachToPrevious = false;
        } else {
            detached.add(bufferText());
        }
        buffer.reset();
        hasComment = false;
        count++;
    }

    /// A single comment between two tokens of one line belongs to neither.
    void detachIfAlone() {
        int total = hasComment ? count + 1 : count;
        if (total == 1) {
            if (hasTrailing) {
                detached.add(0, trailing);
                trailing = null;
            }
            flush();
        }
    }

    /// What is still buffered leads the next token.
    void finish() {
        if (hasComment) {
            leading = bufferText();
        }
        if (trailing != null && trailing.isEmpty()) {
            trailing = null;
        }
        if (leading != null && leading.isEmpty()) {
            leading = null;
        }
    }

    private String bufferText() {
        return buffer.toString(StandardCharsets.UTF_8);
    }
}
