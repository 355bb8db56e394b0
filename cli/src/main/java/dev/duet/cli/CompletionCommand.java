package dev.duet.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/// Prints a completion script.
@Command(
        name = "completion",
        description = "Prints a completion script for bash and zsh.",
        footer = {"", "To use it in this shell: source <(duet completion)"})
final class CompletionCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec private CommandSpec spec;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().print(AutoComplete.bash("duet", spec.root().commandLine()));
        terminal.out().flush();
        return ExitCode.OK;
    }
}
