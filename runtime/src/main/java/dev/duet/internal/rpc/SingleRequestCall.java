package dev.duet.internal.rpc;

import dev.duet.Deadline;
import dev.duet.Status;
import dev.duet.StatusException;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/// A call with one request, which is sent again if it fails before its first response: once if the
/// server has certainly not looked at it, and as the [RetryRules] say (gRPC proposal A6).
///
/// One thread receives; any may cancel.
///
/// @param <S> the response type
public final class SingleRequestCall<S> {
    private static final int NO_RETRY = -1;
    private static final String PUSHBACK = "grpc-retry-pushback-ms";

    private final IntFunction<ClientCall<?, S>> attempts;
    private final Deadline deadline;
    private final RetryRules rules;
    private final RetryThrottle throttle;
    private volatile ClientCall<?, S> current;
    private volatile boolean cancelled;
    private int failed;
    private boolean sentAgainUnseen;
    private boolean committed;

    /// Sends the request for the first time.
    ///
    /// @param attempts starts an attempt, the request sent, given how many there were before
    /// @param deadline of the whole call, or null
    /// @param rules how it is tried again
    /// @param throttle the channel's
    public SingleRequestCall(
            IntFunction<ClientCall<?, S>> attempts,
            Deadline deadline,
            RetryRules rules,
            RetryThrottle throttle) {
        this.attempts = attempts;
        this.deadline = deadline;
        this.rules = rules;
        this.throttle = throttle;
        begin();
    }

    /// Waits for the next response.
    ///
    /// @return the response, or null at the end of a call that ended with OK
    /// @throws StatusException if the call ended with another status
    public S receive() {
        try {
            return receive(Long.MAX_VALUE);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /// Waits for the next response for some time.
    ///
    /// @param deadlineNanos until when, as [System#nanoTime] counts
    /// @return the response, or null at the end of a call that ended with OK
    /// @throws TimeoutException if none has come in time
    /// @throws StatusException if the call ended with another status
    public S receive(long deadlineNanos) throws TimeoutException {
        while (true) {
            try {
                S response = current.receive(deadlineNanos);
                if (!committed) {
                    committed = true;
                    throttle.succeeded();
                }
                return response;
            } catch (StatusException e) {
                recover(e);
            }
        }
    }

    /// Waits for the only response of a call, and for its end.
    ///
    /// @return the response
    /// @throws StatusException if the call ended with another status than OK, or without exactly
    ///   one message
    public S receiveOnly() {
        S response = receive();
        current.checkOnly(response);
        return response;
    }

    /// Ends the call at once, unless it has ended. Any thread; never blocks.
    ///
    /// @param reason for people
    public void cancel(String reason) {
        cancelled = true;
        current.cancel(reason);
    }

    /// Whether the message received last came compressed.
    ///
    /// @return true if it did
    public boolean receivedCompressed() {
        return current.receivedCompressed();
    }

    /// How the call ended.
    ///
    /// @return the status, or null as long as it goes on
    public Status status() {
        return current.status();
    }

    private void begin() {
        while (true) {
            try {
                current = attempts.apply(failed);
                if (cancelled) {
                    current.cancel("the client has cancelled the call");
                }
                return;
            } catch (StatusException e) {
                recover(e, NO_RETRY, false);
            }
        }
    }

    /// Sends the request again, or throws.
    private void recover(StatusException e) {
        if (committed || cancelled) {
            throw e;
        }
        recover(e, pushback(e), current.unprocessed());
        begin();
    }

    /// Waits for the next attempt's time, or throws.
    private void recover(StatusException e, int pushbackMillis, boolean unseen) {
        if (unseen && !sentAgainUnseen) {
            sentAgainUnseen = true;
            return;
        }
        boolean retryable = rules.retryable().contains(e.status().code());
        failed++;
        if (!retryable
                || pushbackMillis == NO_RETRY && e.trailers().containsKey(PUSHBACK)
                || !throttle.failed()
                || failed >= rules.maxAttempts()) {
            throw e;
        }
        long pause =
                pushbackMillis >= 0
                        ? TimeUnit.MILLISECONDS.toNanos(pushbackMillis)
                        : rules.backoffNanos(failed);
        if (deadline != null && deadline.remainingNanos() <= pause) {
            throw e;
        }
        sleep(pause, e);
        if (cancelled) {
            throw e;
        }
    }

    private static int pushback(StatusException e) {
        String value = e.trailers().get(PUSHBACK);
        try {
            return value == null ? NO_RETRY : Math.max(NO_RETRY, Integer.parseInt(value));
        } catch (NumberFormatException notANumber) {
            return NO_RETRY;
        }
    }

    private static void sleep(long nanos, StatusException failure) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
