package dev.duet.internal.transport;

/// The timers of one loop: a hierarchy of wheels with 64 slots each. A slot of the lowest level is
/// one tick wide, a slot of the next one 64 ticks, and so on. A timer lies in the level of the
/// highest bit in which its due tick differs from the current one, and moves down when time reaches
/// its slot. Adding and removing take constant time, and one word of bits per level tells where the
/// next timer is. Timers due at the same tick fire in the order in which they were added.
///
/// Loop thread only.
final class TimerWheel {
    static final int NO_SLOT = -1;

    private static final int BITS = 6;
    private static final int SLOTS = 1 << BITS;
    private static final int MASK = SLOTS - 1;

    /// Enough for every positive number of milliseconds that fits into nanoseconds in a `long`.
    private static final int LEVELS = 8;

    /// Two slots outside the levels for timers that were due when they were added: while those of
    /// one fire, new ones go to the other.
    private static final int DUE = LEVELS * SLOTS;

    private final Timer[] first = new Timer[DUE + 2];
    private final Timer[] last = new Timer[DUE + 2];
    private final long[] occupied = new long[LEVELS];
    private int due = DUE;
    private long now;

    /// Adds a timer. One that is due already fires at the next [#advance].
    void add(Timer timer) {
        append(timer, slotOf(timer.due));
    }

    /// Takes a timer out, if it is in.
    void remove(Timer timer) {
        if (timer.slot != NO_SLOT) {
            unlink(timer);
        }
    }

    /// The tick at which [#advance] has something to do; `Long.MAX_VALUE` if there is no timer.
    /// With timers far away this may be earlier than the first of them.
    long next() {
        return first[due] != null ? now : nextInLevels();
    }

    /// Lets time go on to `tick` and fires every timer that is due by then, in order. Timers that
    /// are added meanwhile and are due already wait for the next call.
    ///
    /// @return whether a timer fired
    boolean advance(long tick, EventLoop loop) {
        int firing = due;
        due = firing == DUE ? DUE + 1 : DUE;
        boolean fired = fireOrMoveDown(firing, loop);
        for (long next = nextInLevels(); next <= tick; next = nextInLevels()) {
            int slot = slotOf(next);
            now = next;
            fired |= fireOrMoveDown(slot, loop);
        }
        now = Math.max(now, tick);
        return fired;
    }

    /// Empties a slot whose first tick has come: no timer can be added to it meanwhile.
    private boolean fireOrMoveDown(int slot, EventLoop loop) {
        boolean fired = false;
        for (Timer timer = first[slot]; timer != null; timer = first[slot]) {
            unlink(timer);
            if (timer.due > now) {
                add(timer);
            } else {
                fired |= loop.fire(timer);
            }
        }
        return fired;
    }

    private long nextInLevels() {
        for (int level = 0; level < LEVELS; level++) {
            if (occupied[level] != 0) {
                long slot = Long.numberOfTrailingZeros(occupied[level]);
                int shift = level * BITS;
                long start = now >>> (shift + BITS) << (shift + BITS);
                return start + (slot << shift);
            }
        }
        return Long.MAX_VALUE;
    }

    private int slotOf(long tick) {
        if (tick <= now) {
            return due;
        }
        int level = (63 - Long.numberOfLeadingZeros(now ^ tick)) / BITS;
        return level * SLOTS + (int) (tick >>> (level * BITS) & MASK);
    }

    private void append(Timer timer, int slot) {
        Timer end = last[slot];
        timer.slot = slot;
        timer.before = end;
        last[slot] = timer;
        if (end != null) {
            end.after = timer;
            return;
        }
        first[slot] = timer;
        if (slot < DUE) {
            occupied[slot / SLOTS] |= 1L << (slot & MASK);
        }
    }

    private void unlink(Timer timer) {
        int slot = timer.slot;
        if (timer.before == null) {
            first[slot] = timer.after;
        } else {
            timer.before.after = timer.after;
        }
        if (timer.after == null) {
            last[slot] = timer.before;
        } else {
            timer.after.before = timer.before;
        }
        timer.before = null;
        timer.after = null;
        timer.slot = NO_SLOT;
        if (first[slot] == null && slot < DUE) {
            occupied[slot / SLOTS] &= ~(1L << (slot & MASK));
        }
    }
}
