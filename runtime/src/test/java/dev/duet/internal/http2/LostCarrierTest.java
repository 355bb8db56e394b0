package dev.duet.internal.http2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Something in the JDK, such as getting direct memory, may take the carrier from a virtual thread
/// that holds the writer lock. Those who look for the lock must leave it one.
@Timeout(30)
class LostCarrierTest {
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Test
    void whoFindsTheWriterLockTakenForLongGivesUpItsCarrier() throws Exception {
        try (ConnectedPair pair = new ConnectedPair(Limits.DEFAULT)) {
            pair.settle();
            ConnectionWriter writer = pair.client.writer();
            Thread holder = Thread.startVirtualThread(() -> hold(writer));
            held.await();
            List<Thread> threads = new ArrayList<>(List.of(holder));
            for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
                threads.add(Thread.startVirtualThread(writer::swap));
            }
            threads.add(Thread.startVirtualThread(goOn::countDown)); // gets a carrier after them
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(goOn.getCount()).isZero();
        }
    }

    /// Holds the lock until it may go on, and appends nothing.
    private void hold(ConnectionWriter writer) {
        OutboundBuffer.Frame waiting =
                page -> {
                    held.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    throw new IllegalStateException("enough");
                };
        assertThatIllegalStateException().isThrownBy(() -> writer.control(1, waiting));
    }
}
