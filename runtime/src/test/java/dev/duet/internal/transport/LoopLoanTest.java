package dev.duet.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

class LoopLoanTest {
    private volatile LongSupplier clock = System::nanoTime;
    private final EventLoop loop = new EventLoop("lender", this::time);
    private final LoopLoan loan = loop.loan();
    private volatile boolean over;
    private Thread guest;

    @AfterEach
    void end() throws InterruptedException {
        if (guest != null) {
            endGuest();
        }
        loop.close();
    }

    private void endGuest() throws InterruptedException {
        over = true;
        LockSupport.unpark(guest);
        guest.join();
        loan.endInvitation();
        guest = null;
    }

    private long time() {
        return clock.getAsLong();
    }

    /// From now on every look at the clock takes a microsecond.
    private void countTime() {
        AtomicLong now = new AtomicLong(System.nanoTime());
        clock = () -> now.addAndGet(1_000);
    }

    /// From now on no time passes but what is added to the result, in nanoseconds.
    private AtomicLong stopTime() {
        AtomicLong now = new AtomicLong(System.nanoTime());
        clock = now::get;
        return now;
    }

    private void inviteOneWhoTakesTurns() {
        invite(
                () -> {
                    while (!over) {
                        if (loan.takeTurn()) {
                            Thread.yield();
                        } else {
                            LockSupport.park(loan);
                        }
                    }
                });
    }

    private void inviteOneWhoTakesNone() {
        invite(
                () -> {
                    while (!over) {
                        LockSupport.park(loan);
                    }
                });
    }

    /// Takes no turns; when it is lent the loop, all the time passes that the loop is patient.
    private void inviteOneWhoLetsTimePass(AtomicLong now) {
        invite(
                () -> {
                    while (!over) {
                        LockSupport.park(loan);
                        now.addAndGet(LoopLoan.PATIENCE_NANOS);
                    }
                });
    }

    private void invite(Runnable task) {
        guest = Thread.ofVirtual().start(task);
        loan.invite(guest);
        loop.start();
    }

    /// Lends the loop, with a task for the round after.
    private <T> CompletableFuture<T> lendWith(Callable<T> task) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        boolean lent =
                Loops.call(
                        loop,
                        () -> {
                            loop.execute(() -> complete(result, task));
                            return loan.offer();
                        });
        assertThat(lent).isTrue();
        return result;
    }

    /// Lends the loop, has the guest find more to do there, and waits until the loop is back.
    private void lendWithMuchToDo() throws Exception {
        get(lendWith(loan::offer));
        awaitSleep();
    }

    private void awaitSleep() {
        while (!loop.isSleeping()) {
            Thread.onSpinWait();
        }
    }

    private static <T> void complete(CompletableFuture<T> result, Callable<T> task) {
        try {
            result.complete(task.call());
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    @Test
    void theGuestRunsTheNextRound() throws Exception {
        inviteOneWhoTakesTurns();
        assertThat(get(lendWith(Thread::currentThread))).isSameAs(guest);
    }

    @Test
    void theGuestIsInTheLoopWhileItRunsARound() throws Exception {
        inviteOneWhoTakesTurns();
        assertThat(get(lendWith(loop::inLoop))).isTrue();
    }

    @Test
    void whatTheGuestOffersItKeeps() throws Exception {
        inviteOneWhoTakesTurns();
        CompletableFuture<Thread> next = new CompletableFuture<>();
        CompletableFuture<Boolean> offered =
                lendWith(
                        () -> {
                            loop.execute(() -> next.complete(Thread.currentThread()));
                            return loan.offer();
                        });
        assertThat(get(offered)).isTrue();
        assertThat(get(next)).isSameAs(guest);
    }

    @Test
    void theLoopIsGivenBackWhenThereIsNothingToDo() throws Exception {
        inviteOneWhoTakesTurns();
        Thread own = Loops.call(loop, Thread::currentThread);
        get(lendWith(() -> null));
        awaitSleep();
        assertThat(Loops.call(loop, Thread::currentThread)).isSameAs(own);
    }

    @Test
    void theGuestWhoHadMuchToDoReadsWhatComesNext() throws Exception {
        countTime();
        inviteOneWhoTakesTurns();
        try (Letterbox box = new Letterbox(loop)) {
            lendWithMuchToDo();
            assertThat(box.readerOfNextLetter()).isSameAs(guest);
        }
    }

    @Test
    void theLoopReadsItselfWhatComesToAGuestWithLittleToDo() throws Exception {
        countTime();
        inviteOneWhoTakesTurns();
        Thread own = Loops.call(loop, Thread::currentThread);
        try (Letterbox box = new Letterbox(loop)) {
            lendWithMuchToDo();
            box.readerOfNextLetter(); // the guest, who finds nothing more to do
            awaitSleep();
            assertThat(box.readerOfNextLetter()).isSameAs(own);
        }
    }

    @Test
    void theLoopGoesOnByItselfIfTheGuestTakesNoTurns() throws Exception {
        inviteOneWhoTakesNone();
        Thread own = Loops.call(loop, Thread::currentThread);
        assertThat(get(lendWith(Thread::currentThread))).isSameAs(own);
    }

    @Test
    void aLoopThatWasTakenBackIsLentAgainAfterAPause() throws Exception {
        AtomicLong now = stopTime();
        inviteOneWhoLetsTimePass(now);
        get(lendWith(() -> null));
        now.addAndGet(LoanPause.SHORTEST_NANOS - 1);
        assertThat(Loops.call(loop, loan::offer)).as("during the pause").isFalse();
        now.addAndGet(1);
        assertThat(Loops.call(loop, loan::offer)).as("after it").isTrue();
    }

    @Test
    void theGuestMustNotBlockInARound() throws Exception {
        inviteOneWhoTakesTurns();
        CompletableFuture<Void> blocking =
                lendWith(
                        () -> {
                            EventLoop.checkMayBlock();
                            return null;
                        });
        assertThatThrownBy(() -> get(blocking)).hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTaskThatFailsDoesNotEndTheLoan() throws Exception {
        inviteOneWhoTakesTurns();
        CompletableFuture<Thread> next = new CompletableFuture<>();
        try (LogCapture log = new LogCapture(EventLoop.class)) {
            Loops.call(
                    loop,
                    () -> {
                        loop.execute(
                                () -> {
                                    loop.execute(() -> next.complete(Thread.currentThread()));
                                    throw new IllegalStateException("as the test wants");
                                });
                        return loan.offer();
                    });
            assertThat(get(next)).isSameAs(guest);
            assertThat(log.thrown()).singleElement().isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void anInterruptInARoundDoesNotOutliveIt() throws Exception {
        inviteOneWhoTakesTurns();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        lendWith(
                () -> {
                    loop.execute(() -> interrupted.complete(Thread.interrupted()));
                    Thread.currentThread().interrupt();
                    return null;
                });
        assertThat(get(interrupted)).isFalse();
    }

    @Test
    void aLoopThatIsLentCanBeClosed() throws Exception {
        inviteOneWhoTakesNone();
        Thread own = Loops.call(loop, Thread::currentThread);
        Loops.call(loop, loan::offer);
        loop.close();
        own.join(30_000);
        assertThat(own.isAlive()).isFalse();
    }

    @Test
    void aLoopIsNotLentToAGuestThatHasEnded() throws Exception {
        inviteOneWhoTakesTurns();
        endGuest();
        assertThat(Loops.call(loop, loan::offer)).isFalse();
    }

    @Test
    void aLoopThatIsDrivenByHandIsNotLent() {
        guest = Thread.ofVirtual().start(() -> {});
        loan.invite(guest);
        boolean[] lent = {true};
        loop.execute(() -> lent[0] = loan.offer());
        Loops.runUntilQuiet(loop);
        assertThat(lent[0]).isFalse();
    }

    /// A channel that notes who reads it.
    private static final class Letterbox implements Selectable, AutoCloseable {
        private final Pipe pipe;
        private final BlockingQueue<Thread> readers = new ArrayBlockingQueue<>(1);

        Letterbox(EventLoop loop) throws Exception {
            pipe = Pipe.open();
            pipe.source().configureBlocking(false);
            Loops.call(loop, () -> loop.register(this, SelectionKey.OP_READ));
        }

        Thread readerOfNextLetter() throws Exception {
            pipe.sink().write(ByteBuffer.allocate(1));
            return readers.poll(30, TimeUnit.SECONDS);
        }

        @Override
        public void ready(SelectionKey key) throws Exception {
            pipe.source().read(ByteBuffer.allocate(1));
            readers.add(Thread.currentThread());
        }

        @Override
        public SelectableChannel channel() {
            return pipe.source();
        }

        @Override
        public void close() {
            try {
                pipe.source().close(); // first, or there would be an end to be read
                pipe.sink().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
