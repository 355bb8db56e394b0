package dev.duet.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/// Does the whole walkthrough: a proto, a service, a client, and the two talking.
@Command(
        name = "demo",
        description = "Makes a chat service and a client, and runs them, showing every command.",
        footer = {"", "Leaves both packages behind to play with. Run again, it starts afresh."})
final class DemoCommand implements Callable<Integer> {
    static final String PROTO = "demo/grpc_bidirectional_streaming.proto";

    private static final String PROTO_NAME = "grpc_bidirectional_streaming.proto";
    private static final String SERVICE = "grpc_chat_service";
    private static final String CLIENT = "grpc_chat_client";
    private static final List<String> ANSWERS = List.of("Sam: Hi", "Ann: Hey", "John: Hello");

    private final Terminal terminal;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "9090",
            description = "Where the service listens (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description =
                    "The folder for it all: 'demo' in Duet's checkout, else 'duet-demo' here.")
    private Path folder;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port < 1 || port > 65_535) {
            throw Failure.usage("--port takes a number from 1 to 65535, not " + port + ".");
        }
        refuseTakenPort();
        Path home = DemoFolder.fresh(folder == null ? usualFolder() : folder);
        var steps = new DemoSteps(terminal, home);
        Files.writeString(home.resolve(PROTO_NAME), PackageTemplate.text(PROTO));

        steps.title("A contract: both sides talk at once.");
        steps.show(PROTO_NAME);
        steps.duet("generate", "--input", PROTO_NAME, "--output", "stubs");

        steps.title("A service.");
        makePackage(steps, SERVICE, "demo/Service.java");
        try (var service = steps.start(port, "run", SERVICE)) {
            steps.title("A client.");
            makePackage(steps, CLIENT, "demo/Client.java");
            List<String> answers = steps.duet("run", CLIENT);
            if (!answers.equals(ANSWERS)) {
                throw new Failure(
                        ExitCode.INTERNAL,
                        "the client should have printed " + ANSWERS + ", but printed " + answers);
            }
            steps.title("That is all: Ctrl-C drains the service.");
            service.drain();
        }
        terminal.println("");
        terminal.println("Both packages are in " + shortened(home) + ". Play with them:");
        terminal.println("  duet run " + shortened(home.resolve(SERVICE)));
        terminal.println(
                "  duet run " + shortened(home.resolve(CLIENT)) + "   (in another terminal)");
        return ExitCode.OK;
    }

    private void makePackage(DemoSteps steps, String name, String source)
            throws IOException, InterruptedException {
        steps.duet("new", name);
        steps.copy("stubs", name + "/src/main/java");
        String text = PackageTemplate.text(source).replace("9090", Integer.toString(port));
        steps.write(name + "/src/main/java/Main.java", text);
    }

    private void refuseTakenPort() {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            // Free: the service can have it.
        } catch (IOException e) {
            throw Failure.surroundings(
                    "port "
                            + port
                            + " is taken by another program ("
                            + e.getMessage()
                            + "). Stop that one, or choose another port: duet demo --port "
                            + (port == 9191 ? 9292 : 9191));
        }
    }

    private static Path usualFolder() {
        String checkout = System.getProperty("duet.home");
        return checkout == null ? Path.of("duet-demo") : Path.of(checkout, "demo");
    }

    /// A path as one would type it here.
    private static Path shortened(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path there = path.toAbsolutePath().normalize();
        return there.startsWith(here) ? here.relativize(there) : there;
    }
}
