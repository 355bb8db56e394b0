package dev.duet.internal.rpc;

import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.internal.transport.FreeThreads;

/// The attempts at one call: which one goes on, and which one is the call's for good.
///
/// The call is *committed* to an attempt when a response begins there, or when no more can be kept
/// for another. Until then a failed attempt may be followed by another, made on a virtual thread of
/// its own. With hedging, several go on, and [Hedging] tells which one is chosen.
///
/// Any thread may use it. Its monitor is held for a few steps only; under it, the [ReplayBuffer]'s
/// may be taken.
///
/// @param <S> the response type
final class Attempts<S> {
    private final ClientCall<?, S> call;

    /// Null for a hedged call.
    private final Retries retries;

    /// The attempt that goes on, or null while there is none. Changed under `this`.
    private volatile Attempt<S> current;

    /// The attempt that the call is committed to, or null. Changed under `this`.
    private volatile Attempt<S> winner;

    private volatile boolean closed;

    // Guarded by `this`.
    private Attempt<S> replaying;
    private Thread recovery;

    Attempts(ClientCall<?, S> call, Retries retries) {
        this.call = call;
        this.retries = retries;
    }

    Attempt<S> current() {
        return current;
    }

    /// The attempt that the call is committed to, or null.
    Attempt<S> winner() {
        return winner;
    }

    /// Whether the call may still become, or is, this attempt's.
    boolean isInPlay(Attempt<S> attempt) {
        Attempt<S> chosen = winner;
        return !closed && (chosen == null || chosen == attempt);
    }

    /// Waits until an attempt goes on that counts.
    ///
    /// @return null if the time is over, or the call has ended
    Attempt<S> await(long deadlineNanos) throws InterruptedException {
        Attempt<S> attempt = current;
        if (attempt != null) {
            return attempt;
        }
        synchronized (this) {
            WaitLimit.await(this, deadlineNanos, () -> current != null || closed);
            return current;
        }
    }

    /// Waits until requests go straight to an attempt, or the call has ended.
    ///
    /// @return false if the time is over
    boolean awaitStraight(long deadlineNanos) throws InterruptedException {
        RequestStream<?, S> requests = call.requests();
        WaitLimit.await(this, deadlineNanos, () -> requests.isStraight() || closed);
        return requests.isStraight() || closed;
    }

    /// Makes an attempt the one that goes on.
    ///
    /// @param replays whether requests are sent to it that were sent before; [#replayed] follows
    /// @return false if the call has ended; the attempt too, then
    boolean install(Attempt<S> attempt, boolean replays) {
        synchronized (this) {
            if (!closed) {
                current = attempt;
                replaying = replays ? attempt : null;
                notifyAll();
                return true;
            }
        }
        attempt.reset("the call has ended");
        return false;
    }

    /// An attempt has been sent all that was kept.
    synchronized void replayed(Attempt<S> attempt) {
        if (replaying == attempt) {
            replaying = null;
        }
        if (winner == attempt) {
            call.requests().goStraight(attempt);
        } else if (retries != null && retries.isExhausted()) {
            commit(attempt);
        }
        notifyAll();
    }

    /// Decides for the attempt that goes on: there will be no others.
    ///
    /// @return false if another one goes on, or the call has ended
    synchronized boolean commit(Attempt<S> attempt) {
        if (closed || current != attempt) {
            return false;
        }
        if (winner == null) {
            winner = attempt;
            if (replaying == null) {
                call.requests().goStraight(attempt);
            }
            notifyAll();
        }
        return true;
    }

    /// Decides for one of several attempts, of which nothing is known yet.
    ///
    /// @return false if that was done before, or the call has ended
    synchronized boolean choose(Attempt<S> attempt) {
        if (closed || winner != null) {
            return false;
        }
        winner = attempt;
        return true;
    }

    /// Takes the response of one of several attempts.
    ///
    /// @return false if another one was chosen, or the call has ended
    synchronized boolean win(Attempt<S> attempt) {
        if (closed || winner != null && winner != attempt) {
            return false;
        }
        winner = attempt;
        current = attempt;
        notifyAll();
        return true;
    }

    /// The attempt that goes on has ended without a response: there is another, or the call ends.
    void failed(Attempt<S> attempt, Outcome outcome) {
        boolean last;
        synchronized (this) {
            if (closed || current != attempt) {
                return;
            }
            last = winner != null || outcome.status().isOk() || retries == null;
            if (!last) {
                current = null;
            }
        }
        if (last) {
            call.end(outcome);
        } else {
            recover(outcome);
        }
    }

    /// Makes another attempt, or ends the call. By the one who has found out.
    void recover(Outcome outcome) {
        long pause = retries.pauseAfter(outcome);
        if (pause == Retries.NONE) {
            call.end(outcome);
            return;
        }
        synchronized (this) {
            if (!closed) {
                recovery = FreeThreads.start("duet-retry", () -> again(pause));
            }
        }
    }

    private void again(long pauseNanos) {
        try {
            if (pauseNanos > 0) {
                Thread.sleep(pauseNanos / 1_000_000, (int) (pauseNanos % 1_000_000));
            }
            call.requests().replay(call.newAttempt(retries.failed()));
        } catch (StatusException e) {
            recover(Outcome.of(e)); // no connection
        } catch (InterruptedException e) {
            call.give(Status.CANCELLED.withDescription("interrupted")); // it has ended already
        } catch (RuntimeException | Error e) {
            call.give(Status.INTERNAL.withDescription("a further attempt has failed: " + e));
            throw e;
        }
    }

    /// The call has ended: there are no further attempts.
    void close() {
        Thread retrying;
        synchronized (this) {
            closed = true;
            retrying = recovery;
            notifyAll();
        }
        if (retrying != null && retrying != Thread.currentThread()) {
            retrying.interrupt();
        }
    }
}
