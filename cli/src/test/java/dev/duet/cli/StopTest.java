package dev.duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Ctrl-C and requests to end, as signals; Windows has none to send.
@DisabledOnOs(OS.WINDOWS)
class StopTest {
    private static final String DRAINS =
            """
            void main() throws Exception {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> IO.println("drained")));
                IO.println("ready");
                Thread.currentThread().join();
            }
            """;
    private static final String NEVER_ENDS =
            """
            void main() throws Exception {
                Runtime.getRuntime()
                        .addShutdownHook(
                                new Thread(
                                        () -> {
                                            IO.println("hanging");
                                            while (true) {
                                                Thread.onSpinWait();
                                            }
                                        }));
                IO.println("ready");
                Thread.currentThread().join();
            }
            """;

    @TempDir Path folder;

    private Tool.Running started(String program) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("app/src/main/java"));
        Files.writeString(sources.resolve("Main.java"), program);
        Tool.Running running = Tool.in(folder).start("run", "app");
        running.awaitLine("ready");
        return running;
    }

    @Test
    void firstCtrlCDrainsAndEndsWithZero() throws Exception {
        try (var running = started(DRAINS)) {
            running.signal("INT");

            running.awaitLine("drained");
            assertThat(running.awaitEnd()).isZero();
        }
    }

    @Test
    void requestToEndDrainsToo() throws Exception {
        try (var running = started(DRAINS)) {
            running.signal("TERM");

            running.awaitLine("drained");
            assertThat(running.awaitEnd()).isZero();
        }
    }

    @Test
    void secondCtrlCStopsAtOnceWithItsOwnExitCode() throws Exception {
        try (var running = started(NEVER_ENDS)) {
            running.signal("INT");
            running.awaitLine("hanging");
            running.signal("INT");

            assertThat(running.awaitEnd()).isEqualTo(ExitCode.STOPPED);
        }
    }
}
