package dev.duet.internal.rpc;

import dev.duet.internal.transport.EventLoop;
import dev.duet.internal.transport.FreeThreads;

import java.util.concurrent.locks.LockSupport;

/// The virtual threads that calls run on.
///
/// Starting a virtual thread always goes through the scheduler's shared queue, while unparking one
/// from inside the scheduler is a push on a local queue. So a thread whose call has ended parks
/// here for the next one, if not too many do already. What it has in its ThreadLocals stays; a
/// server can be told to use a fresh thread for every call instead.
///
/// Where event loops carry virtual threads, each loop has call threads of its own.
final class CallThreads {
    private static final int MAX_IDLE = 1_024;

    /// What carries the threads, or null for Java's own scheduler.
    private final EventLoop carrier;

    private final int maxIdle;
    private final Worker[] idle;

    /// Guarded by `this`.
    private int idleCount;

    private boolean closed;

    /// @param reuse whether threads are kept for further calls
    /// @param carrier the event loop to run them on, or null for Java's own scheduler
    CallThreads(boolean reuse, EventLoop carrier) {
        this.carrier = carrier;
        this.maxIdle = reuse ? MAX_IDLE : 0;
        this.idle = new Worker[maxIdle];
    }

    /// Runs a call on a thread of its own. Never blocks.
    void run(Runnable call) {
        Worker worker = null;
        synchronized (this) {
            if (idleCount > 0) {
                worker = idle[--idleCount];
                idle[idleCount] = null;
            }
        }
        if (worker != null) {
            worker.next = call;
            LockSupport.unpark(worker.thread);
        } else {
            Worker fresh = new Worker(call);
            fresh.thread = newThread(fresh);
            fresh.thread.start();
        }
    }

    /// Whether calls run on the event loop that hands them over.
    boolean runOnLoop() {
        return carrier != null;
    }

    private Thread newThread(Runnable task) {
        return carrier != null
                ? carrier.scheduler().newThread("duet-call", task)
                : FreeThreads.unstarted("duet-call", task);
    }

    /// Ends the threads that wait for calls; those that run one end after it.
    void close() {
        synchronized (this) {
            closed = true;
            while (idleCount > 0) {
                Worker worker = idle[--idleCount];
                idle[idleCount] = null;
                worker.dismissed = true;
                LockSupport.unpark(worker.thread);
            }
        }
    }

    private synchronized boolean park(Worker worker) {
        if (closed || idleCount == maxIdle) {
            return false;
        }
        idle[idleCount++] = worker;
        return true;
    }

    private final class Worker implements Runnable {
        private Thread thread;
        private volatile Runnable next;
        private volatile boolean dismissed;

        private Worker(Runnable first) {
            this.next = first;
        }

        @Override
        public void run() {
            while (true) {
                Runnable call = next;
                next = null;
                call.run();
                Thread.interrupted(); // an interrupt was meant for the call
                if (!park(this)) {
                    return;
                }
                while (next == null) {
                    if (dismissed) {
                        return;
                    }
                    LockSupport.park(CallThreads.this);
                }
            }
        }
    }
}
