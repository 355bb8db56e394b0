package dev.duet.internal.http2;

import dev.duet.internal.transport.EventLoop;
import dev.duet.internal.transport.FreeThreads;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.locks.LockSupport;

/// Wakes the threads that an event loop has something for.
///
/// Unparking a virtual thread from a platform thread costs a trip through the scheduler's shared
/// queue, often with a system call to wake a carrier. So the loop collects whom it has to wake
/// while it handles one round of readable sockets, and hands them over with a single unpark. The
/// waker is a virtual thread itself: it unparks from inside the scheduler, where that is a push on
/// a local queue. A round that wakes a single thread wakes it directly, which saves the hop.
public final class Waker {
    private static final Logger LOG = System.getLogger(Waker.class.getName());

    private final EventLoop loop;
    private final Thread thread;

    /// Touched by the loop only.
    private Batch collecting = new Batch();

    private boolean handOverScheduled;

    /// Guarded by `this`.
    private Batch handedOver = new Batch();

    private boolean closed;

    /// Touched by the waker's thread only.
    private Batch waking = new Batch();

    /// Creates the waker of a loop and starts its thread.
    ///
    /// @param loop the loop whose wake-ups this collects
    public Waker(EventLoop loop) {
        this.loop = loop;
        this.thread = FreeThreads.start("duet-waker", this::run);
    }

    /// Wakes at the end of the loop's round. Loop thread only.
    ///
    /// @param wakeable what to wake
    public void add(Wakeable wakeable) {
        if (wakeable.runsOnLoop()) {
            wakeable.wake();
            return;
        }
        collecting.add(wakeable);
        if (!handOverScheduled) {
            handOverScheduled = true;
            loop.atEndOfRound(this::handOver);
        }
    }

    /// Ends the waker's thread, once it has woken what was handed to it.
    public void close() {
        synchronized (this) {
            closed = true;
        }
        LockSupport.unpark(thread);
    }

    private void handOver() {
        handOverScheduled = false;
        if (collecting.size == 1) {
            collecting.wakeOnly();
            return;
        }
        synchronized (this) {
            if (handedOver.size == 0) {
                Batch empty = handedOver;
                handedOver = collecting;
                collecting = empty;
            } else {
                handedOver.addAll(collecting);
            }
        }
        LockSupport.unpark(thread);
    }

    private void run() {
        while (true) {
            synchronized (this) {
                Batch filled = handedOver;
                handedOver = waking;
                waking = filled;
                if (waking.size == 0 && closed) {
                    return;
                }
            }
            if (waking.size == 0) {
                LockSupport.park(this);
            } else {
                waking.wakeAll();
            }
        }
    }

    /// A list that keeps its array when it is emptied.
    private static final class Batch {
        private Wakeable[] entries = new Wakeable[64];
        private int size;

        void add(Wakeable wakeable) {
            if (size == entries.length) {
                entries = java.util.Arrays.copyOf(entries, size * 2);
            }
            entries[size++] = wakeable;
        }

        void addAll(Batch other) {
            for (int i = 0; i < other.size; i++) {
                add(other.entries[i]);
                other.entries[i] = null;
            }
            other.size = 0;
        }

        void wakeOnly() {
            Wakeable only = entries[0];
            entries[0] = null;
            size = 0;
            only.wakeAlone();
        }

        void wakeAll() {
            for (int i = 0; i < size; i++) {
                Wakeable wakeable = entries[i];
                entries[i] = null;
                try {
                    wakeable.wake();
                } catch (RuntimeException | Error e) { // the others want to be woken all the same
                    LOG.log(Level.ERROR, "a thread could not be woken", e);
                }
            }
            size = 0;
        }
    }
}
