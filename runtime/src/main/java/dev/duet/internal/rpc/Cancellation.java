package dev.duet.internal.rpc;

import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.internal.http2.Stream;
import dev.duet.internal.http2.StreamFailure;
import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.log.LazyLogger;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/// Whether and why a call that is being served was given up, and who wants to know. Any thread may
/// use it.
///
/// Run when the call's stream has failed.
final class Cancellation implements Runnable {
    private static final LazyLogger LOG = new LazyLogger(Cancellation.class);

    private final Stream stream;

    /// Why the call was given up before its handler was done, or null.
    private volatile Status reason;

    /// What is to be done then, or null. Guarded by `this`.
    private List<Runnable> actions;

    Cancellation(Stream stream) {
        this.stream = stream;
    }

    /// Why the call was given up; null as long as it goes on.
    Status reason() {
        return reason;
    }

    /// Asks to be told; at once, if it has happened already.
    void onCancel(Runnable action) {
        synchronized (this) {
            if (reason == null) {
                actions = actions == null ? new ArrayList<>(1) : actions;
                actions.add(action);
                return;
            }
        }
        run(action);
    }

    /// The stream has failed: the client has gone, or has given the call up.
    @Override
    public void run() {
        StreamFailure failure = stream.failure();
        if (failure.kind() != StreamFailure.Kind.RESET_LOCALLY
                || failure.code() != ErrorCode.NO_ERROR) {
            cancel(Status.CANCELLED.withDescription(failure.message()), null);
        }
    }

    /// The client's deadline has passed.
    void deadlineExceeded() {
        cancel(
                Status.DEADLINE_EXCEEDED.withDescription("the client's deadline has passed"),
                "the deadline has passed");
    }

    /// The handler's thread was interrupted while it used the call. It stays interrupted.
    ///
    /// @return what the handler gets
    StatusException interrupted() {
        cancel(
                Status.CANCELLED.withDescription("the handler was interrupted"),
                "the handler was interrupted");
        Thread.currentThread().interrupt();
        return reason.exception();
    }

    /// What a handler gets that uses a call whose stream has failed.
    StatusException ended(StreamFailure failure) {
        Status status = reason;
        if (status == null) {
            status = Status.CANCELLED.withDescription(failure.message());
        }
        return StatusException.untraced(status);
    }

    /// Gives the call up, the first time.
    ///
    /// @param reset why the stream is reset, or null if it has ended: this is done before anybody
    ///   is told, so that nobody who is told can still answer
    private void cancel(Status status, String reset) {
        List<Runnable> due;
        synchronized (this) {
            if (reason != null) {
                return;
            }
            reason = status;
            due = actions;
        }
        if (reset != null) {
            stream.reset(ErrorCode.CANCEL, reset);
        }
        if (due != null) {
            due.forEach(Cancellation::run);
        }
    }

    /// Runs what a handler has asked for; its faults are its own.
    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            LOG.get().log(Level.WARNING, "what a handler wants done on cancel has failed", e);
        }
    }
}
