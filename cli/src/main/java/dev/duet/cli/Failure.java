package dev.duet.cli;

/// Something that the user can put right: printed as its message alone, without a stack trace.
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    /// @param exitCode one of [ExitCode]
    /// @param message what is wrong and what can be done, as whole sentences
    Failure(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /// What was given has errors.
    static Failure badInput(String message) {
        return new Failure(ExitCode.BAD_INPUT, message);
    }

    /// The command line is wrong.
    static Failure usage(String message) {
        return new Failure(ExitCode.USAGE, message);
    }

    /// The surroundings are not as needed.
    static Failure surroundings(String message) {
        return new Failure(ExitCode.SURROUNDINGS, message);
    }

    int exitCode() {
        return exitCode;
    }
}
