package dev.duet.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;

/// The time that is measured, and what of the server is read around it.
///
/// @param serverProcess the server's process id
/// @param warmUpSeconds how long the load goes on before
/// @param seconds how long it is measured
record Stretch(long serverProcess, double warmUpSeconds, double seconds) {
    /// Processor seconds that the server has used so far.
    double serverCpuSeconds() {
        try {
            return ProcessStats.cpuSeconds(serverProcess);
        } catch (IOException e) {
            throw new UncheckedIOException("the server is gone", e);
        }
    }
}
