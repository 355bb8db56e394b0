package dev.duet.internal.http2;

import dev.duet.internal.log.LazyLogger;
import dev.duet.internal.transport.EventLoop;
import dev.duet.internal.transport.FreeThreads;
import dev.duet.internal.transport.LoopLoan;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/// Wakes the threads that an event loop has something for.
///
/// Unparking a virtual thread from a platform thread costs a trip through the scheduler's shared
/// queue, often with a system call to wake a carrier. So the loop collects whom it has to wake
/// while it handles one round of readable sockets, and hands them over with a single unpark. The
/// waker is a virtual thread itself: it unparks from inside the scheduler, where that is a push on
/// a local queue. A round that wakes a single thread wakes it directly, which saves the hop.
///
/// It wakes in portions, and gives way after each: by the scheduler's order those that it has woken
/// run first, while what it has touched of them is still in the cache. Then it writes what they
/// have sent. A flusher woken by the first of them would run on a carrier that has nothing else to
/// do, and write almost every message by itself.
public final class Waker {
    private static final LazyLogger LOG = new LazyLogger(Waker.class);

    /// How many threads run between two writes, if there are so many.
    private static final int PORTION = 256;

    /// For how many connections it writes after a portion.
    private static final int MAX_HELD_BACK = 8;

    private final EventLoop loop;
    private final LoopLoan loan;
    private final Thread thread;

    /// Touched by the loop only.
    private Batch collecting = new Batch();

    private boolean handOverScheduled;

    /// Guarded by `this`.
    private Batch handedOver = new Batch();

    private boolean closed;

    /// Touched by the waker's thread only.
    private Batch waking = new Batch();

    /// Connections that several of the woken threads may send on, and whose flushers are held back
    /// meanwhile. The others have theirs: this thread should not write for many while nobody is
    /// woken.
    private final Connection[] heldBack = new Connection[MAX_HELD_BACK];

    private int heldBackCount;
    private Connection lastExpected;

    /// Whether the loop was lent to this thread at its last turn.
    private boolean lent;

    /// Creates the waker of a loop and starts its thread.
    ///
    /// @param loop the loop whose wake-ups this collects
    public Waker(EventLoop loop) {
        this.loop = loop;
        this.loan = loop.loan();
        this.thread = FreeThreads.unstarted("duet-waker", this::run);
        loan.invite(thread);
        thread.start();
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
            collecting.size = 0;
            wakeAlone(collecting.take(0));
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
        if (!loan.offer()) {
            LockSupport.unpark(thread);
        }
    }

    private static void wakeAlone(Wakeable wakeable) {
        Connection connection = wakeable.connection();
        if (connection != null) {
            connection.expectLoneSender();
        }
        wakeable.wake();
    }

    private void run() {
        try {
            while (!mayEnd()) {
                if (takeHandedOver()) {
                    wakeAll();
                } else if (lent) {
                    Thread.yield(); // to a thread that was woken alone
                } else {
                    Thread.interrupted(); // an interrupted thread would not park
                    LockSupport.park(this);
                }
                lent = loan.takeTurn();
            }
        } finally {
            loan.endInvitation();
        }
    }

    private synchronized boolean takeHandedOver() {
        Batch filled = handedOver;
        handedOver = waking;
        waking = filled;
        return waking.size > 0;
    }

    private synchronized boolean mayEnd() {
        return closed && !lent && handedOver.size == 0;
    }

    private void wakeAll() {
        for (int from = 0; from < waking.size; from += PORTION) {
            int to = Math.min(from + PORTION, waking.size);
            loan.beat();
            for (int i = from; i < to; i++) {
                expectSenders(i, to);
                Wakeable wakeable = waking.take(i);
                try {
                    wakeable.wake();
                } catch (RuntimeException | Error e) { // the others want to be woken all the same
                    LOG.get().log(Level.ERROR, "a thread could not be woken", e);
                }
            }
            letThemRun();
        }
        waking.size = 0;
    }

    /// Prepares a connection for those that are woken next: entries of a connection lie side by
    /// side, as they come from one read.
    private void expectSenders(int index, int end) {
        Connection connection = waking.connection(index);
        if (connection == null || connection == lastExpected) {
            return;
        }
        lastExpected = connection;
        if (index + 1 == end || waking.connection(index + 1) != connection) {
            connection.expectLoneSender();
        } else if (heldBackCount < heldBack.length) {
            heldBack[heldBackCount++] = connection;
            connection.expectSenders();
        }
    }

    private void letThemRun() {
        Thread.yield();
        lastExpected = null;
        while (heldBackCount > 0) {
            Connection connection = heldBack[--heldBackCount];
            heldBack[heldBackCount] = null;
            try {
                connection.sendersHaveRun();
            } catch (RuntimeException | Error e) {
                LOG.get().log(Level.ERROR, "what was held back could not be written", e);
            }
        }
    }

    /// A list that keeps its array when it is emptied.
    private static final class Batch {
        private Wakeable[] entries = new Wakeable[64];
        private int size;

        void add(Wakeable wakeable) {
            if (size == entries.length) {
                entries = Arrays.copyOf(entries, size * 2);
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

        Connection connection(int index) {
            return entries[index].connection();
        }

        Wakeable take(int index) {
            Wakeable result = entries[index];
            entries[index] = null;
            return result;
        }
    }
}
