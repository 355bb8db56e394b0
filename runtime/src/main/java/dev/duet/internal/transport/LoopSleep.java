package dev.duet.internal.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// How an [EventLoop] waits for channels that are ready, tasks and timers: it looks on for a
/// moment, if it was woken soon the last time, and sleeps.
///
/// To be put to sleep and woken takes a thread, and the one that wakes it, several microseconds
/// each, more than many a message. A peer that answers at once is heard while the loop still looks
/// on. Meanwhile it offers its processor to other threads, and tasks that come need not wake it. It
/// does not look on when it has just worked for long, since more will have gathered by the time it
/// has slept.
final class LoopSleep {
    /// How long the loop looks on before it sleeps.
    static final long LINGER_NANOS = 30_000;

    /// After a longer sleep it does not look on the next time.
    private static final long SHORT_SLEEP_NANOS = 2 * LINGER_NANOS;

    /// Nor after being awake for longer.
    private static final long SHORT_WORK_NANOS = 60_000;

    /// How long the loop waits before it tries again after its selector failed.
    private static final long SELECTOR_PAUSE_NANOS = 10_000_000;

    private static final long AWAKE = -1;
    private static final VarHandle SLEEPS_UNTIL;

    static {
        try {
            SLEEPS_UNTIL =
                    MethodHandles.lookup()
                            .findVarHandle(LoopSleep.class, "sleepsUntil", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final EventLoop loop;
    private final Selector selector;
    private final Consumer<SelectionKey> dispatch = this::dispatch;
    private final Consumer<SelectionKey> pass = key -> woken();

    /// When the sleeping loop wakes by itself, in nanoseconds as the loop counts; [#AWAKE] if it
    /// does not sleep, or if somebody is waking it.
    private volatile long sleepsUntil = AWAKE;

    // Touched by the loop's thread only, in nanoseconds as the loop counts.
    private boolean asleep;
    private long asleepSince;
    private long awakeSince;
    private long slept = Long.MAX_VALUE;

    LoopSleep(EventLoop loop) {
        this.loop = loop;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SelectionKey register(Selectable selectable, int operations) throws ClosedChannelException {
        return selectable.channel().register(selector, operations, selectable);
    }

    /// Whether the loop sleeps. Any thread.
    boolean isSleeping() {
        return sleepsUntil != AWAKE;
    }

    /// Wakes the loop unless it wakes by itself before something is due. Any thread.
    ///
    /// @param dueNanos as the loop counts; anything negative for at once
    void wakeIfDue(long dueNanos) {
        long until = sleepsUntil;
        if (until > dueNanos && SLEEPS_UNTIL.compareAndSet(this, until, AWAKE)) {
            selector.wakeup();
        }
    }

    /// Wakes the loop even if it has not yet gone to sleep. Any thread.
    void wakeAnyhow() {
        selector.wakeup();
    }

    /// Waits, and has ready channels handled. Loop thread.
    ///
    /// @param maxWaitNanos how long at most; the loop's next timer is heeded as well
    /// @return how many were ready
    int await(long maxWaitNanos) {
        return await(maxWaitNanos, dispatch);
    }

    /// Waits for as long as it takes, and leaves ready channels to whoever runs the next round.
    /// Loop thread.
    ///
    /// @return whether one was ready
    boolean awaitChannel() {
        return await(EventLoop.NEVER, pass) > 0;
    }

    private int await(long maxWaitNanos, Consumer<SelectionKey> onReady) {
        try {
            if (maxWaitNanos <= 0 || loop.hasWork()) {
                return selector.selectNow(onReady);
            }
            long now = loop.now();
            long timer = loop.nextTimerNanos();
            long until = maxWaitNanos < timer - now ? now + maxWaitNanos : timer;
            if (until <= now) {
                return selector.selectNow(onReady);
            }
            if (maxWaitNanos == EventLoop.NEVER && soonWoken(now)) {
                int ready = linger(Math.min(until, now + LINGER_NANOS), onReady);
                now = loop.now();
                if (ready > 0 || loop.hasWork() || until <= now) {
                    return ready;
                }
            }
            return sleep(now, until, onReady);
        } catch (IOException | RuntimeException e) {
            loop.report("the selector failed", e);
            LockSupport.parkNanos(SELECTOR_PAUSE_NANOS);
            return 0;
        }
    }

    /// Notes that the loop was lent and is back. Loop thread, which has not worked meanwhile: it
    /// may look on.
    void resume() {
        awakeSince = loop.now();
    }

    private boolean soonWoken(long now) {
        return slept < SHORT_SLEEP_NANOS && now - awakeSince < SHORT_WORK_NANOS;
    }

    private int linger(long until, Consumer<SelectionKey> onReady) throws IOException {
        int ready;
        long now;
        do {
            Thread.yield();
            awakeSince = now = loop.now();
            ready = selector.selectNow(onReady);
        } while (ready == 0 && now < until && !loop.hasWork() && !loop.isClosed());
        if (now - until > LINGER_NANOS) {
            slept = Long.MAX_VALUE; // others use the processor: who sleeps gets it sooner
        }
        return ready;
    }

    private int sleep(long now, long until, Consumer<SelectionKey> onReady) throws IOException {
        sleepsUntil = until;
        if (loop.hasWork() || loop.isClosed()) {
            // Came after the last look and before anybody could see that the loop sleeps.
            sleepsUntil = AWAKE;
            return selector.selectNow(onReady);
        }
        long millis = until == EventLoop.NEVER ? 0 : (until - now + 999_999) / 1_000_000;
        asleep = true;
        asleepSince = now;
        try {
            return selector.select(onReady, millis);
        } finally {
            woken();
        }
    }

    /// Notes that the loop sleeps no more, before it handles anything.
    private void woken() {
        if (asleep) {
            asleep = false;
            sleepsUntil = AWAKE;
            awakeSince = loop.now();
            slept = awakeSince - asleepSince;
        }
    }

    private void dispatch(SelectionKey key) {
        woken();
        Selectable selectable = (Selectable) key.attachment();
        try {
            if (key.isValid()) {
                selectable.ready(key);
            }
        } catch (CancelledKeyException e) {
            // Closed by another thread between the two lines above.
            selectable.close();
        } catch (Throwable e) {
            loop.report("a handler failed", e);
            selectable.close();
        }
    }

    /// Closes the channels registered, and the selector. Loop thread.
    void close() {
        for (SelectionKey key : selector.keys()) {
            ((Selectable) key.attachment()).close();
        }
        try {
            selector.close();
        } catch (IOException e) {
            loop.report("closing the selector failed", e);
        }
    }
}
