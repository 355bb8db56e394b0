package dev.duet.compiler.syntax;

/// Cuts a file into tokens. Lines and columns are counted as descriptors want them: from 0, in
/// bytes, a tab going to the next multiple of 8.
///
/// The current token's fields change with every [#next]; the previous token's end is kept.
final class Tokenizer {
    private final SourceReader in;
    private final LiteralReader literals;
    private final Problems problems;
    private final Names names;

    /// Whether `#` starts a comment too, as in text format.
    boolean hashComments;

    TokenKind kind = TokenKind.START;

    /// The text of an identifier, the same object for the same text; else empty.
    String text = "";

    /// The character of a symbol; else 0.
    int symbol;

    int start;
    int end;
    int startLine;
    int startColumn;
    int endColumn;

    TokenKind previousKind = TokenKind.START;
    int previousLine;
    int previousEndColumn;

    /// Starts at an offset; in the middle of a file, lines and columns mean nothing.
    Tokenizer(SourceText source, int offset, Problems problems, Names names) {
        this.in = new SourceReader(source.bytes(), offset);
        this.literals = new LiteralReader(in, problems);
        this.problems = problems;
        this.names = names;
    }

    /// Goes to the next token, skipping comments.
    void next() {
        rememberPrevious();
        while (in.position < in.bytes.length) {
            in.skipWhitespace(true);
            if (in.position >= in.bytes.length) {
                break;
            }
            if (atCommentStart()) {
                skipComment(null);
                continue;
            }
            if (hashComments && in.peek() == '#') {
                while (!in.atEnd() && in.peek() != '\n') {
                    in.advance();
                }
                continue;
            }
            if (Characters.isUnprintable(in.bytes[in.position])) {
                problems.error(in.position, "Invalid control characters encountered in text.");
                while (!in.atEnd() && Characters.isUnprintable(in.peek())) {
                    in.advance();
                }
                continue;
            }
            readToken();
            return;
        }
        kind = TokenKind.END;
        text = "";
        symbol = 0;
        start = in.position;
        end = in.position;
        startLine = in.line;
        startColumn = in.column;
        endColumn = in.column;
    }

    /// Goes to the next token and says which comments belong to what: to the declaration that the
    /// current token ends, to the one that the next token starts, or to none.
    void nextWithComments(Comments comments) {
        int previousTokenLine = in.line;
        int trailingCommentEndLine = -1;
        comments.begin();
        if (kind == TokenKind.START) {
            skipByteOrderMark();
            comments.detachFromPrevious();
            previousTokenLine = -1;
        } else {
            in.skipWhitespace(false);
            if (atCommentStart()) {
                boolean lineComment = in.bytes[in.position + 1] == '/';
                if (lineComment) {
                    trailingCommentEndLine = in.line;
                }
                skipComment(comments);
                if (!lineComment) {
                    trailingCommentEndLine = in.line;
                    in.skipWhitespace(false);
                }
                comments.flush();
            } else if (!in.tryConsume('\n')) {
                next();
                comments.finish();
                return;
            }
        }
        collectComments(comments, previousTokenLine, trailingCommentEndLine);
    }

    private void collectComments(Comments comments, int previousTokenLine, int trailingLine) {
        while (true) {
            in.skipWhitespace(false);
            if (atCommentStart()) {
                boolean lineComment = in.bytes[in.position + 1] == '/';
                skipComment(comments);
                if (!lineComment) {
                    in.skipWhitespace(false);
                    in.tryConsume('\n');
                }
            } else if (in.tryConsume('\n')) {
                comments.flush();
                comments.detachFromPrevious();
            } else {
                next();
                boolean atEnd = kind == TokenKind.END;
                if (atEnd || symbol == '}' || symbol == ']' || symbol == ')') {
                    comments.flush();
                }
                if (!atEnd && (previousTokenLine == in.line || trailingLine == in.line)) {
                    comments.detachIfAlone();
                }
                comments.finish();
                return;
            }
        }
    }

    private void rememberPrevious() {
        previousKind = kind;
        previousLine = startLine;
        previousEndColumn = endColumn;
    }

    private void skipByteOrderMark() {
        if (in.position < in.bytes.length && (in.bytes[in.position] & 0xff) == 0xef) {
            if (in.bytes.length - in.position >= 3
                    && (in.bytes[in.position + 1] & 0xff) == 0xbb
                    && (in.bytes[in.position + 2] & 0xff) == 0xbf) {
                in.position += 3;
                in.column += 3;
            } else {
                problems.error(
                        in.position,
                        "Proto file starts with 0xEF but not UTF-8 BOM. "
                                + "Only UTF-8 is accepted for proto file.");
                in.advance();
            }
        }
    }

    private void readToken() {
        start = in.position;
        startLine = in.line;
        startColumn = in.column;
        text = "";
        symbol = 0;
        int first = in.bytes[in.position];
        if (Characters.isLetter(first)) {
            int i = in.position + 1;
            while (i < in.bytes.length && Characters.isAlphanumeric(in.bytes[i])) {
                i++;
            }
            in.column += i - in.position;
            in.position = i;
            kind = TokenKind.IDENTIFIER;
            text = names.name(in.bytes, start, i);
        } else if (Characters.isDigit(first)) {
            in.advance();
            kind = literals.readNumber(first == '0', false);
        } else if (first == '.'
                && in.position + 1 < in.bytes.length
                && Characters.isDigit(in.bytes[in.position + 1])) {
            in.advance();
            in.advance();
            if (previousKind == TokenKind.IDENTIFIER
                    && startLine == previousLine
                    && startColumn == previousEndColumn) {
                problems.error(start, "Need space between identifier and decimal point.");
            }
            kind = literals.readNumber(false, true);
        } else if (first == '"' || first == '\'') {
            in.advance();
            literals.readString(first);
            kind = TokenKind.STRING;
        } else {
            if (first < 0) {
                problems.error(
                        in.position, "Interpreting non ascii codepoint " + (first & 0xff) + ".");
            }
            in.advance();
            kind = TokenKind.SYMBOL;
            symbol = first & 0xff;
        }
        end = in.position;
        endColumn = in.column;
    }

    private boolean atCommentStart() {
        if (in.position + 1 >= in.bytes.length || in.bytes[in.position] != '/') {
            return false;
        }
        return in.bytes[in.position + 1] == '/' || in.bytes[in.position + 1] == '*';
    }

    /// Skips one comment; its text goes to the collector if there is one.
    private void skipComment(Comments comments) {
        int commentStart = in.position;
        boolean lineComment = in.bytes[in.position + 1] == '/';
        in.position += 2;
        in.column += 2;
        if (comments != null) {
            comments.startComment(lineComment);
        }
        if (lineComment) {
            int from = in.position;
            while (in.peek() != '\n' && in.peek() != 0) {
                in.position++;
            }
            in.tryConsume('\n');
            if (comments != null) {
                comments.append(in.bytes, from, in.position);
            }
        } else {
            skipBlockComment(comments, commentStart);
        }
    }

    private void skipBlockComment(Comments comments, int commentStart) {
        int from = in.position;
        for (int current = in.peek(); current != 0; current = in.peek()) {
            if (current == '\n') {
                in.advance();
                if (comments != null) {
                    comments.append(in.bytes, from, in.position);
                }
                in.skipWhitespace(false);
                if (in.tryConsume('*') && in.tryConsume('/')) {
                    return;
                }
                from = in.position;
            } else if (current == '*'
                    && in.position + 1 < in.bytes.length
                    && in.bytes[in.position + 1] == '/') {
                if (comments != null) {
                    comments.append(in.bytes, from, in.position);
                }
                in.advance();
                in.advance();
                return;
            } else {
                if (current == '/'
                        && in.position + 1 < in.bytes.length
                        && in.bytes[in.position + 1] == '*') {
                    problems.error(
                            in.position + 1,
                            "\"/*\" inside block comment.  Block comments cannot be nested.");
                }
                in.advance();
            }
        }
        problems.error(in.position, "End-of-file inside block comment.");
        problems.error(commentStart, "  Comment started here.");
    }
}
