package dev.duet.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class MemoryTransportTest extends TransportContract {
    @Override
    Transport[] connect() {
        MemoryTransport.Pair pair = MemoryTransport.pair();
        return new Transport[] {pair.client(), pair.server()};
    }

    @Test
    void holdsExactlyItsCapacity() throws Exception {
        MemoryTransport client = MemoryTransport.pair(1000).client();
        ByteBuffer[] bytes = {ByteBuffer.allocate(700), ByteBuffer.allocate(700)};
        assertThat(client.write(bytes, 0, 2)).isEqualTo(1000);
        assertThat(bytes[1].remaining()).isEqualTo(400);
        assertThat(client.write(bytes, 0, 2)).isZero();
    }

    @Test
    void runsTheSameWayEveryTimeWhenDrivenByHand() throws Exception {
        assertThat(exchange(7)).isEqualTo(exchange(7)).isNotEqualTo(exchange(8));
    }

    /// Throws random pieces to and fro between two ends on two loops, all on this thread, and
    /// returns a protocol of what happened.
    private static List<String> exchange(long seed) throws Exception {
        Random random = new Random(seed);
        List<String> events = new ArrayList<>();
        long[] clock = {0};
        try (EventLoop one = new EventLoop("one", () -> clock[0]);
                EventLoop two = new EventLoop("two", () -> clock[0])) {
            MemoryTransport.Pair pair = MemoryTransport.pair(100);
            End a = new End(pair.client(), one).start();
            End b = new End(pair.server(), two).start();
            for (int i = 0; i < 200; i++) {
                End end = random.nextBoolean() ? a : b;
                end.send(new byte[random.nextInt(300)]);
                clock[0] += random.nextInt(1_000_000);
                end.loop.schedule(random.nextInt(5_000_000), () -> events.add("timer"));
                one.runRound(0);
                two.runRound(0);
                events.add(a.receivedCount() + " " + a.readableCalls + " " + a.writableCalls);
                events.add(b.receivedCount() + " " + b.readableCalls + " " + b.writableCalls);
            }
        }
        return events;
    }

    @Test
    void aRoundCallsEachReadyHandlerOnce() throws Exception {
        try (EventLoop loop = new EventLoop("loop", () -> 0)) {
            MemoryTransport.Pair pair = MemoryTransport.pair();
            End reader = new End(pair.server(), loop);
            reader.onReadable = end -> {};
            reader.start();
            pair.client().write(new ByteBuffer[] {ByteBuffer.allocate(1)}, 0, 1);
            pair.client().write(new ByteBuffer[] {ByteBuffer.allocate(1)}, 0, 1);
            for (int round = 1; round <= 5; round++) {
                loop.runRound(0);
                assertThat(reader.readableCalls).isEqualTo(round);
            }
        }
    }
}
