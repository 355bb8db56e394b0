package dev.duet.internal.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Many threads push tasks, the loop takes them all at once in the order of pushing. A lock-free
/// stack that the taker turns around: no thread ever waits for another, and the tasks themselves
/// are the links.
final class TaskQueue {
    private static final VarHandle TOP;

    static {
        try {
            TOP = MethodHandles.lookup().findVarHandle(TaskQueue.class, "top", LoopTask.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile LoopTask top;

    /// Adds a task that is not queued now. Any thread.
    ///
    /// @return how many tasks wait, this one included
    int push(LoopTask task) {
        while (true) {
            LoopTask below = top;
            task.next = below;
            int depth = below == null ? 1 : below.depth + 1;
            task.depth = depth;
            if (TOP.compareAndSet(this, below, task)) {
                return depth;
            }
        }
    }

    boolean isEmpty() {
        return top == null;
    }

    /// Removes everything. Loop thread.
    ///
    /// @return the oldest task, linked through `next` to the younger ones; null if there is none
    LoopTask takeAll() {
        if (top == null) {
            return null;
        }
        LoopTask task = (LoopTask) TOP.getAndSet(this, null);
        LoopTask oldest = null;
        while (task != null) {
            LoopTask below = task.next;
            task.next = oldest;
            oldest = task;
            task = below;
        }
        return oldest;
    }
}
