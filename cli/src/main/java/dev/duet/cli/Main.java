package dev.duet.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// Starts the tool: parses the command line, runs the command, turns failures into messages.
public final class Main {
    private static final String SHOW_TRACES = "DUET_TRACE";

    private Main() {}

    /// The `duet` command.
    public static void main(String... arguments) {
        System.exit(run(Terminal.ofProcess(), arguments));
    }

    /// Runs one command line and gives its exit code.
    static int run(Terminal terminal, String... arguments) {
        return commandLine(terminal).execute(arguments);
    }

    /// The parser for all commands, which write to this terminal.
    static CommandLine commandLine(Terminal terminal) {
        var commandLine = new CommandLine(new Duet(terminal), new CommandFactory(terminal));
        commandLine.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        Ansi ansi = terminal.colourOut() ? Ansi.ON : Ansi.OFF;
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
        commandLine.setUsageHelpAutoWidth(false);
        commandLine.setUsageHelpWidth(96);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler((e, _) -> wrongUsage(terminal, e));
        commandLine.setExecutionExceptionHandler((e, _, _) -> failed(terminal, e));
        return commandLine;
    }

    private static int wrongUsage(Terminal terminal, CommandLine.ParameterException e) {
        terminal.error(e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(
                e, new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        terminal.err().println("Try '" + command + " --help'.");
        return ExitCode.USAGE;
    }

    private static int failed(Terminal terminal, Exception e) {
        if (System.getenv(SHOW_TRACES) != null) {
            e.printStackTrace(terminal.err());
        }
        if (e instanceof Failure failure) {
            terminal.error(failure.getMessage());
            return failure.exitCode();
        }
        if (e instanceof UncheckedIOException wrapped) {
            terminal.error(describe(wrapped.getCause()));
            return ExitCode.SURROUNDINGS;
        }
        if (e instanceof java.io.IOException io) {
            terminal.error(describe(io));
            return ExitCode.SURROUNDINGS;
        }
        terminal.error("a mistake in the tool itself: " + e);
        terminal.err().println("Set " + SHOW_TRACES + "=1 to see where, and please report it.");
        return ExitCode.INTERNAL;
    }

    private static String describe(java.io.IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "there is no file " + missing.getFile();
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case FileAlreadyExistsException there -> there.getFile() + " already exists";
            case NotDirectoryException file -> file.getFile() + " is not a folder";
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }
}
