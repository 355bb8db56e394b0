package dev.duet.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

class LoopLoanTest {
    private final EventLoop loop = new EventLoop("lender", System::nanoTime);
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
        while (!loop.isSleeping()) {
            Thread.onSpinWait();
        }
        assertThat(Loops.call(loop, Thread::currentThread)).isSameAs(own);
    }

    @Test
    void theLoopGoesOnByItselfIfTheGuestTakesNoTurns() throws Exception {
        inviteOneWhoTakesNone();
        Thread own = Loops.call(loop, Thread::currentThread);
        assertThat(get(lendWith(Thread::currentThread))).isSameAs(own);
        assertThat(Loops.call(loop, loan::offer)).as("lent again at once").isFalse();
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
}
