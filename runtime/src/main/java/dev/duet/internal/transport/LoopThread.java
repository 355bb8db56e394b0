package dev.duet.internal.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A platform thread of an event loop. Nothing may block it, except a virtual thread that it
/// carries.
///
/// While it carries one, the loop can be taken from it, if that takes too long:
///
/// ```
///                 mount                       takeLoopFrom
///     LOOPING ─────────────▶ CARRYING ─────────────────────────▶ BESIDE
///        ▲                    │    ▲
///        └────────────────────┘    └── enter, leave: what is carried uses the loop
///              unmount
/// ```
///
/// After BESIDE the thread goes on with what it carries and ends; the loop has another one. That
/// one begins BESIDE as well, and takes the loop itself.
final class LoopThread extends Thread {
    static final int LOOPING = 0;
    static final int CARRYING = 1;
    static final int BESIDE = 2;

    private static final VarHandle STATE;
    private static final VarHandle STEPS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(LoopThread.class, "state", int.class);
            STEPS = lookup.findVarHandle(LoopThread.class, "steps", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final EventLoop loop;
    private int state;
    private int steps;

    /// @param loop the loop that it belongs to
    /// @param task what it does
    /// @param name its name
    /// @param state [#LOOPING] if it is to run the loop, [#BESIDE] if virtual threads only
    LoopThread(EventLoop loop, Runnable task, String name, int state) {
        super(task, name);
        this.loop = loop;
        this.state = state;
        setDaemon(true);
    }

    /// The loop's thread that runs the caller, or carries it; null if there is none.
    static LoopThread current() {
        return CarrierAccess.carrier() instanceof LoopThread thread ? thread : null;
    }

    EventLoop loop() {
        return loop;
    }

    /// Notes that it gets on. This thread only.
    void step() {
        STEPS.setOpaque(this, steps + 1);
    }

    /// Changes whenever the thread gets on. Any thread.
    int steps() {
        return (int) STEPS.getOpaque(this);
    }

    /// Whether it carries a virtual thread. Any thread.
    boolean isCarrying() {
        return (int) STATE.getAcquire(this) == CARRYING;
    }

    /// Whether it still runs the loop. Any thread.
    boolean runsLoop() {
        return (int) STATE.getAcquire(this) != BESIDE;
    }

    /// Carries a virtual thread until it gives way. This thread only, which runs the loop.
    ///
    /// @return whether it still runs the loop
    boolean mount(Runnable continuation) {
        step();
        STATE.setRelease(this, CARRYING);
        loop.scheduler().runGuarded(continuation);
        // LOOPING already, if it gave way by making itself ready again, through enter().
        return (int) STATE.compareAndExchange(this, CARRYING, LOOPING) != BESIDE;
    }

    /// Begins a use of what belongs to the loop alone. The loop is not taken away before [#leave].
    /// This thread only, or what it carries.
    ///
    /// @return false if the loop has been taken away
    boolean enter() {
        return state == LOOPING || STATE.compareAndSet(this, CARRYING, LOOPING);
    }

    /// Ends what [#enter] has begun.
    ///
    /// @param carried whether the caller is a virtual thread
    void leave(boolean carried) {
        if (carried) {
            STATE.setRelease(this, CARRYING);
        }
    }

    /// Takes the loop from a thread that carries a virtual one. This thread only, which is BESIDE.
    ///
    /// @return whether this thread runs the loop now
    boolean takeLoopFrom(LoopThread other) {
        if (!STATE.compareAndSet(other, CARRYING, BESIDE)) {
            return false;
        }
        STATE.setRelease(this, LOOPING);
        return true;
    }
}
