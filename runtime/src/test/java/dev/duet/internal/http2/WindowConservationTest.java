package dev.duet.internal.http2;

import org.junit.jupiter.api.Test;

import java.util.Random;

/// One connection, in each role, through a long life of random operations: resets, cancels,
/// padding, settings that change, and in the end GOAWAY. After every few thousand of them both
/// windows are on both sides what they should be, to the octet.
///
/// `-Dduet.simulator.operations=1000000` is the whole; `mvn verify` does fewer.
class WindowConservationTest {
    private static final int OPERATIONS = Integer.getInteger("duet.simulator.operations", 20_000);
    private static final int OPERATIONS_TO_REST = 5_000;
    private static final int PIPE_OCTETS = 50_000;

    @Test
    void noOctetOfAWindowIsLostOnTheServer() {
        new PeerSimulation(Role.SERVER, new Random(OPERATIONS), PIPE_OCTETS)
                .runLong(OPERATIONS, OPERATIONS_TO_REST);
    }

    @Test
    void noOctetOfAWindowIsLostOnTheClient() {
        new PeerSimulation(Role.CLIENT, new Random(OPERATIONS), PIPE_OCTETS)
                .runLong(OPERATIONS, OPERATIONS_TO_REST);
    }
}
