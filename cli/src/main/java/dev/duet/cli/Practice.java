package dev.duet.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Exercises the commands once, in a temporary folder. The launcher runs this after a build and
/// lets the JVM record which classes that took: every later start finds them loaded and linked.
final class Practice {
    private Practice() {}

    /// Runs without arguments, and says nothing unless something goes wrong.
    public static void main(String... arguments) throws IOException {
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        var quiet = new Terminal(nowhere, nowhere, false, false);
        Path folder = Files.createTempDirectory("duet-practice");
        try {
            Path proto = folder.resolve("chat.proto");
            Files.writeString(proto, PackageTemplate.text(DemoCommand.PROTO));
            String stubs = folder.resolve("stubs").toString();
            String home = folder.resolve("practice").toString();
            String input = proto.toString();
            Main.run(quiet, "--help");
            Main.run(quiet, "generate", "--input", input, "--output", stubs, "--mode", "service");
            Main.run(quiet, "new", home);
            Files.copy(proto, Path.of(home, "src/main/proto/chat.proto"));
            Main.run(quiet, "run", home);
        } finally {
            Folders.delete(folder);
        }
    }
}
