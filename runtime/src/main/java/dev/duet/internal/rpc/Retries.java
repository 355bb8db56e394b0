package dev.duet.internal.rpc;

import dev.duet.Deadline;

import java.util.OptionalLong;

/// Decides after each attempt of one call whether there is another (gRPC proposal A6). For one
/// thread at a time.
final class Retries {
    /// Final: there is no further attempt.
    static final long NONE = -1;

    /// How often an attempt that never left us is made anew.
    private static final int MOST_UNSENT = 16;

    private final RetryRules rules;
    private final RetryThrottle throttle;
    private final Deadline deadline;
    private int failed;
    private int unsent;
    private boolean sentAgain;

    /// Attempts since the server has last said when to come again: the backoff begins anew then.
    private int sincePushback;

    /// @param deadline of the whole call, or null
    Retries(RetryRules rules, RetryThrottle throttle, Deadline deadline) {
        this.rules = rules;
        this.throttle = throttle;
        this.deadline = deadline;
    }

    /// How many attempts have failed that count.
    int failed() {
        return failed;
    }

    /// Whether nothing will be sent again, whatever happens to the attempt that goes on.
    boolean isExhausted() {
        return sentAgain && failed + 1 >= rules.maxAttempts();
    }

    /// What to do after an attempt.
    ///
    /// @return the pause before the next one in nanoseconds, or [#NONE]
    long pauseAfter(Outcome outcome) {
        if (outcome.reach() == Outcome.Reach.UNSENT && unsent < MOST_UNSENT) {
            unsent++;
            return 0;
        }
        if (outcome.reach() == Outcome.Reach.REFUSED && !sentAgain) {
            sentAgain = true;
            return 0;
        }
        boolean retryable = rules.retryable().contains(outcome.status().code());
        boolean forbidden = Pushback.forbids(outcome.trailers());
        failed++;
        if (!retryable && !forbidden) {
            return NONE;
        }
        boolean allowed = throttle.failed();
        if (!retryable || forbidden || !allowed || failed >= rules.maxAttempts()) {
            return NONE;
        }
        OptionalLong pushback = Pushback.pauseNanos(outcome.trailers());
        sincePushback = pushback.isPresent() ? 0 : sincePushback + 1;
        long pause =
                pushback.isPresent() ? pushback.getAsLong() : rules.backoffNanos(sincePushback);
        return deadline != null && deadline.remainingNanos() <= pause ? NONE : pause;
    }
}
