package dev.duet.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/// The command without a subcommand: shows the help.
@Command(
        name = "duet",
        versionProvider = Version.class,
        description = "gRPC for Java, where both sides talk at once.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            NewCommand.class,
            GenerateCommand.class,
            RunCommand.class,
            DemoCommand.class,
            CompletionCommand.class
        },
        footer = {
            "",
            "Start with 'duet demo': a service and a client, made and run before your eyes.",
            "",
            "Exit codes: 0 done; 1 what you gave has errors; 2 wrong command line; 3 a file, port",
            "or program is missing or taken; 70 a mistake in duet; 130 stopped at once by a second",
            "Ctrl-C. 'duet run' passes on the exit code of the program."
        })
final class Duet implements Callable<Integer> {
    private final Terminal terminal;

    @Spec private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = picocli.CommandLine.ScopeType.INHERIT,
            description = "Shows this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows the version, and the Java it runs on.")
    private boolean version;

    Duet(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(terminal.out());
        return ExitCode.USAGE;
    }
}
