package dev.duet.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A started program: its output streams through, and signals are passed on.
///
/// The first Ctrl-C (or request to end) lets the program drain: the runtime tells its open streams
/// and waits for them, 5 seconds by default. The second one stops it at once.
final class Program {
    private final Terminal terminal;
    private final AtomicInteger interrupts = new AtomicInteger();

    Program(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Runs it to its end.
    ///
    /// @return its exit code; [ExitCode#OK] if it was drained, [ExitCode#STOPPED] if it was stopped
    int run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        Signals.onInterrupt(() -> interrupted(process));
        Signals.onTerminate(() -> drain(process));
        int code = process.waitFor();
        return switch (interrupts.get()) {
            case 0 -> code;
            case 1 -> ExitCode.OK;
            default -> ExitCode.STOPPED;
        };
    }

    private void interrupted(Process process) {
        if (interrupts.get() == 0) {
            terminal.note("draining; Ctrl-C again stops at once");
            drain(process);
        } else {
            interrupts.incrementAndGet();
            process.destroyForcibly();
        }
    }

    private void drain(Process process) {
        interrupts.compareAndSet(0, 1);
        // Windows can only kill it; there the console has told it of Ctrl-C by itself.
        if (process.supportsNormalTermination()) {
            process.destroy();
        }
    }
}
