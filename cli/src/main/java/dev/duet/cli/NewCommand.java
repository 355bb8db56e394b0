package dev.duet.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/// Makes a package.
@Command(
        name = "new",
        description = "Makes a package: a Maven project with a small program that runs at once.",
        footer = {
            "",
            "Put .proto files into its src/main/proto: 'duet run' and 'mvn compile' generate by",
            "themselves. To start it with Maven alone: mvn compile exec:exec"
        })
final class NewCommand implements Callable<Integer> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");

    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "The folder to make; its name is the package's.")
    private Path folder;

    NewCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        String name = folder.toAbsolutePath().normalize().getFileName().toString();
        if (!NAME.matcher(name).matches()) {
            throw Failure.usage(
                    "'"
                            + name
                            + "' cannot name a package: use letters, digits, '.', '_' and '-',"
                            + " and begin with a letter.");
        }
        if (Files.exists(folder) && !isEmptyFolder(folder)) {
            throw Failure.surroundings(folder + " exists already: nothing was changed.");
        }
        PackageTemplate.write(folder, name);
        terminal.println("made " + folder + ": start it with 'duet run " + folder + "'");
        return ExitCode.OK;
    }

    private static boolean isEmptyFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }
}
