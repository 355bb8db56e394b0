package dev.duet.bench.run;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// Garbage collections in other processes, by the JDK's `jcmd`.
final class GarbageCollection {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final String JCMD =
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();

    private GarbageCollection() {}

    /// Collects twice, because what the first collection finds may hold more, and says how many
    /// bytes of objects are left.
    static double heapBytesAfter(long process) throws InterruptedException {
        jcmd(process, "GC.run");
        jcmd(process, "GC.run");
        return usedBytes(jcmd(process, "GC.heap_info"));
    }

    /// The sum over all parts of the heap; metadata of classes come after them.
    static double usedBytes(String heapInfo) {
        String heap = heapInfo.split("Metaspace", 2)[0];
        long kib = USED.matcher(heap).results().mapToLong(m -> Long.parseLong(m.group(1))).sum();
        if (kib == 0) {
            throw new MeasurementException("no heap in: " + heapInfo);
        }
        return kib * 1024.0;
    }

    private static String jcmd(long process, String command) throws InterruptedException {
        return new Command(JCMD).add(Long.toString(process), command).run().text();
    }
}
