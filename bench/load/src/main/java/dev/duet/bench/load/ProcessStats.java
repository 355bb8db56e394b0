package dev.duet.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What Linux says about another process: its processor time and its memory, from `/proc`.
public final class ProcessStats {
    /// `USER_HZ`: 100 on every architecture that Linux runs Java on.
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    private ProcessStats() {}

    /// Seconds that all threads of the process have spent on processors so far, in user and system
    /// mode.
    public static double cpuSeconds(long process) throws IOException {
        return cpuSecondsIn(Files.readString(Path.of("/proc", Long.toString(process), "stat")));
    }

    /// The same from the text of a `stat` file. The command's name, in parentheses, may contain
    /// anything.
    static double cpuSecondsIn(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]))
                / TICKS_PER_SECOND;
    }

    /// Resident memory of the process in KiB.
    public static long residentKib(long process) throws IOException {
        return residentKibIn(Files.readString(Path.of("/proc", Long.toString(process), "status")));
    }

    /// The same from the text of a `status` file.
    static long residentKibIn(String status) {
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no VmRSS in " + status));
    }
}
