package dev.duet.testing;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Counts threads, the virtual ones included, which no other interface lists.
public final class VirtualThreads {
    private VirtualThreads() {}

    /// How many threads are alive whose name begins with `prefix`.
    public static long count(String prefix) throws IOException {
        return names().stream().filter(name -> name.startsWith(prefix)).count();
    }

    /// The names of all threads that are alive.
    public static List<String> names() throws IOException {
        Path directory = Files.createTempDirectory("threads");
        Path file = directory.resolve("dump.json").toAbsolutePath();
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(file.toString(), ThreadDumpFormat.JSON);
            try (Stream<String> lines = Files.lines(file)) {
                return lines.map(String::strip)
                        .filter(line -> line.startsWith("\"name\": \""))
                        .map(line -> line.substring(9, line.lastIndexOf('"')))
                        .toList();
            }
        } finally {
            Files.deleteIfExists(file);
            Files.delete(directory);
        }
    }
}
