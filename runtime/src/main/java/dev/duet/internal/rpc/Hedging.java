package dev.duet.internal.rpc;

import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.internal.http2.StreamException;
import dev.duet.internal.transport.FreeThreads;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Several attempts at one call, side by side (gRPC proposal A6, "hedging policy"): one more after
/// each pause, or at once after an error that is not fatal, until a response begins. That attempt
/// is the call's; the others are cancelled.
///
/// Each attempt has a virtual thread that waits for its response and one that feeds it requests;
/// one more starts the attempts.
///
/// @param <Q> the request type
/// @param <S> the response type
final class Hedging<Q, S> {
    private static final String TOO_LATE = "the call is decided";

    private final ClientCall<Q, S> call;
    private final RequestStream<Q, S> requests;
    private final HedgingRules rules;
    private final RetryThrottle throttle;

    // Guarded by `this`.
    private final List<Hedge<S>> going = new ArrayList<>();
    private final List<Thread> connecting = new ArrayList<>();

    /// Null before [#start], and for good if the call has ended before.
    private Thread starter;

    private int started;

    /// Attempts that have not ended, those that wait for a connection among them.
    private int pending;

    private boolean noMore;

    /// Whether it is known how the call goes on or ends.
    private boolean decided;

    /// Whether the first attempt that gets a connection is to be the only one.
    private volatile boolean bufferFull;

    private long nextAt;
    private Outcome lastOutcome;

    Hedging(
            ClientCall<Q, S> call,
            RequestStream<Q, S> requests,
            HedgingRules rules,
            RetryThrottle throttle) {
        this.call = call;
        this.requests = requests;
        this.rules = rules;
        this.throttle = throttle;
    }

    /// One of the attempts.
    ///
    /// @param <S> the response type
    static final class Hedge<S> {
        private final Attempt<S> attempt;
        private volatile int sent;

        /// Whether it takes no more requests.
        private volatile boolean cut;

        /// How it has ended without a response, or null.
        private volatile Outcome outcome;

        private Hedge(Attempt<S> attempt) {
            this.attempt = attempt;
        }

        Attempt<S> attempt() {
            return attempt;
        }

        void sent(int bytes) {
            sent = bytes;
        }
    }

    synchronized void start() {
        if (decided) {
            return; // the deadline has passed already
        }
        nextAt = System.nanoTime();
        starter = FreeThreads.start("duet-hedging", this::startAttempts);
    }

    /// Starts one attempt after the other, each at its time, and ends the call when all have
    /// failed.
    private void startAttempts() {
        try {
            int number = awaitNext();
            while (number >= 0) {
                int before = number;
                FreeThreads.start("duet-hedge", () -> attempt(before));
                number = awaitNext();
            }
            Outcome outcome = awaitFailure();
            call.end(outcome);
        } catch (InterruptedException e) {
            // the call is decided
        }
    }

    /// Waits until an attempt is due, or none will be.
    ///
    /// @return how many there were before; -1 if there is no further one
    private synchronized int awaitNext() throws InterruptedException {
        long left = nextAt - System.nanoTime();
        while (!noMore && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = nextAt - System.nanoTime();
        }
        noMore |= started > 0 && !throttle.allows();
        if (noMore) {
            return -1;
        }
        pending++;
        started++;
        noMore = started == rules.maxAttempts();
        nextAt = System.nanoTime() + rules.delayNanos();
        return started - 1;
    }

    private synchronized Outcome awaitFailure() throws InterruptedException {
        while (pending > 0) {
            wait();
        }
        return lastOutcome;
    }

    /// Makes an attempt and waits for its response, on its thread.
    private void attempt(int before) {
        try {
            if (!connects()) {
                return;
            }
            Hedge<S> hedge = new Hedge<>(call.newAttempt(before));
            if (!add(hedge)) {
                hedge.attempt.reset(TOO_LATE);
                return;
            }
            if (bufferFull) {
                chooseFurthest();
            }
            FreeThreads.start("duet-hedge-requests", () -> feed(hedge));
            Outcome outcome = hedge.attempt.awaitHeaders(Long.MAX_VALUE);
            if (outcome != null) {
                failed(hedge, outcome);
            } else if (call.attempts().win(hedge.attempt)) {
                keepOnly(hedge);
                letSendersFindOut(hedge);
            }
        } catch (StatusException e) {
            failed(null, Outcome.of(e)); // no connection
        } catch (InterruptedException | TimeoutException e) {
            // the call is decided
        } catch (RuntimeException | Error e) {
            call.give(Status.INTERNAL.withDescription("an attempt has failed: " + e));
            throw e;
        }
    }

    private synchronized boolean connects() {
        return !decided && connecting.add(Thread.currentThread());
    }

    private synchronized boolean add(Hedge<S> hedge) {
        connecting.remove(Thread.currentThread());
        return !decided && going.add(hedge);
    }

    private void feed(Hedge<S> hedge) {
        try {
            requests.feed(hedge);
        } catch (StreamException e) {
            hedge.cut = true; // whoever waits for the response finds out too
            letSendersFindOut(hedge);
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts it", e);
        }
    }

    /// Has requests go straight to the call's attempt if it takes no more: the next one meets the
    /// reason.
    private void letSendersFindOut(Hedge<S> hedge) {
        if (hedge.cut && call.attempts().winner() == hedge.attempt) {
            call.attempts().replayed(hedge.attempt);
        }
    }

    private void failed(Hedge<S> hedge, Outcome outcome) {
        if (hedge != null) {
            hedge.outcome = outcome; // before the look at who is chosen
        }
        if (hedge != null && call.attempts().winner() == hedge.attempt) {
            call.end(outcome);
        } else {
            count(hedge, outcome);
        }
    }

    private synchronized void count(Hedge<S> hedge, Outcome outcome) {
        connecting.remove(Thread.currentThread());
        if (decided || noMore && pending == 0) {
            return;
        }
        going.remove(hedge);
        lastOutcome = outcome;
        pending--;
        if (outcome.reach() == Outcome.Reach.PROCESSED) {
            boolean fatal = !rules.nonFatal().contains(outcome.status().code());
            boolean forbidden = Pushback.forbids(outcome.trailers());
            if (!fatal || forbidden) {
                throttle.failed();
            }
            noMore |= fatal || forbidden;
            pending = fatal ? 0 : pending;
        }
        nextAt = System.nanoTime() + Pushback.pauseNanos(outcome.trailers()).orElse(0);
        notifyAll();
    }

    /// Decides for the attempt that has been sent most, since no more requests can be kept.
    void chooseFurthest() {
        Hedge<S> furthest;
        bufferFull = true;
        synchronized (this) {
            furthest =
                    going.stream()
                            .reduce((one, other) -> other.sent > one.sent ? other : one)
                            .orElse(null);
        }
        if (furthest != null && call.attempts().choose(furthest.attempt)) {
            keepOnly(furthest);
            letSendersFindOut(furthest);
            Outcome over = furthest.outcome;
            if (over != null) {
                call.end(over);
            }
        }
    }

    /// The call has ended.
    void stop() {
        keepOnly(null);
    }

    private void keepOnly(Hedge<S> winner) {
        List<Hedge<S>> others;
        synchronized (this) {
            decided = true;
            others = new ArrayList<>(going);
            others.remove(winner);
            going.removeAll(others);
            connecting.forEach(Thread::interrupt);
            connecting.clear();
            if (starter != null && starter != Thread.currentThread()) {
                starter.interrupt();
            }
        }
        others.forEach(hedge -> hedge.attempt.reset(TOO_LATE));
        requests.wake();
    }
}
