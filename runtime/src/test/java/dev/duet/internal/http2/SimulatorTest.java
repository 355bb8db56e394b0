package dev.duet.internal.http2;

import org.junit.jupiter.api.Test;

import java.util.Random;
import java.util.function.LongConsumer;

/// Many seeds of the simulations. `-Dduet.simulator.seeds=10000` runs more of them, and
/// `-Dduet.simulator.seed=N` one alone.
class SimulatorTest {
    private static final int STEPS = 400;

    @Test
    void noSeedLeavesAStreamOrAnOctetOfWindowBehind() {
        forEachSeed(seed -> new Simulation(new Random(seed)).run());
    }

    @Test
    void noSeedOfARandomClientLeavesAnythingBehind() {
        forEachSeed(seed -> new PeerSimulation(Role.SERVER, new Random(seed)).run(STEPS));
    }

    @Test
    void noSeedOfARandomServerLeavesAnythingBehind() {
        forEachSeed(seed -> new PeerSimulation(Role.CLIENT, new Random(seed)).run(STEPS));
    }

    private static void forEachSeed(LongConsumer run) {
        Long only = Long.getLong("duet.simulator.seed");
        int seeds = Integer.getInteger("duet.simulator.seeds", 300);
        long first = only == null ? 0 : only;
        long end = only == null ? seeds : only + 1;
        for (long seed = first; seed < end; seed++) {
            try {
                run.accept(seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }
}
