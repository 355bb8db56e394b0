package dev.duet.internal.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/// Runs virtual threads on an event loop's own thread, between reading and writing: a message then
/// reaches its handler without a change of the platform thread, and what handlers answer leaves
/// with one write at the end of the round.
///
/// A handler may do anything that it may do elsewhere. If it keeps the loop's thread for
/// milliseconds, computing or blocked in a way that does not give way, [LoopWatch] lets the loop go
/// on with another thread beside it.
///
/// Ready threads are kept in a ring, under a lock that only the loop's thread takes unless it is
/// stuck.
public final class LoopScheduler implements Executor {
    /// More threads than this never run beside a loop.
    private static final int MAX_BESIDE = 256;

    private static final VarHandle GUARD;

    static {
        try {
            GUARD = MethodHandles.lookup().findVarHandle(LoopScheduler.class, "guard", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final EventLoop loop;

    /// What other threads have made ready.
    private final TaskQueue arrived = new TaskQueue();

    /// 1 while somebody uses the ring.
    private int guard;

    private Runnable[] ring = new Runnable[64];
    private int head;
    private int size;

    /// Threads that run beside the loop's own.
    private final AtomicInteger beside = new AtomicInteger();

    /// The loop's own thread runs nothing while so many run beside it.
    private volatile int enough = 1;

    LoopScheduler(EventLoop loop) {
        this.loop = loop;
    }

    /// To be called before a server starts.
    ///
    /// @throws IllegalStateException if virtual threads are to run on event loops, and this Java
    ///   does not let them
    public static void check() {
        CarrierAccess.check();
    }

    /// Makes a virtual thread that runs on this loop. Any thread.
    ///
    /// @param name its name
    /// @param task what it does
    /// @return the thread, not started
    public Thread newThread(String name, Runnable task) {
        LoopWatch.watch(loop);
        return CarrierAccess.newThread(this, name, task);
    }

    /// Has a virtual thread go on: called by the thread itself when it is started or unparked.
    @Override
    public void execute(Runnable continuation) {
        LoopThread carrier = LoopThread.current();
        if (carrier != null && carrier.loop() == loop && carrier.enter()) {
            try {
                add(continuation);
            } finally {
                carrier.leave(Thread.currentThread() != carrier);
            }
        } else {
            arrived.push(new Arrival(continuation));
            loop.wake();
        }
        LoopWatch.beAwake(); // the loop may be stuck, or not allowed to run it now
    }

    /// Whether [#run] would find something to do. The loop's thread only.
    boolean isReady() {
        return (!arrived.isEmpty() || size > 0) && mayRun();
    }

    /// Whether a virtual thread waits to run. Any thread.
    boolean hasWaiting() {
        if (!arrived.isEmpty()) {
            return true;
        }
        lock();
        try {
            return size > 0;
        } finally {
            unlock();
        }
    }

    /// Runs the virtual threads that are ready now; not those that become ready meanwhile. The
    /// loop's thread only.
    ///
    /// @param carrier the calling thread, or null if it is not one of the loop's
    /// @return how many it ran; -1 if the loop has been taken from the thread
    int run(LoopThread carrier) {
        takeArrived();
        int count = size;
        if (count == 0 || !mayRun()) {
            return 0;
        }
        for (int i = 0; i < count; i++) {
            Runnable continuation = poll();
            if (continuation == null) {
                return i;
            }
            if (!carrier.mount(continuation)) {
                endBeside();
                return -1;
            }
        }
        return count;
    }

    void runGuarded(Runnable continuation) {
        try {
            continuation.run();
        } catch (Throwable e) {
            loop.report("a virtual thread could not go on", e);
        }
    }

    // ---- what runs beside the loop's thread

    /// Notes that a further thread is to run beside the loop's own.
    ///
    /// @return false if there are too many
    boolean beginBeside() {
        if (beside.getAndIncrement() < MAX_BESIDE) {
            return true;
        }
        beside.decrementAndGet();
        return false;
    }

    /// Takes back [#beginBeside], or ends it.
    void endBeside() {
        beside.decrementAndGet();
        loop.wake();
    }

    /// Runs virtual threads beside a loop whose thread is stuck, until it gets on.
    ///
    /// @param stuck the loop's thread
    void runBeside(LoopThread stuck) {
        int steps = stuck.steps();
        try {
            takeArrived();
            Runnable continuation = poll();
            while (continuation != null) {
                runGuarded(continuation);
                continuation = stuck.steps() == steps ? poll() : null;
            }
        } finally {
            endBeside();
        }
    }

    /// Whether nothing runs because enough runs beside the loop.
    boolean isHeldUp() {
        return !mayRun();
    }

    /// Lets the loop's thread run virtual threads although others are stuck beside it.
    void allowMore() {
        enough = Math.min(MAX_BESIDE, beside.get() + 1);
        loop.wake();
    }

    /// Goes back to one at a time, once nothing is stuck any more.
    void calmDown() {
        if (enough > 1 && beside.get() == 0) {
            enough = 1;
        }
    }

    private boolean mayRun() {
        return beside.get() < enough;
    }

    // ---- the ring

    private void takeArrived() {
        LoopTask arrival = arrived.takeAll();
        try {
            while (arrival != null) {
                add(((Arrival) arrival).continuation);
                arrival = arrival.next;
            }
        } finally {
            while (arrival != null) { // there was no memory for it
                LoopTask following = arrival.next;
                arrived.push(arrival);
                arrival = following;
            }
        }
    }

    private void add(Runnable continuation) {
        lock();
        try {
            if (size == ring.length) {
                grow();
            }
            ring[(head + size++) & (ring.length - 1)] = continuation;
        } finally {
            unlock();
        }
    }

    private Runnable poll() {
        lock();
        try {
            if (size == 0) {
                return null;
            }
            Runnable continuation = ring[head];
            ring[head] = null;
            head = (head + 1) & (ring.length - 1);
            size--;
            return continuation;
        } finally {
            unlock();
        }
    }

    private void grow() {
        Runnable[] larger = new Runnable[2 * size];
        for (int i = 0; i < size; i++) {
            larger[i] = ring[(head + i) & (size - 1)];
        }
        ring = larger;
        head = 0;
    }

    /// Held for a few instructions, and never while anything waits.
    private void lock() {
        while (!GUARD.compareAndSet(this, 0, 1)) {
            Thread.onSpinWait();
        }
    }

    private void unlock() {
        GUARD.setRelease(this, 0);
    }

    /// What another thread has made ready.
    private static final class Arrival extends LoopTask {
        private final Runnable continuation;

        Arrival(Runnable continuation) {
            this.continuation = continuation;
        }

        @Override
        protected void run() {
            throw new AssertionError("it is taken out of its queue and mounted");
        }
    }
}
