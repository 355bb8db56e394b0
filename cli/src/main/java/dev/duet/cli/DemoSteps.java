package dev.duet.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The steps of the demo: each shown as the command one would type, then really done.
final class DemoSteps {
    private final Terminal terminal;
    private final Path home;

    /// @param home the folder that commands are run in
    DemoSteps(Terminal terminal, Path home) {
        this.terminal = terminal;
        this.home = home;
    }

    void title(String text) {
        terminal.println("");
        terminal.println(terminal.good("# " + text));
    }

    /// Shows a file.
    void show(String file) throws IOException {
        prompt("cat " + file);
        for (String line : Files.readAllLines(home.resolve(file))) {
            terminal.println(terminal.faint("  " + line));
        }
    }

    /// Writes a file and shows it.
    void write(String file, String text) throws IOException {
        Files.writeString(home.resolve(file), text);
        show(file);
    }

    /// Copies what is in one folder into another.
    void copy(String from, String to) {
        prompt("cp -r " + from + "/* " + to + "/");
        Folders.copy(home.resolve(from), home.resolve(to));
    }

    /// Runs the tool to its end and passes on what it prints.
    ///
    /// @return the lines that it printed on standard output
    /// @throws Failure if it did not end with 0
    List<String> duet(String... arguments) throws IOException, InterruptedException {
        prompt("duet " + String.join(" ", arguments));
        Process process = tool(arguments).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        process.getOutputStream().close();
        var printed = new ArrayList<String>();
        var input = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
        try (var reader = new BufferedReader(input)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                terminal.println(line);
                printed.add(line);
            }
        }
        int code = process.waitFor();
        if (code != ExitCode.OK) {
            throw new Failure(code, "the demo stops here: that command ended with " + code + ".");
        }
        return printed;
    }

    /// Starts the tool in the background, and returns once something listens on the port.
    DemoService start(int port, String... arguments) throws IOException, InterruptedException {
        prompt("duet " + String.join(" ", arguments) + " &");
        Process process = tool(arguments).redirectErrorStream(true).start();
        var service = new DemoService(process, terminal);
        try (var _ = new Patience(terminal, "waiting for the service")) {
            service.awaitListening(port);
        }
        return service;
    }

    private ProcessBuilder tool(String... arguments) {
        var command = new ArrayList<String>(Jvm.forTool());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(home.toFile());
    }

    private void prompt(String command) {
        terminal.println(terminal.strong("$ " + command));
    }
}
