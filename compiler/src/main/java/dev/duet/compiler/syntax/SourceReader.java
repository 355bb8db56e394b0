package dev.duet.compiler.syntax;

/// Goes through the bytes of a file and counts lines and columns as descriptors want them: from 0,
/// in bytes, a tab going to the next multiple of 8.
final class SourceReader {
    private static final int TAB_WIDTH = 8;

    final byte[] bytes;
    int position;
    int line;
    int column;

    SourceReader(byte[] bytes, int position) {
        this.bytes = bytes;
        this.position = position;
    }

    boolean atEnd() {
        return position >= bytes.length;
    }

    /// The byte some places on; 0 behind the end.
    int peek(int ahead) {
        return position + ahead < bytes.length ? bytes[position + ahead] : 0;
    }

    int peek() {
        return position < bytes.length ? bytes[position] : 0;
    }

    boolean tryConsume(int expected) {
        if (position < bytes.length && bytes[position] == expected) {
            advance();
            return true;
        }
        return false;
    }

    void advance() {
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

    void skipWhitespace(boolean newlines) {
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

    void skipDigits() {
        while (Characters.isDigit(peek())) {
            advance();
        }
    }
}
