package dev.duet.internal.rpc;

import dev.duet.Deadline;
import dev.duet.Metadata;
import dev.duet.ResponseInfo;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.internal.http2.Reactors;
import dev.duet.internal.transport.EventLoop;
import dev.duet.internal.transport.FreeThreads;
import dev.duet.internal.transport.Timer;

/// How and when a client's call ends: once, whatever became of its attempts. Any thread.
final class CallEnd {
    private final ResponseInfo info;
    private final Hooks hooks;

    /// Null as long as the call goes on. Changed under `this`.
    private volatile Status status;

    private volatile Metadata trailers = Metadata.EMPTY;
    private volatile Timer timer;

    /// @param info is filled, or null
    /// @param hooks what interceptors want to see, or null
    CallEnd(ResponseInfo info, Hooks hooks) {
        this.info = info;
        this.hooks = hooks;
    }

    /// The status, or null as long as the call goes on.
    Status status() {
        return status;
    }

    /// What operations meet after the end.
    StatusException exception() {
        return new StatusException(status, trailers);
    }

    /// Has something done when the deadline passes, unless the call has ended.
    void arm(Deadline deadline, EventLoop loop, Runnable onDeadline) {
        if (deadline != null && timer == null) {
            timer = loop.schedule(deadline.remainingNanos(), onDeadline);
            if (status != null) {
                timer.cancel();
            }
        }
    }

    /// Ends the call.
    ///
    /// @return false if it has ended already
    boolean set(Status outcome, Metadata last) {
        synchronized (this) {
            if (status != null) {
                return false;
            }
            trailers = last;
            if (info != null) {
                info.ended(outcome, last);
            }
            status = outcome;
        }
        if (timer != null) {
            timer.cancel();
        }
        return true;
    }

    /// Tells interceptors, who may block: event loops leave it to another thread.
    void tell() {
        if (hooks == null || !hooks.watchesEnd()) {
            return;
        }
        if (Reactors.shared().loops().inAnyLoop()) {
            FreeThreads.start("duet-end", () -> hooks.end(status, trailers));
        } else {
            hooks.end(status, trailers);
        }
    }
}
