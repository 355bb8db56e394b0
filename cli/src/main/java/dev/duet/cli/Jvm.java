package dev.duet.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How other JVMs are started: on the tool's own JDK, writing UTF-8 whatever the locale.
final class Jvm {
    private static final List<String> UTF_8 =
            List.of("-Dstdin.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8");

    private Jvm() {}

    /// The command that starts a user's program, up to the class path. Log records take one line.
    static List<String> forPrograms() {
        var command = new ArrayList<String>();
        command.add(executable());
        command.addAll(UTF_8);
        command.add("-Djava.util.logging.SimpleFormatter.format=%4$s: %5$s%6$s%n");
        return command;
    }

    /// The command that starts the tool itself, up to its arguments.
    static List<String> forTool() {
        var command = new ArrayList<String>();
        command.add(executable());
        command.addAll(UTF_8);
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        String cache = System.getProperty("duet.cache");
        if (cache != null && Files.exists(Path.of(cache))) {
            command.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:disable"));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        return command;
    }

    private static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
