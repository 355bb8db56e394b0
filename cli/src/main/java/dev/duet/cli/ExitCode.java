package dev.duet.cli;

/// The exit codes of the tool, as every command's help lists them.
final class ExitCode {
    /// Done. For `run`: the program ended by itself with 0, or was drained after Ctrl-C.
    static final int OK = 0;

    /// What was given has errors: a broken proto, a source that does not compile.
    static final int BAD_INPUT = 1;

    /// The command line is wrong.
    static final int USAGE = 2;

    /// The surroundings are not as needed: a missing or unwritable file, a port that is taken.
    static final int SURROUNDINGS = 3;

    /// A mistake in the tool itself.
    static final int INTERNAL = 70;

    /// Stopped at once, by a second Ctrl-C.
    static final int STOPPED = 130;

    private ExitCode() {}
}
