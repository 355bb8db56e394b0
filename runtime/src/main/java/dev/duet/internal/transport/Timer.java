package dev.duet.internal.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Something to be done on an [EventLoop] at a later time; made by [EventLoop#schedule]. It runs
/// once, unless it was cancelled before.
///
/// A timer made by another thread than the loop's travels to the wheel through the loop's task
/// queue, and so does the wish to take a cancelled one out of it. Both take constant time and
/// neither needs a lock.
public final class Timer extends LoopTask {
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Timer.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /// On the way to the wheel.
    private static final int TRAVELLING = 0;

    /// In the wheel.
    private static final int ARMED = 1;

    /// Fired or cancelled.
    private static final int OVER = 2;

    /// The tick at which this timer fires.
    final long due;

    /// Neighbours in the wheel's slot, and the slot; the wheel's own.
    Timer before;

    Timer after;
    int slot = TimerWheel.NO_SLOT;

    private final EventLoop loop;
    private Runnable action;
    private volatile int state;

    Timer(EventLoop loop, long due, Runnable action) {
        this.loop = loop;
        this.due = due;
        this.action = action;
    }

    /// Sees to it that the timer does not fire any more. Any thread, constant time. What the timer
    /// held on to is released at once.
    ///
    /// @return false if it has fired or was cancelled before
    public boolean cancel() {
        while (true) {
            int now = state;
            if (now == OVER) {
                return false;
            }
            if (STATE.compareAndSet(this, now, OVER)) {
                action = null;
                if (now == ARMED) {
                    loop.disarm(this);
                }
                return true;
            }
        }
    }

    /// Arrives at the loop: as a new timer, or as a cancelled one that is to leave the wheel.
    @Override
    protected void run() {
        loop.arm(this);
    }

    /// Says that the timer is about to be put into the wheel; false if it was cancelled.
    boolean becomeArmed() {
        return STATE.compareAndSet(this, TRAVELLING, ARMED);
    }

    /// Takes what is to be done, once; null if the timer was cancelled.
    Runnable takeAction() {
        if (!STATE.compareAndSet(this, ARMED, OVER)) {
            return null;
        }
        Runnable taken = action;
        action = null;
        return taken;
    }
}
