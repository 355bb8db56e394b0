package dev.duet.compiler.syntax;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Where the parser stands in a file: the current token, ways to consume it, the errors so far and
/// the source locations so far.
///
/// Every `consume` either takes the expected token or records an error and leaves the statement.
final class Cursor {
    static final int[] ROOT = {};

    final SourceText source;
    final Problems problems;
    final Tokenizer token;
    final List<Location> locations = new ArrayList<>();

    private final Comments comments = new Comments();
    private String upcomingComment;
    private List<String> upcomingDetached = new ArrayList<>(0);

    Cursor(SourceText source, Problems problems) {
        this(source, 0, problems);
    }

    /// Starts in the middle of a file: source locations then mean nothing.
    Cursor(SourceText source, int at, Problems problems) {
        this.source = source;
        this.problems = problems;
        this.token = new Tokenizer(source, at, problems, new Names());
    }

    /// Goes to the first token, or over a closing brace that closes nothing.
    void nextKeepingComments() {
        token.nextWithComments(comments);
        upcomingComment = comments.leading;
        upcomingDetached = comments.detached;
    }

    boolean atEnd() {
        return token.kind == TokenKind.END;
    }

    boolean at(String word) {
        return token.text.equals(word);
    }

    boolean at(char symbol) {
        return token.symbol == symbol;
    }

    boolean at(TokenKind kind) {
        return token.kind == kind;
    }

    boolean tryConsume(String word) {
        if (at(word)) {
            token.next();
            return true;
        }
        return false;
    }

    boolean tryConsume(char symbol) {
        if (at(symbol)) {
            token.next();
            return true;
        }
        return false;
    }

    void consume(String word) {
        if (!tryConsume(word)) {
            throw fail("Expected \"" + word + "\".");
        }
    }

    void consume(char symbol) {
        if (!tryConsume(symbol)) {
            throw fail("Expected \"" + symbol + "\".");
        }
    }

    void consume(char symbol, String otherwise) {
        if (!tryConsume(symbol)) {
            throw fail(otherwise);
        }
    }

    String consumeIdentifier(String otherwise) {
        if (!at(TokenKind.IDENTIFIER)) {
            throw fail(otherwise);
        }
        String name = token.text;
        token.next();
        return name;
    }

    /// An integer up to 2^31 - 1.
    int consumeInteger(String otherwise) {
        return (int) consumeInteger(Integer.MAX_VALUE, otherwise);
    }

    /// An integer of 32 bits with or without a minus.
    int consumeSignedInteger(String otherwise) {
        boolean negative = tryConsume('-');
        long value = consumeInteger(Integer.MAX_VALUE + (negative ? 1L : 0L), otherwise);
        return (int) (negative ? -value : value);
    }

    /// An integer up to a bound, both unsigned; 0 after an error if it is larger.
    long consumeInteger(long unsignedMax, String otherwise) {
        if (!at(TokenKind.INTEGER)) {
            throw fail(otherwise);
        }
        byte[] bytes = source.bytes();
        long value = 0;
        if (Literals.fits(bytes, token.start, token.end, unsignedMax)) {
            value = Literals.integer(bytes, token.start, token.end);
        } else {
            error("Integer out of range.");
        }
        token.next();
        return value;
    }

    /// Whether the current token is an integer up to a bound, both unsigned.
    boolean fitsInteger(long unsignedMax) {
        return at(TokenKind.INTEGER)
                && Literals.fits(source.bytes(), token.start, token.end, unsignedMax);
    }

    /// A number without a sign; decimal integers may be too large for 64 bits.
    double consumeNumber(String otherwise) {
        double value;
        byte[] bytes = source.bytes();
        if (at(TokenKind.FLOAT)) {
            value = Literals.real(bytes, token.start, token.end);
        } else if (at(TokenKind.INTEGER)) {
            if (Literals.fits(bytes, token.start, token.end, -1L)) {
                value = Literals.unsignedToDouble(Literals.integer(bytes, token.start, token.end));
            } else if (bytes[token.start] == '0') {
                error("Integer out of range.");
                value = 0;
            } else {
                value = Literals.real(bytes, token.start, token.end);
            }
        } else if (at("inf")) {
            value = Double.POSITIVE_INFINITY;
        } else if (at("nan")) {
            value = Double.NaN;
        } else {
            throw fail(otherwise);
        }
        token.next();
        return value;
    }

    /// One or more string literals, which make one string.
    byte[] consumeString(String otherwise) {
        if (!at(TokenKind.STRING)) {
            throw fail(otherwise);
        }
        var out = new ByteArrayOutputStream();
        while (at(TokenKind.STRING)) {
            Literals.appendString(source.bytes(), token.start, token.end, out);
            token.next();
        }
        return out.toByteArray();
    }

    /// A string that is a name or other text.
    String consumeText(String otherwise) {
        return new String(consumeString(otherwise), StandardCharsets.UTF_8);
    }

    /// Takes the symbol that ends a declaration or opens or closes its block, with the comments
    /// around it.
    ///
    /// @param location what the comments belong to; null if to nothing
    boolean tryEndDeclaration(char symbol, Location location) {
        if (!at(symbol)) {
            return false;
        }
        token.nextWithComments(comments);
        String leading = upcomingComment;
        upcomingComment = comments.leading;
        if (location != null) {
            location.comments(leading, comments.trailing, upcomingDetached);
            upcomingDetached = comments.detached;
        } else if (symbol == '}') {
            upcomingDetached = comments.detached;
        } else {
            upcomingDetached.addAll(comments.detached);
        }
        return true;
    }

    void endDeclaration(char symbol, Location location) {
        if (!tryEndDeclaration(symbol, location)) {
            throw fail("Expected \"" + symbol + "\".");
        }
    }

    /// A location that starts at the current token.
    Location open(Location parent, int... more) {
        Location location =
                new Location(
                        parent == null ? ROOT : parent.pathTo(more),
                        token.startLine,
                        token.startColumn);
        locations.add(location);
        return location;
    }

    /// Ends a location behind the token before the current one.
    void close(Location location) {
        location.endAt(token.previousLine, token.previousEndColumn);
    }

    /// A location for the current token, which takes no more than that.
    Location openToken(Location parent, int... more) {
        Location location = open(parent, more);
        location.endAt(token.startLine, token.endColumn);
        return location;
    }

    void error(String message) {
        problems.error(token.start, message);
    }

    /// Records an error at the current token; the caller throws what this returns.
    SyntaxAbort fail(String message) {
        error(message);
        return SyntaxAbort.INSTANCE;
    }

    /// Goes behind the end of the statement that the current token is in.
    void skipStatement() {
        while (!atEnd()) {
            if (tryEndDeclaration(';', null)) {
                return;
            }
            if (tryConsume('{')) {
                skipRestOfBlock();
                return;
            }
            if (at('}')) {
                return;
            }
            token.next();
        }
    }

    private void skipRestOfBlock() {
        int depth = 1;
        while (!atEnd()) {
            if (tryEndDeclaration('}', null)) {
                if (--depth == 0) {
                    return;
                }
            } else {
                if (at('{')) {
                    depth++;
                }
                token.next();
            }
        }
    }
}
