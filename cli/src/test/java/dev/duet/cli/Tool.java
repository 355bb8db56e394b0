package dev.duet.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs the tool as users do: as a process, in a folder.
record Tool(Path folder, Map<String, String> environment) {
    private static final int LIMIT_SECONDS = 60;

    static Tool in(Path folder) {
        return new Tool(folder, Map.of());
    }

    /// What a run left: its exit code and what it printed.
    record Outcome(int code, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    /// Runs it to its end.
    Outcome run(String... arguments) {
        try {
            Path out = Files.createTempFile("tool", ".out");
            Path err = Files.createTempFile("tool", ".err");
            try {
                Process process =
                        builder(arguments)
                                .redirectOutput(out.toFile())
                                .redirectError(err.toFile())
                                .start();
                process.getOutputStream().close();
                if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("still running: " + String.join(" ", arguments));
                }
                return new Outcome(
                        process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Starts it and lets it run.
    Running start(String... arguments) throws IOException {
        return new Running(builder(arguments).redirectErrorStream(true).start());
    }

    private ProcessBuilder builder(String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        String surefire = System.getProperty("surefire.test.class.path");
        String classPath = surefire == null ? System.getProperty("java.class.path") : surefire;
        command.addAll(List.of("-cp", classPath, Main.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    /// A run that goes on. Closing it kills it.
    record Running(Process process) implements AutoCloseable {
        /// Reads on until a line has this in it, and gives that line.
        String awaitLine(String part) throws IOException {
            var reader = process.inputReader(StandardCharsets.UTF_8);
            var seen = new ArrayList<String>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.contains(part)) {
                    return line;
                }
                seen.add(line);
            }
            throw new AssertionError("ended without '" + part + "': " + seen);
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
