package dev.duet.internal.http2;

import org.junit.jupiter.api.Test;

/// Many seeds of the [Simulation]. `-Dduet.simulator.seeds=10000` runs more of them, and
/// `-Dduet.simulator.seed=N` one alone.
class SimulatorTest {
    @Test
    void noSeedLeavesAStreamOrAnOctetOfWindowBehind() {
        Long only = Long.getLong("duet.simulator.seed");
        if (only != null) {
            new Simulation(only).run();
            return;
        }
        int seeds = Integer.getInteger("duet.simulator.seeds", 300);
        for (long seed = 0; seed < seeds; seed++) {
            new Simulation(seed).run();
        }
    }
}
