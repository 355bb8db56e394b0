package dev.duet.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;

/// A loop at work makes no garbage: two ends throw a byte to and fro.
class GarbageFreeRoundTest {
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 20_000;

    /// What the virtual machine itself may add over all measured rounds, spread over them.
    private static final long BYTES_PER_ROUND = 2;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void socketsMakeNoGarbage() throws Exception {
        assertThat(bytesPerRound(new TcpTransportTest().connect())).isLessThan(BYTES_PER_ROUND);
    }

    @Test
    void memoryTransportsMakeNoGarbage() throws Exception {
        assertThat(bytesPerRound(new MemoryTransportTest().connect())).isLessThan(BYTES_PER_ROUND);
    }

    private long bytesPerRound(Transport[] ends) throws IOException {
        try (EventLoop loop = new EventLoop("loop", System::nanoTime)) {
            for (Transport end : ends) {
                end.start(loop, new Returner(end, loop));
            }
            ends[0].write(new ByteBuffer[] {ByteBuffer.allocate(1)}, 0, 1);
            run(loop, WARM_UP);
            long before = threads.getCurrentThreadAllocatedBytes();
            run(loop, MEASURED);
            return (threads.getCurrentThreadAllocatedBytes() - before) / MEASURED;
        } finally {
            ends[0].close();
            ends[1].close();
        }
    }

    private static void run(EventLoop loop, int rounds) {
        for (int i = 0; i < rounds; i++) {
            loop.runRound(1_000_000_000);
        }
    }

    /// Reads, asks to write, and writes back what it read, at the end of the round.
    private static final class Returner implements Transport.Handler {
        private final Transport transport;
        private final EventLoop loop;
        private final ByteBuffer[] bytes = {ByteBuffer.allocateDirect(10)};
        private final Runnable requestWrite;

        Returner(Transport transport, EventLoop loop) {
            this.transport = transport;
            this.loop = loop;
            this.requestWrite = transport::requestWrite;
        }

        @Override
        public void readable() {
            try {
                transport.read(bytes[0].clear());
                loop.atEndOfRound(requestWrite);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void writable() {
            try {
                transport.write(bytes, 0, bytes[0].flip().hasRemaining() ? 1 : 0);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
