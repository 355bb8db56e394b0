package dev.duet.bench.run;

import java.util.List;

/// How Java programs are started, clients and servers alike.
final class JavaCommand {
    /// The same for everybody. The last two only keep Netty's warnings away.
    static final List<String> OPTIONS =
            List.of(
                    "-Xmx1g",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private JavaCommand() {}

    /// The Java that this program runs on.
    static String program() {
        return ProcessHandle.current().info().command().orElse("java");
    }
}
