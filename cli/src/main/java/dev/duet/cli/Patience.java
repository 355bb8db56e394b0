package dev.duet.cli;

import java.time.Duration;

/// Says what is going on when it takes longer than a second, and nothing when it does not.
///
/// Used in a `try` around the work; closing it ends the wait.
final class Patience implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final Thread watcher;

    /// @param doing what takes its time, as in "compiling grpc_chat_service"
    Patience(Terminal terminal, String doing) {
        watcher =
                Thread.ofPlatform()
                        .daemon()
                        .name("duet-patience")
                        .start(
                                () -> {
                                    try {
                                        Thread.sleep(LIMIT);
                                        terminal.note(doing + " ...");
                                    } catch (InterruptedException e) {
                                        // The work was done in time: nothing to say.
                                    }
                                });
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
