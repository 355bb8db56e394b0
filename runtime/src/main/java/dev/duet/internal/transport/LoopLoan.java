package dev.duet.internal.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// Lends an event loop to a virtual thread, its guest, while there is much to do: the guest runs
/// rounds of the loop in turn with the threads that these rounds have made ready. As all of them
/// belong to one scheduler, no platform thread has to be put to sleep and woken for each batch, and
/// what was read is near to the processor that needs it.
///
/// The loop goes back to its own thread when a round finds nothing to do, since only that one can
/// sleep until a channel is ready. Then the guest gets it again, if it had several threads to wake
/// the last time, before anything is read: what comes is read where it is needed. The loop's own
/// thread also takes it back when no turn was taken for some milliseconds, because handlers keep
/// every carrier, and lends it again after a [pause][LoanPause].
///
/// ```
///               lend                take a turn
///      OWN ─────────────▶ BETWEEN ◀─────────────▶ TURN
///       ▲                    │                     │
///       ├────────────────────┘ no turn is taken    │
///       └──────────────────────────────────────────┘ nothing to do
/// ```
///
/// Should the guest lose its carrier within a turn, at a lock that is taken, the loop waits until
/// it has one again; then there is a pause, too.
public final class LoopLoan {
    private static final int OWN = 0;
    private static final int BETWEEN = 1;
    private static final int TURN = 2;

    /// How often the loop's own thread looks whether turns are taken.
    static final long PATIENCE_NANOS = 5_000_000;

    private static final Set<Thread> GUESTS = ConcurrentHashMap.newKeySet();
    private static final VarHandle STATE;
    private static final VarHandle BEATS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(LoopLoan.class, "state", int.class);
            BEATS = lookup.findVarHandle(LoopLoan.class, "beats", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final EventLoop loop;
    private volatile int state = OWN;
    private int beats;
    private volatile Thread guest;

    // Touched by the loop's own thread; the guest reads who that is, in a turn.
    private Thread own;
    private boolean offered;
    private long notBefore;
    private final LoanPause pause = new LoanPause();

    /// Whether the guest has got threads to wake since the loop was offered. Touched by whoever
    /// runs the loop.
    private boolean useful;

    LoopLoan(EventLoop loop) {
        this.loop = loop;
    }

    /// Whether a thread is the guest of any loop, and so must not block. Any thread.
    static boolean isGuest(Thread thread) {
        return GUESTS.contains(thread);
    }

    /// Names the virtual thread to which the loop may be lent. Once.
    public void invite(Thread thread) {
        guest = thread;
        GUESTS.add(thread);
    }

    /// To be called by the guest before it ends.
    public void endInvitation() {
        GUESTS.remove(guest);
        guest = null;
    }

    /// Says that the guest has something to do: the loop is lent to it after this round, or is
    /// already. Loop thread.
    ///
    /// @return false if the loop is not lent, and the guest has to be woken by other means
    public boolean offer() {
        Thread caller = Thread.currentThread();
        if (caller == guest) {
            useful = true;
            return true;
        }
        useful = caller instanceof LoopThread && !CarrierAccess.ON && mayLend();
        offered = useful;
        return offered;
    }

    /// Whether the guest should have the next round that finds a channel ready. The loop's own
    /// thread, between rounds.
    boolean isToBeRenewed() {
        return useful;
    }

    /// Offers the loop again, for a round that finds a channel ready. The loop's own thread,
    /// between rounds.
    ///
    /// @return false if it is not lent
    boolean renew() {
        useful = false;
        offered = mayLend();
        return offered;
    }

    private boolean mayLend() {
        return guest != null && loop.now() >= notBefore;
    }

    /// Lends the loop if it was offered, and waits until it is back. The loop's own thread, between
    /// rounds.
    ///
    /// @return whether it was lent
    boolean lend() {
        if (!offered) {
            return false;
        }
        offered = false;
        own = Thread.currentThread();
        int seen = beats();
        long pauseNanos = 0;
        long lookAt = loop.now() + PATIENCE_NANOS;
        loop.leave();
        state = BETWEEN;
        LockSupport.unpark(guest);
        while (state != OWN) {
            LockSupport.parkNanos(this, PATIENCE_NANOS);
            Thread.interrupted(); // an interrupted thread would not park again
            if (loop.now() < lookAt) {
                continue;
            }
            int now = beats();
            if (now != seen) {
                pause.gotOn(now - seen);
                seen = now;
                pauseNanos = 0;
            } else {
                if (pauseNanos == 0) { // one pause, however often the guest is found like this
                    pauseNanos = pause.next();
                }
                notBefore = loop.now() + pauseNanos;
                STATE.compareAndSet(this, BETWEEN, OWN);
            }
            lookAt = loop.now() + PATIENCE_NANOS;
        }
        pause.gotOn(beats() - seen);
        return true;
    }

    /// Runs a round of the loop, if it is lent. Guest only.
    ///
    /// @return whether it still is
    public boolean takeTurn() {
        if (!STATE.compareAndSet(this, BETWEEN, TURN)) {
            return false;
        }
        beat();
        boolean goOn = false;
        try {
            goOn = loop.runRound(0);
        } catch (Throwable e) { // such as a lack of memory
            loop.report("a round failed", e);
        } finally {
            Thread.interrupted(); // an interrupted thread would not park any more
            loop.leave();
            endTurn(goOn);
        }
        return goOn;
    }

    private void endTurn(boolean goOn) {
        if (goOn) {
            state = BETWEEN;
        } else {
            Thread owner = own; // not ours to read once the loop is given back
            state = OWN;
            LockSupport.unpark(owner);
        }
    }

    /// Notes that the guest gets on, so that the loop is not taken back. Guest only.
    public void beat() {
        BEATS.setOpaque(this, beats + 1);
    }

    private int beats() {
        return (int) BEATS.getOpaque(this);
    }
}
