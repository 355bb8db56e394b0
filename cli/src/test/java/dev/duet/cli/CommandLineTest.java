package dev.duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The command line as a whole: help, version, completion, wrong usage.
class CommandLineTest {
    @TempDir Path folder;

    @Test
    void versionNamesTheBuildAndTheJava() {
        var outcome = Tool.in(folder).run("--version");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).matches("(?s)duet \\d+\\.\\d+\\.\\d+\\S*\\R.*Java 2[5-9].*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "generate", "grpc", "run", "demo", "completion"})
    void everyCommandHasHelp(String command) {
        var outcome = Tool.in(folder).run(command, "--help");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).startsWith("Usage: duet ");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void helpDocumentsTheExitCodes() {
        assertThat(Tool.in(folder).run("--help").out()).contains("Exit codes: 0 done");
    }

    @Test
    void withoutCommandTheHelpIsShownAndTheExitCodeIsTwo() {
        var outcome = Tool.in(folder).run();

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.out()).startsWith("Usage: duet ");
    }

    @Test
    void misspeltCommandGetsASuggestion() {
        var outcome = Tool.in(folder).run("generat");

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("generat").contains("Did you mean: duet generate");
    }

    @Test
    void missingOptionIsNamed() {
        var outcome = Tool.in(folder).run("generate", "--output", "stubs");

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("--input").contains("Try 'duet generate --help'");
    }

    @Test
    void completionIsAScriptForAllCommands() {
        var outcome = Tool.in(folder).run("completion");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("complete -F")
                .contains("generate")
                .contains("--proto-path");
    }

    @Test
    void thereAreNoColoursOutsideATerminal() {
        assertThat(Tool.in(folder).run("--help").out()).doesNotContain("\033");
    }

    @Test
    void thereAreColoursOnATerminalUnlessNoColorIsSet() throws Exception {
        // The launcher passes on which streams are terminals; here the variable that JVMs read.
        String terminal = "-Dduet.terminal=out,err";
        var coloured = new Tool(folder, Map.of("JDK_JAVA_OPTIONS", terminal, "TERM", "xterm"));
        var plain =
                new Tool(
                        folder,
                        Map.of("JDK_JAVA_OPTIONS", terminal, "TERM", "xterm", "NO_COLOR", "1"));

        assertThat(coloured.run("--help").out()).contains("\033[");
        assertThat(plain.run("--help").out()).doesNotContain("\033");
        assertThat(Files.list(folder)).isEmpty();
    }
}
