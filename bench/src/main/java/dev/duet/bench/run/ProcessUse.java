package dev.duet.bench.run;

import dev.duet.bench.load.ProcessStats;

import java.io.IOException;

/// What a process has used so far.
///
/// @param cpuSeconds of processors
/// @param residentMib of memory
record ProcessUse(double cpuSeconds, double residentMib) {
    private static final double KIB_PER_MIB = 1024;

    static ProcessUse of(long process) throws IOException {
        return new ProcessUse(
                ProcessStats.cpuSeconds(process), ProcessStats.residentKib(process) / KIB_PER_MIB);
    }
}
