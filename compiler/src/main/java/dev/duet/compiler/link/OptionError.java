package dev.duet.compiler.link;

/// Says what is wrong with an option; where, the one who catches it knows.
final class OptionError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int at;

    OptionError(String message) {
        this(message, -1);
    }

    /// @param at an offset more exact than the option's own; -1 if there is none
    OptionError(String message, int at) {
        super(message, null, false, false);
        this.at = at;
    }

    int at() {
        return at;
    }
}
