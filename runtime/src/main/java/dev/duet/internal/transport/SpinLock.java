package dev.duet.internal.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A lock for a few steps, among which there is no waiting and no other lock. Not reentrant.
///
/// Who finds it taken spins. At a monitor a virtual thread would lose its carrier, and would have
/// to wait for another one while handlers compute; and with it whoever needs what it holds, such as
/// a connection's writer lock.
public final class SpinLock {
    private static final int TRIES_BEFORE_YIELD = 64;
    private static final VarHandle TAKEN;

    static {
        try {
            TAKEN = MethodHandles.lookup().findVarHandle(SpinLock.class, "taken", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile boolean taken;

    /// Takes the lock.
    public void lock() {
        for (int tries = 1; !TAKEN.compareAndSet(this, false, true); tries++) {
            if (tries % TRIES_BEFORE_YIELD == 0 && !Thread.currentThread().isVirtual()) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
    }

    /// Releases the lock, on the thread that has taken it.
    public void unlock() {
        TAKEN.setRelease(this, false);
    }
}
