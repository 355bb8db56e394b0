package dev.duet.bench.run;

import java.nio.file.Path;
import java.util.List;

/// Many bidi streams that have been opened and answered once and now are idle: what one of them
/// takes of the server's memory, after a garbage collection and in comparison with a server that
/// has had a few streams, but has none now. The heap is given back to the system as far as it is
/// free, because untouched room in it would otherwise count as resident.
///
/// @param connections how many connections
/// @param streams how many streams on each
/// @param memory which memory
public record IdleLoad(int connections, int streams, Memory memory) implements ProcessLoad {
    /// Which memory is looked at.
    public enum Memory {
        /// What Java objects take.
        HEAP,
        /// What the process holds of the machine's memory.
        RESIDENT
    }

    private static final List<String> GIVE_BACK =
            List.of("-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=10");
    private static final int FEW_STREAMS = 10;
    private static final double SECONDS = 9;

    @Override
    public double seconds(double effort) {
        return SECONDS;
    }

    @Override
    public void prepare(Contender contender, Path home) {
        // Memory does not depend on what happened before in other processes.
    }

    @Override
    public Measurement measure(Contender contender, Path home) throws InterruptedException {
        try (RunningServer server = RunningServer.start(contender, home, GIVE_BACK)) {
            HeldStreams.open(server, 1, FEW_STREAMS).close();
            double before = bytes(server);
            double cpuBefore = server.cpuSeconds();
            try (HeldStreams _ = HeldStreams.open(server, connections, streams)) {
                double cpuSeconds = server.cpuSeconds() - cpuBefore;
                double count = (double) connections * streams;
                return new Measurement(
                        (bytes(server) - before) / count,
                        cpuSeconds * 1e6 / count,
                        server.residentMib());
            }
        }
    }

    private double bytes(RunningServer server) throws InterruptedException {
        double heap = GarbageCollection.heapBytesAfter(server.process());
        return switch (memory) {
            case HEAP -> heap;
            case RESIDENT -> server.residentMib() * 1024 * 1024;
        };
    }
}
