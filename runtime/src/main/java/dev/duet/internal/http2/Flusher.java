package dev.duet.internal.http2;

import dev.duet.internal.transport.EventLoop;
import dev.duet.internal.transport.FreeThreads;
import dev.duet.internal.transport.Transport;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/// Writes a connection's outbound buffer to its transport.
///
/// Who writes a burst, which begins with the first byte appended to an empty buffer, depends on who
/// begins it, so that what many threads append leaves with one system call:
///
/// - a thread off the loop, while the [Waker] has just woken several of the connection: the waker
///   writes when they have run;
/// - one that was woken alone: the thread by itself, since waking another would take longer;
/// - any other thread: the flusher, a virtual thread, which by the scheduler's order runs after the
///   threads that are ready already;
/// - the event loop, or a thread that it carries: the loop at the end of its round.
///
/// The loop also steps in when a burst was not written for some milliseconds, because call threads
/// that compute without pause keep every carrier.
///
/// ```
///              append               claim                 socket is full
///     IDLE ───────────▶ SCHEDULED ─────────▶ WRITING ───────────────────▶ BLOCKED
///       ▲                                    │     ▲                         │
///       └────────────────────────────────────┘     └─────────────────────────┘
///               nothing is left                   writable, on the loop only
/// ```
///
/// Whoever makes the step to WRITING owns the transport's writing side and the buffer's draining
/// half until the next step.
final class Flusher {
    private static final int IDLE = 0;
    private static final int SCHEDULED = 1;
    private static final int WRITING = 2;
    private static final int BLOCKED = 3;
    private static final int CLOSED = 4;

    /// Writes that another thread makes before it leaves the rest to the flusher.
    private static final int WRITES_FOR_OTHERS = 4;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Flusher.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Connection connection;
    private final Transport transport;
    private final EventLoop loop;
    private final OutboundBuffer buffer;
    private final Runnable writeAtEndOfRound = this::writeIfScheduled;
    private final Runnable watch = this::watch;

    /// Null until it is needed: a connection with a single stream never may.
    private volatile Thread thread;

    private volatile int state = IDLE;

    /// How often it was scheduled, for the loop to see whether anything moves.
    private volatile int bursts;

    private int burstsSeen;
    private volatile boolean watched;

    /// Whether the thread that begins the next burst is likely to be the only one that sends.
    private volatile boolean loneSender;

    /// Whether the waker writes when those that it wakes have run.
    private volatile boolean heldBack;

    /// Until when bursts that begin are left to it.
    private long heldBackUntil;

    Flusher(Connection connection, Transport transport, EventLoop loop, OutboundBuffer buffer) {
        this.connection = connection;
        this.transport = transport;
        this.loop = loop;
        this.buffer = buffer;
    }

    /// Called once after the buffer has ceased to be empty, without locks. Any thread.
    void schedule() {
        if (!STATE.compareAndSet(this, IDLE, SCHEDULED)) {
            return;
        }
        if (loop.atEndOfThisRound(writeAtEndOfRound)) {
            return;
        }
        if (loneSender) {
            loneSender = false;
            writeIfScheduled();
        } else if (heldBack && loop.nanoTime() - heldBackUntil < 0) {
            countBurst();
        } else {
            wakeThread();
        }
    }

    /// Has the next burst written by the thread that begins it. Any thread.
    void expectLoneSender() {
        loneSender = true;
    }

    /// Leaves bursts that begin soon to [#release], which the caller promises to call. The waker
    /// only.
    void holdBack() {
        loneSender = false;
        heldBackUntil = loop.nanoTime() + Limits.HELD_BACK_NANOS;
        heldBack = true;
    }

    /// Writes what was held back. The waker only.
    void release() {
        heldBack = false; // first: who begins a burst from now on schedules the flusher
        writeIfScheduled();
    }

    /// Called when nothing is left to write, under the writer's lock.
    void becomeIdle() {
        STATE.compareAndSet(this, WRITING, IDLE);
    }

    boolean isIdle() {
        return state == IDLE;
    }

    boolean isBlocked() {
        return state == BLOCKED;
    }

    /// Writes what has been appended, unless someone else does so already. Event loop only.
    void writeNow() {
        writeIfScheduled();
    }

    /// The transport has room again. Event loop only.
    void writable() {
        try {
            if (STATE.compareAndSet(this, BLOCKED, WRITING) && drain()) {
                writeForOthers();
            }
        } catch (RuntimeException | Error e) {
            fault(e);
        }
    }

    /// Writes before the end of the round, if what the loop appends would not find room. Event loop
    /// only.
    void writeIfFull() {
        if (!buffer.hasRoom()) { // a glance without the lock
            writeIfScheduled();
        }
    }

    private void schedule(int from) {
        if (STATE.compareAndSet(this, from, SCHEDULED)) {
            wakeThread();
        }
    }

    /// Has the loop look whether the burst gets written.
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // a burst that is not counted is no harm
    private void countBurst() {
        bursts = bursts + 1;
        if (!watched) {
            watched = true;
            loop.schedule(Limits.FLUSH_NANOS, watch);
        }
    }

    /// Starts the thread when it is first needed.
    private void wakeThread() {
        countBurst(); // first, since there may be no memory for a thread
        Thread runner = thread;
        if (runner != null) {
            LockSupport.unpark(runner);
        } else {
            startThread();
        }
    }

    /// Whoever has made the step to SCHEDULED gets here, and the loop may have written in between:
    /// two threads may, at the same time.
    private synchronized void startThread() {
        if (thread == null) {
            Thread fresh = FreeThreads.unstarted("duet-flusher", this::run);
            thread = fresh; // before it runs, so that close() finds it
            fresh.start();
        } else {
            LockSupport.unpark(thread);
        }
    }

    /// Ends the flusher's thread. Any thread.
    void close() {
        int before = (int) STATE.getAndSet(this, CLOSED);
        if (before == BLOCKED) {
            buffer.dropDraining();
        }
        LockSupport.unpark(thread);
    }

    private void run() {
        while (state != CLOSED) {
            if (claim()) {
                writeAll();
            } else {
                LockSupport.park(this);
            }
        }
    }

    private void writeIfScheduled() {
        if (claim()) {
            writeForOthers();
        }
    }

    /// Writes on the event loop or a call's thread, but not for long: if calls keep it busy, the
    /// flusher takes over.
    private void writeForOthers() {
        try {
            for (int i = 0; i < WRITES_FOR_OTHERS; i++) {
                if (!connection.writer().swap()) {
                    connection.drained();
                    return;
                }
                if (!drain()) {
                    return;
                }
            }
        } catch (RuntimeException | Error e) {
            fault(e);
            return;
        }
        schedule(WRITING);
    }

    /// Nothing can be written any more after a fault, such as a lack of memory: the state is not
    /// known.
    private void fault(Throwable e) {
        connection.lost(new IOException("a fault while writing: " + e, e));
    }

    private boolean claim() {
        return STATE.compareAndSet(this, SCHEDULED, WRITING);
    }

    private void writeAll() {
        try {
            while (connection.writer().swap()) {
                if (!drain()) {
                    return;
                }
            }
            connection.drained();
        } catch (RuntimeException | Error e) {
            fault(e);
        }
    }

    /// Writes what the buffer's draining half holds.
    ///
    /// @return false if the rest has to wait, or the connection is lost
    private boolean drain() {
        try {
            if (buffer.writeTo(transport)) {
                return true;
            }
        } catch (IOException e) {
            buffer.dropDraining();
            connection.lost(e);
            return false;
        }
        if (STATE.compareAndSet(this, WRITING, BLOCKED)) {
            transport.requestWrite();
        } else {
            buffer.dropDraining(); // closed meanwhile
        }
        return false;
    }

    /// Looks whether the flusher got to run. Event loop only.
    private void watch() {
        int now = bursts;
        if (now == burstsSeen) {
            writeIfScheduled();
            watched = false;
            if (bursts == now) {
                return;
            }
            watched = true;
        }
        burstsSeen = bursts;
        loop.schedule(Limits.FLUSH_NANOS, watch);
    }
}
