package dev.duet.internal.rpc;

import dev.duet.Status;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/// Whether and why a call that is being served was given up, and who wants to know. Any thread may
/// use it.
final class Cancellation {
    private static final Logger LOG = System.getLogger(Cancellation.class.getName());

    /// Why the call was given up before its handler was done, or null.
    private volatile Status reason;

    /// What is to be done then, or null. Guarded by `this`.
    private List<Runnable> actions;

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

    /// Gives the call up, the first time.
    ///
    /// @param end ends the stream: done before anybody is told, so that nobody who is told can
    ///   still answer
    void cancel(Status status, Runnable end) {
        List<Runnable> due;
        synchronized (this) {
            if (reason != null) {
                return;
            }
            reason = status;
            due = actions;
        }
        end.run();
        if (due != null) {
            due.forEach(Cancellation::run);
        }
    }

    /// Runs what a handler has asked for; its faults are its own.
    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "what a handler wants done on cancel has failed", e);
        }
    }
}
