package dev.duet.compiler.syntax;

/// Leaves the parsing of one statement after its error was recorded; the parser goes on with the
/// next statement. There is one, without a stack: it carries nothing.
final class SyntaxAbort extends RuntimeException {
    static final SyntaxAbort INSTANCE = new SyntaxAbort();

    private static final long serialVersionUID = 1L;

    private SyntaxAbort() {
        super(null, null, false, false);
    }
}
