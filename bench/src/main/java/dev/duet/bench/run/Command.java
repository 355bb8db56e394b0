package dev.duet.bench.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A client program: its arguments, one run of it, its output.
final class Command {
    private static final long PATIENCE_SECONDS = 120;

    private final List<String> words = new ArrayList<>();

    /// What a run printed on its standard output.
    record Result(byte[] output) {
        String text() {
            return new String(output, StandardCharsets.UTF_8);
        }
    }

    Command(String program) {
        words.add(program);
    }

    Command(List<String> words) {
        this.words.addAll(words);
    }

    Command add(String... arguments) {
        words.addAll(List.of(arguments));
        return this;
    }

    Command addAll(List<String> arguments) {
        words.addAll(arguments);
        return this;
    }

    /// Runs the program to its end.
    ///
    /// @throws MeasurementException if it cannot be started, does not end, or says that it failed
    Result run() throws InterruptedException {
        try {
            Process process = new ProcessBuilder(words).start();
            byte[][] complaint = new byte[1][];
            Thread complaints = Thread.ofVirtual().start(() -> complaint[0] = readAll(process));
            Thread watchdog = Thread.ofVirtual().start(() -> killWhenLate(process));
            byte[] output = process.getInputStream().readAllBytes();
            int exit = process.waitFor();
            watchdog.interrupt();
            complaints.join();
            if (exit != 0) {
                throw new MeasurementException(
                        "%s failed: %s"
                                .formatted(
                                        words.getFirst(),
                                        new String(complaint[0], StandardCharsets.UTF_8).strip()));
            }
            return new Result(output);
        } catch (IOException e) {
            throw new MeasurementException(
                    "cannot run " + words.getFirst() + ": " + e.getMessage(), e);
        }
    }

    private static byte[] readAll(Process process) {
        try {
            return process.getErrorStream().readAllBytes();
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static void killWhenLate(Process process) {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
