package dev.duet.internal.transport;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/// Looks every few milliseconds whether the loops that carry virtual threads get on. A platform
/// thread of its own, which sleeps while they are idle.
///
/// A loop that is stuck in a virtual thread goes on with another platform thread. One that is stuck
/// in its own work, because it waits for a lock that a virtual thread holds which has to run first,
/// has its virtual threads run beside it. So that a thousand handlers that compute do not become a
/// thousand platform threads, one more is allowed in every ten milliseconds only.
final class LoopWatch {
    private static final long TICK_NANOS = 2_000_000;

    /// After so many ticks without a step a loop is stuck: 2 to 4 milliseconds.
    private static final int STUCK_TICKS = 2;

    /// Ticks after which one more virtual thread may run beside those that are stuck.
    private static final int PATIENCE_TICKS = 5;

    /// Ticks after which the watch sleeps, if nothing happens.
    private static final int IDLE_TICKS = 50;

    private static final List<Watched> ALL = new CopyOnWriteArrayList<>();
    private static volatile Thread thread;
    private static volatile boolean asleep;

    private LoopWatch() {}

    /// Looks after a loop from now on. Any thread.
    static void watch(EventLoop loop) {
        if (!loop.isWatched()) {
            begin(loop);
        }
    }

    private static synchronized void begin(EventLoop loop) {
        if (loop.isWatched()) {
            return;
        }
        if (thread == null) {
            Thread fresh = new Thread(LoopWatch::run, "duet-watch");
            fresh.setDaemon(true);
            fresh.start();
            thread = fresh;
        }
        ALL.add(new Watched(loop));
        loop.setWatched();
    }

    /// Called when there is something to watch: a virtual thread is ready to run on a loop.
    static void beAwake() {
        if (asleep) {
            asleep = false;
            LockSupport.unpark(thread);
        }
    }

    private static void run() {
        int idle = 0;
        while (true) {
            LockSupport.parkNanos(TICK_NANOS);
            Thread.interrupted(); // an interrupted thread would never park again
            idle = lookAtAll() ? 0 : idle + 1;
            if (idle == IDLE_TICKS) {
                asleep = true; // what begins from here on wakes the watch
            } else if (idle > IDLE_TICKS) {
                while (asleep) {
                    LockSupport.park(ALL);
                    Thread.interrupted();
                }
                idle = 0;
            }
        }
    }

    private static boolean lookAtAll() {
        boolean busy = false;
        for (Watched watched : ALL) {
            try {
                busy |= watched.look();
            } catch (Throwable e) { // such as a lack of memory: the others are looked at
                watched.loop.report("the watch could not look after it", e);
                busy = true;
            }
        }
        return busy;
    }

    /// One loop, as it was at the last look.
    private static final class Watched {
        private final EventLoop loop;
        private LoopThread owner;
        private int steps;
        private int stuckTicks;
        private int heldUpTicks;

        private Watched(EventLoop loop) {
            this.loop = loop;
        }

        /// @return whether anything goes on
        private boolean look() {
            LoopScheduler scheduler = loop.scheduler();
            LoopThread now = loop.owner();
            if (loop.isClosed() && !now.isAlive()) {
                ALL.remove(this);
                return false;
            }
            int stepsNow = now.steps();
            boolean moved = now != owner || stepsNow != steps;
            owner = now;
            steps = stepsNow;
            stuckTicks = moved || loop.isSleeping() ? 0 : stuckTicks + 1;
            if (stuckTicks >= STUCK_TICKS) {
                stuckTicks = 0;
                free(scheduler);
            }
            heldUpTicks = scheduler.isHeldUp() && scheduler.hasWaiting() ? heldUpTicks + 1 : 0;
            if (heldUpTicks >= PATIENCE_TICKS) {
                heldUpTicks = 0;
                scheduler.allowMore();
            }
            scheduler.calmDown();
            return moved || !loop.isSleeping() || scheduler.hasWaiting();
        }

        private void free(LoopScheduler scheduler) {
            if (!owner.isCarrying() && !scheduler.hasWaiting() || !scheduler.beginBeside()) {
                return;
            }
            LoopThread stuck = owner;
            int stuckAt = steps;
            Runnable help =
                    () -> {
                        if (stuck.steps() != stuckAt) {
                            scheduler.endBeside(); // it got on meanwhile
                        } else if (!loop.goOnInsteadOf(stuck)) {
                            scheduler.runBeside(stuck);
                        }
                    };
            boolean started = false;
            try {
                loop.newThread(help, LoopThread.BESIDE).start();
                started = true;
            } finally {
                if (!started) {
                    scheduler.endBeside();
                }
            }
        }
    }
}
