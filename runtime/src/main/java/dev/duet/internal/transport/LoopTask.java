package dev.duet.internal.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Work for an [EventLoop] that is asked for again and again. Where [EventLoop#execute] makes an
/// object for each call, [EventLoop#signal] queues this object itself, and signals that arrive
/// while it is queued are answered by the same run.
public abstract class LoopTask {
    private static final VarHandle QUEUED;

    static {
        try {
            QUEUED = MethodHandles.lookup().findVarHandle(LoopTask.class, "queued", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /// The task below in the stack of [TaskQueue], later the task that runs next.
    LoopTask next;

    /// How many tasks were queued up to and including this one.
    int depth;

    private volatile boolean queued;

    /// For subclasses.
    protected LoopTask() {}

    /// Does the work, on the loop.
    protected abstract void run();

    /// Takes the right to queue this task; false if it is queued already.
    boolean markQueued() {
        return !queued && QUEUED.compareAndSet(this, false, true);
    }

    /// Called by the loop just before [#run]: from here on a signal queues the task again.
    void unmarkQueued() {
        queued = false;
    }
}
