package dev.duet.cli;

/// Starts the tool.
public final class Main {
    private Main() {}

    /// The `duet` command.
    public static void main(String... args) {
        System.exit(0);
    }
}
