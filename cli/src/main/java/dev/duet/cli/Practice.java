package dev.duet.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Exercises the commands once, in a temporary folder. The launcher runs this after a build and
/// lets the JVM record which classes that took: every later start finds them loaded and linked.
final class Practice {
    /// Options, features, custom options, a mistake: other ways through the compiler.
    private static final String OPTIONS =
            """
            edition = "2023";
            package practice;
            import "google/protobuf/descriptor.proto";
            option java_package = "practice";
            option features.field_presence = IMPLICIT;
            extend google.protobuf.FieldOptions { Limits limits = 50000; }
            message Limits { int32 max = 1; }
            message Practice {
              string name = 1 [(limits) = { max: 5 }];
              Kind kind = 2;
              oneof one { int64 number = 3; Practice practice = 4; }
              map<string, bytes> more = 5;
            }
            enum Kind { KIND_ZERO = 0; KIND_ONE = 1 [deprecated = true]; }
            """;

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
            Path options = folder.resolve("options.proto");
            for (String mistake : new String[] {"message Practice {}", ""}) {
                Files.writeString(options, OPTIONS + mistake);
                Main.run(quiet, "generate", "--input", options.toString(), "--output", stubs);
            }
            Main.run(quiet, "new", home);
            Files.copy(proto, Path.of(home, "src/main/proto/chat.proto"));
            Main.run(quiet, "run", home);
        } finally {
            Folders.delete(folder);
        }
    }
}
