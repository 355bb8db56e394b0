package dev.duet.compiler.syntax;

/// Cuts a file into tokens. Lines and columns are counted as descriptors want them: from 0, in
/// bytes, a tab going to the next multiple of 8.
///
/// The current token's fields change with every [#next]; the previous token's end is kept.
final class Tokenizer {
    private static final int TAB_WIDTH = 8;

    private final byte[] bytes;
    private final Problems problems;
    private final Names names;

    private int position;
    private int line;
    private int column;

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
    int previousStart;
    int previousLine;
    int previousStartColumn;
    int previousEndColumn;

    /// Starts at an offset; in the middle of a file, lines and columns mean nothing.
    Tokenizer(SourceText source, int offset, Problems problems, Names names) {
        this.bytes = source.bytes();
        this.position = offset;
        this.problems = problems;
        this.names = names;
    }

    /// Goes to the next token, skipping comments.
    void next() {
        rememberPrevious();
        while (position < bytes.length) {
            skipWhitespace(true);
            if (position >= bytes.length) {
                break;
            }
            if (atCommentStart()) {
                skipComment(null);
                continue;
            }
            if (isUnprintable(bytes[position])) {
                problems.error(position, "Invalid control characters encountered in text.");
                while (position < bytes.length && isUnprintable(bytes[position])) {
                    advance();
                }
                continue;
            }
            readToken();
            return;
        }
        kind = TokenKind.END;
        text = "";
        symbol = 0;
        start = position;
        end = position;
        startLine = line;
        startColumn = column;
        endColumn = column;
    }

    /// Goes to the next token and says which comments belong to what: to the declaration that the
    /// current token ends, to the one that the next token starts, or to none.
    void nextWithComments(Comments comments) {
        int previousTokenLine = line;
        int trailingCommentEndLine = -1;
        comments.begin();
        if (kind == TokenKind.START) {
            skipByteOrderMark();
            comments.detachFromPrevious();
            previousTokenLine = -1;
        } else {
            skipWhitespace(false);
            if (atCommentStart()) {
                boolean lineComment = bytes[position + 1] == '/';
                if (lineComment) {
                    trailingCommentEndLine = line;
                }
                skipComment(comments);
                if (!lineComment) {
                    trailingCommentEndLine = line;
                    skipWhitespace(false);
                }
                comments.flush();
            } else if (!tryConsume('\n')) {
                next();
                comments.finish();
                return;
            }
        }
        collectComments(comments, previousTokenLine, trailingCommentEndLine);
    }

    private void collectComments(Comments comments, int previousTokenLine, int trailingLine) {
        while (true) {
            skipWhitespace(false);
            if (atCommentStart()) {
                boolean lineComment = bytes[position + 1] == '/';
                skipComment(comments);
                if (!lineComment) {
                    skipWhitespace(false);
                    tryConsume('\n');
                }
            } else if (tryConsume('\n')) {
                comments.flush();
                comments.detachFromPrevious();
            } else {
                next();
                boolean atEnd = kind == TokenKind.END;
                if (atEnd || symbol == '}' || symbol == ']' || symbol == ')') {
                    comments.flush();
                }
                if (!atEnd && (previousTokenLine == line || trailingLine == line)) {
                    comments.detachIfAlone();
                }
                comments.finish();
                return;
            }
        }
    }

    private void rememberPrevious() {
        previousKind = kind;
        previousStart = start;
        previousLine = startLine;
        previousStartColumn = startColumn;
        previousEndColumn = endColumn;
    }

    private void skipByteOrderMark() {
        if (position < bytes.length && (bytes[position] & 0xff) == 0xef) {
            if (bytes.length - position >= 3
                    && (bytes[position + 1] & 0xff) == 0xbb
                    && (bytes[position + 2] & 0xff) == 0xbf) {
                position += 3;
                column += 3;
            } else {
                problems.error(
                        position,
                        "Proto file starts with 0xEF but not UTF-8 BOM. "
                                + "Only UTF-8 is accepted for proto file.");
                advance();
            }
        }
    }

    private void readToken() {
        start = position;
        startLine = line;
        startColumn = column;
        text = "";
        symbol = 0;
        int first = bytes[position];
        if (isLetter(first)) {
            int i = position + 1;
            while (i < bytes.length && isAlphanumeric(bytes[i])) {
                i++;
            }
            column += i - position;
            position = i;
            kind = TokenKind.IDENTIFIER;
            text = names.name(bytes, start, i);
        } else if (isDigit(first)) {
            advance();
            kind = readNumber(first == '0', false);
        } else if (first == '.' && position + 1 < bytes.length && isDigit(bytes[position + 1])) {
            advance();
            advance();
            if (previousKind == TokenKind.IDENTIFIER
                    && startLine == previousLine
                    && startColumn == previousEndColumn) {
                problems.error(start, "Need space between identifier and decimal point.");
            }
            kind = readNumber(false, true);
        } else if (first == '"' || first == '\'') {
            advance();
            readString(first);
            kind = TokenKind.STRING;
        } else {
            if (first < 0) {
                problems.error(
                        position, "Interpreting non ascii codepoint " + (first & 0xff) + ".");
            }
            advance();
            kind = TokenKind.SYMBOL;
            symbol = first & 0xff;
        }
        end = position;
        endColumn = column;
    }

    private TokenKind readNumber(boolean startedWithZero, boolean startedWithPoint) {
        boolean isFloat = false;
        if (startedWithZero && (tryConsume('x') || tryConsume('X'))) {
            if (!isHexDigit(peek())) {
                problems.error(position, "\"0x\" must be followed by hex digits.");
            }
            while (isHexDigit(peek())) {
                advance();
            }
        } else if (startedWithZero && isDigit(peek())) {
            while (isOctalDigit(peek())) {
                advance();
            }
            if (isDigit(peek())) {
                problems.error(position, "Numbers starting with leading zero must be in octal.");
                skipDigits();
            }
        } else {
            isFloat = startedWithPoint;
            skipDigits();
            if (!startedWithPoint && tryConsume('.')) {
                isFloat = true;
                skipDigits();
            }
            if (tryConsume('e') || tryConsume('E')) {
                isFloat = true;
                if (!tryConsume('-')) {
                    tryConsume('+');
                }
                if (!isDigit(peek())) {
                    problems.error(position, "\"e\" must be followed by exponent.");
                }
                skipDigits();
            }
        }
        if (isLetter(peek())) {
            problems.error(position, "Need space between number and identifier.");
        } else if (peek() == '.') {
            problems.error(
                    position,
                    isFloat
                            ? "Already saw decimal point or exponent; can't have another one."
                            : "Hex and octal numbers must be integers.");
        }
        return isFloat ? TokenKind.FLOAT : TokenKind.INTEGER;
    }

    private void readString(int delimiter) {
        while (true) {
            int current = peek();
            if (current == 0) {
                problems.error(position, "Unexpected end of string.");
                return;
            }
            if (current == '\n') {
                problems.error(position, "Multiline strings are not allowed. Did you miss a \"?.");
                return;
            }
            advance();
            if (current == '\\') {
                checkEscape();
            } else if (current == delimiter) {
                return;
            }
        }
    }

    private void checkEscape() {
        int current = peek();
        if (isOctalDigit(current) || current != 0 && "abfnrtv\\?'\"".indexOf(current) >= 0) {
            advance();
        } else if (current == 'x' || current == 'X') {
            advance();
            if (!isHexDigit(peek())) {
                problems.error(position, "Expected hex digits for escape sequence.");
            }
        } else if (current == 'u') {
            advance();
            if (!skipHexDigits(4)) {
                problems.error(position, "Expected four hex digits for \\u escape sequence.");
            }
        } else if (current == 'U') {
            advance();
            boolean inRange =
                    tryConsume('0')
                            && tryConsume('0')
                            && (tryConsume('0') || tryConsume('1'))
                            && skipHexDigits(5);
            if (!inRange) {
                problems.error(
                        position, "Expected eight hex digits up to 10ffff for \\U escape sequence");
            }
        } else {
            problems.error(position, "Invalid escape sequence in string literal.");
        }
    }

    private boolean skipHexDigits(int count) {
        for (int i = 0; i < count; i++) {
            if (!isHexDigit(peek())) {
                return false;
            }
            advance();
        }
        return true;
    }

    private boolean atCommentStart() {
        if (position + 1 >= bytes.length || bytes[position] != '/') {
            return false;
        }
        return bytes[position + 1] == '/' || bytes[position + 1] == '*';
    }

    /// Skips one comment; its text goes to the collector if there is one.
    private void skipComment(Comments comments) {
        int commentStart = position;
        boolean lineComment = bytes[position + 1] == '/';
        position += 2;
        column += 2;
        if (comments != null) {
            comments.startComment(lineComment);
        }
        if (lineComment) {
            int from = position;
            while (position < bytes.length && bytes[position] != '\n') {
                position++;
            }
            if (position < bytes.length) {
                advance();
            }
            if (comments != null) {
                comments.append(bytes, from, position);
            }
        } else {
            skipBlockComment(comments, commentStart);
        }
    }

    private void skipBlockComment(Comments comments, int commentStart) {
        int from = position;
        while (position < bytes.length) {
            int current = bytes[position];
            if (current == '\n') {
                advance();
                if (comments != null) {
                    comments.append(bytes, from, position);
                }
                skipWhitespace(false);
                if (tryConsume('*') && tryConsume('/')) {
                    return;
                }
                from = position;
            } else if (current == '*'
                    && position + 1 < bytes.length
                    && bytes[position + 1] == '/') {
                if (comments != null) {
                    comments.append(bytes, from, position);
                }
                advance();
                advance();
                return;
            } else {
                if (current == '/' && position + 1 < bytes.length && bytes[position + 1] == '*') {
                    problems.error(
                            position + 1,
                            "\"/*\" inside block comment.  Block comments cannot be nested.");
                }
                advance();
            }
        }
        problems.error(position, "End-of-file inside block comment.");
        problems.error(commentStart, "  Comment started here.");
    }

    private void skipWhitespace(boolean newlines) {
        while (position < bytes.length) {
            int current = bytes[position];
            boolean space =
                    current == ' '
                            || current == '\t'
                            || current == '\r'
                            || current == 0x0b
                            || current == '\f'
                            || newlines && current == '\n';
            if (!space) {
                return;
            }
            advance();
        }
    }

    private void skipDigits() {
        while (isDigit(peek())) {
            advance();
        }
    }

    private int peek() {
        return position < bytes.length ? bytes[position] : 0;
    }

    private boolean tryConsume(int expected) {
        if (position < bytes.length && bytes[position] == expected) {
            advance();
            return true;
        }
        return false;
    }

    private void advance() {
        int current = bytes[position++];
        if (current == '\n') {
            line++;
            column = 0;
        } else if (current == '\t') {
            column += TAB_WIDTH - column % TAB_WIDTH;
        } else {
            column++;
        }
    }

    private static boolean isUnprintable(int b) {
        return b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != 0x0b && b != '\f';
    }

    static boolean isLetter(int b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '_';
    }

    static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }

    static boolean isAlphanumeric(int b) {
        return isLetter(b) || isDigit(b);
    }

    private static boolean isOctalDigit(int b) {
        return b >= '0' && b <= '7';
    }

    private static boolean isHexDigit(int b) {
        return isDigit(b) || b >= 'a' && b <= 'f' || b >= 'A' && b <= 'F';
    }
}
