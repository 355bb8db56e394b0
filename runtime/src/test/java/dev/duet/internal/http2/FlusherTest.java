package dev.duet.internal.http2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.internal.transport.EventLoop;
import dev.duet.internal.transport.MemoryTransport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/// Who writes a burst while several threads of a connection have just been woken. The loop does not
/// run here, so it cannot step in.
@Timeout(20)
class FlusherTest {
    private final AtomicLong clock = new AtomicLong();
    private final EventLoop loop = new EventLoop("loop", clock::get);
    private final Reactor reactor = Reactor.of(loop);
    private final MemoryTransport.Pair pair = MemoryTransport.pair();
    private final Connection connection =
            new Connection(
                    Role.CLIENT,
                    pair.client(),
                    reactor,
                    Limits.DEFAULT,
                    Lifetimes.CLIENT,
                    new SilentListener());

    @AfterEach
    void close() {
        connection.lose("the test is over");
        reactor.waker().close();
        loop.close();
    }

    @Test
    void whatBeginsSoonIsHeldBackUntilTheyHaveRun() throws IOException {
        connection.expectSenders();
        clock.addAndGet(Limits.HELD_BACK_NANOS - 1);
        beginBurst();
        assertThat(arrived()).isZero();
        connection.sendersHaveRun();
        assertThat(arrived()).isPositive();
    }

    @Test
    void whatBeginsLateIsWrittenByTheFlusher() throws IOException {
        connection.expectSenders();
        clock.addAndGet(Limits.HELD_BACK_NANOS);
        beginBurst();
        awaitArrival();
    }

    @Test
    void whatBeginsWhenTheyHaveRunIsWrittenByTheFlusher() throws IOException {
        connection.expectSenders();
        connection.sendersHaveRun();
        beginBurst();
        awaitArrival();
    }

    @Test
    void aLoneSenderWritesByItself() throws IOException {
        connection.expectLoneSender();
        beginBurst();
        assertThat(arrived()).isPositive();
    }

    @Test
    void oneOfSeveralDoesNotWriteByItselfBecauseAnotherWasAloneBefore() throws IOException {
        connection.expectLoneSender();
        connection.expectSenders();
        beginBurst();
        assertThat(arrived()).isZero();
    }

    private void beginBurst() {
        connection.start(); // which sends the preface
    }

    private int arrived() throws IOException {
        return pair.server().read(ByteBuffer.allocate(1024));
    }

    private void awaitArrival() throws IOException {
        while (arrived() == 0) {
            Thread.onSpinWait();
        }
    }
}
