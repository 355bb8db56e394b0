package dev.duet.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Generates, compiles and starts a package, without Maven.
@Command(
        name = "run",
        description =
                "Generates, compiles and starts a package. Only what has changed is made again.",
        footer = {
            "",
            "Ctrl-C drains: open streams are told and have 5 s to end; exit code 0. A second"
                    + " Ctrl-C",
            "stops at once; exit code 130. Otherwise the exit code is the program's."
        })
final class RunCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--main",
            paramLabel = "CLASS",
            description = "The class to start, if there are several.")
    private String mainClass;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = {
                "Where Server.listen(port) listens: 0.0.0.0 for all interfaces. Without it only",
                "programs of this machine reach the service."
            })
    private String host;

    @Option(
            names = "--log-frames",
            description =
                    "Shows every HTTP/2 frame on stderr: received ones left, sent ones right.")
    private boolean logFrames;

    @Option(
            names = "--threads-on-loops",
            description =
                    "Runs handlers on the threads that read the sockets: faster with many streams.")
    private boolean threadsOnLoops;

    @Parameters(index = "0", paramLabel = "DIR", description = "The package's folder.")
    private Path folder;

    @Parameters(
            index = "1..*",
            paramLabel = "ARGUMENT",
            description = "What the program gets; after '--' also what looks like an option.")
    private List<String> arguments = new ArrayList<>();

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        JavaPackage home = JavaPackage.at(folder);
        new Stubs(home, terminal).bringUpToDate();
        var build = new JavaBuild(home, terminal, new Dependencies(home, terminal).classPath());
        build.bringUpToDate();
        var command = new ArrayList<String>();
        command.addAll(Jvm.forPrograms());
        if (host != null) {
            command.add("-Dduet.host=" + host);
        }
        if (logFrames) {
            command.add("-Dduet.frames=true");
        }
        if (threadsOnLoops) {
            command.add("-Dduet.threadsOnLoops=true");
            command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", build.classPath()));
        command.add(mainClass == null ? MainClass.of(home) : mainClass);
        command.addAll(arguments);
        return new Program(terminal).run(command);
    }
}
