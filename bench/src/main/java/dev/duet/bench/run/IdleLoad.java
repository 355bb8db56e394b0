package dev.duet.bench.run;

import java.nio.file.Path;
import java.util.List;

/// Many bidi streams that have been opened and answered once and now are idle: what one of them
/// takes of the server's memory, after a garbage collection and in comparison with the same server
/// when it has had many streams, but has none. It has to be warm because the stack of a waiting
/// thread is several times as large before its methods are compiled; and it has to have seen
/// streams end in order and otherwise, several times, because what is new to a compiled method has
/// it thrown away. The heap is given back to the system as far as it is free, because room in it
/// that nobody needs would count as resident.
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
    private static final int WARM_UP_TURNS = 5;
    private static final int WARM_UP_STREAMS = 10_000;
    private static final ServerLoad WARM_UP = new ManyStreamsLoad(1, 1_000);
    private static final double SECONDS = 22;

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
            for (int i = 0; i < WARM_UP_TURNS; i++) {
                WARM_UP.measure(server, 1);
                HeldStreams.open(server, 1, WARM_UP_STREAMS).close();
            }
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
