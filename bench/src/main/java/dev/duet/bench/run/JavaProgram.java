package dev.duet.bench.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A client or server in Java, with the class path of its own Maven module and nothing else on it.
///
/// @param module directory of the module below `bench`, "." for this one
/// @param main the main class
/// @param options further options for the JVM
/// @param arguments its first arguments
public record JavaProgram(
        String module, String main, List<String> options, List<String> arguments) {
    /// The same for everybody. The last two only keep Netty's warnings away.
    private static final List<String> OPTIONS =
            List.of(
                    "-Xmx1g",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    static JavaProgram of(String module, String main, String... arguments) {
        return new JavaProgram(module, main, List.of(), List.of(arguments));
    }

    /// The same with these options beside those that it has.
    JavaProgram with(List<String> jvmOptions) {
        List<String> all = new ArrayList<>(options);
        all.addAll(jvmOptions);
        return new JavaProgram(module, main, all, arguments);
    }

    /// The words of a command line, on the Java that this program runs on.
    ///
    /// @param home the `bench` directory, where everything has been built
    /// @param more further arguments
    List<String> command(Path home, String... more) {
        Path target = home.resolve(module).resolve("target");
        List<String> words = new ArrayList<>();
        words.add(ProcessHandle.current().info().command().orElse("java"));
        words.addAll(OPTIONS);
        words.addAll(options);
        words.add("-cp");
        words.add(target.resolve("classes") + File.pathSeparator + classPath(target));
        words.add(main);
        words.addAll(arguments);
        words.addAll(List.of(more));
        return words;
    }

    private static String classPath(Path target) {
        try {
            return Files.readString(target.resolve("class-path")).strip();
        } catch (IOException e) {
            throw new MeasurementException("not built: " + target, e);
        }
    }
}
