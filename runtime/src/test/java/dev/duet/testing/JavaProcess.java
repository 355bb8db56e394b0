package dev.duet.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Another Java process with the same classes, for tests that need to kill one.
public final class JavaProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private JavaProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /// Starts `main` of a class of this module's tests. Its errors go where ours go.
    public static JavaProcess start(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(command(main));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        return new JavaProcess(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /// The command line that runs `main` of a class of this module's tests.
    public static List<String> command(Class<?> main) {
        Path target = Path.of(System.getProperty("basedir", ".")).resolve("target");
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                target.resolve("classes") + File.pathSeparator + target.resolve("test-classes"),
                main.getName());
    }

    /// Waits for the next line that the process writes; null if it ends instead.
    public String readLine() throws IOException {
        return output.readLine();
    }

    /// Kills the process as the system does, without a chance to say good-bye, and waits until it
    /// is gone.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
