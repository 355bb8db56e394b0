package dev.duet.internal.transport;

import dev.duet.internal.log.LazyLogger;

import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.util.Arrays;
import java.util.function.LongSupplier;

/// One thread that serves many transports: it waits until one of them is ready, a timer is due or a
/// task arrives, deals with all that, and waits again. Nothing on it may block.
///
/// A round is: ready channels, tasks that arrived, due timers, virtual threads if the loop carries
/// some, end-of-round tasks. What a task queues belongs to the next round. A round makes no garbage
/// of its own. Whatever throws in it is logged, and the loop goes on.
///
/// [#start] gives the loop its thread. A test instead calls [#runRound] on its own thread with a
/// clock of its own: everything but sockets is then deterministic.
public final class EventLoop implements AutoCloseable {
    private static final LazyLogger LOG = new LazyLogger(EventLoop.class);

    /// The size of [#readBuffer].
    public static final int READ_BUFFER_SIZE = 128 * 1024;

    /// The width of a timer's tick: timers fire up to this much late, never early.
    static final long TICK_NANOS = 1_000_000;

    /// How many unused pages a loop keeps: 16 MiB.
    private static final int RETAINED_PAGES = 512;

    /// How many unused small pages: 4 MiB.
    private static final int RETAINED_SMALL_PAGES = 4096;

    /// So many waiting tasks wake the loop even if none of them is urgent (timers of the far
    /// future, or cancelled ones, which only take up memory).
    private static final int MANY_TASKS = 1024;

    /// When a task is due that the loop must run at once.
    private static final long AT_ONCE = -1;

    /// A time that does not come.
    static final long NEVER = Long.MAX_VALUE;

    private final String name;
    private final LongSupplier clock;
    private final long origin;
    private final LoopSleep sleep;
    private final TaskQueue tasks = new TaskQueue();
    private final TimerWheel timers = new TimerWheel();
    private final LoopScheduler scheduler = new LoopScheduler(this);
    private final LoopLoan loan = new LoopLoan(this);
    private final HandlerClock handlerClock = new HandlerClock(this);
    private final BufferPool pages = new BufferPool(RETAINED_PAGES, RETAINED_SMALL_PAGES);

    private Runnable[] endOfRound = new Runnable[16];
    private Runnable[] endOfThisRound = new Runnable[16];
    private int endOfRoundCount;
    private ByteBuffer readBuffer;
    private byte[] scratch = {};

    private volatile Thread thread;
    private volatile boolean closed;
    private volatile boolean watched;
    private boolean started;

    /// Makes a loop that does not run yet.
    ///
    /// @param name the name of its thread
    /// @param nanoClock the time in nanoseconds, from any origin, never going back
    public EventLoop(String name, LongSupplier nanoClock) {
        this.name = name;
        this.clock = nanoClock;
        this.origin = nanoClock.getAsLong();
        this.sleep = new LoopSleep(this);
    }

    /// Gives the loop a daemon thread to run on, unless it has one.
    public synchronized void start() {
        if (!started && !closed) {
            started = true;
            LoopThread runner = newThread(this::run, LoopThread.LOOPING);
            thread = runner;
            runner.start();
        }
    }

    /// Goes on with the loop on the calling thread, because its own is busy with a virtual thread
    /// that it carries; unless it is not any more. [LoopWatch] only.
    ///
    /// @return whether the caller had the loop, until its end or until it was taken from it, too
    boolean goOnInsteadOf(LoopThread stuck) {
        LoopThread own = (LoopThread) Thread.currentThread();
        if (!own.takeLoopFrom(stuck)) {
            return false;
        }
        thread = own;
        run();
        return true;
    }

    /// Makes a thread for this loop, or for virtual threads beside it; see [LoopThread].
    LoopThread newThread(Runnable task, int state) {
        return new LoopThread(this, task, name, state);
    }

    /// Queues a task; tasks run in the order in which they were queued. After [#close] it is
    /// dropped. Any thread.
    public void execute(Runnable task) {
        enqueue(new OneTask(task), AT_ONCE);
    }

    /// Queues a task that is not queued already. Any thread.
    public void signal(LoopTask task) {
        if (task.markQueued()) {
            enqueue(task, AT_ONCE);
        }
    }

    /// Whether the caller is the thread that runs this loop.
    public boolean inLoop() {
        return thread == Thread.currentThread();
    }

    /// What runs virtual threads on this loop.
    public LoopScheduler scheduler() {
        return scheduler;
    }

    /// Whether this loop can run virtual threads, and is to.
    public boolean carriesThreads() {
        return CarrierAccess.ON && thread instanceof LoopThread;
    }

    /// Whether the caller is a virtual thread that runs on this loop. It may block: then others
    /// run.
    public boolean carriesCaller() {
        if (!CarrierAccess.ON || !Thread.currentThread().isVirtual()) {
            return false;
        }
        LoopThread carrier = LoopThread.current();
        return carrier != null && carrier.loop() == this;
    }

    /// To be called before the current thread waits for something that an event loop has to bring
    /// about.
    ///
    /// @throws IllegalStateException if the thread is an event loop's
    public static void checkMayBlock() {
        Thread caller = Thread.currentThread();
        if (caller instanceof LoopThread || caller.isVirtual() && LoopLoan.isGuest(caller)) {
            throw new IllegalStateException(
                    "this would block the event loop: a handler that runs there must not wait");
        }
    }

    /// Lends this loop to a virtual thread while there is much to do.
    public LoopLoan loan() {
        return loan;
    }

    /// Times the handlers that run on this loop. Loop thread.
    public HandlerClock handlerClock() {
        return handlerClock;
    }

    /// The time on the loop's clock.
    public long nanoTime() {
        return clock.getAsLong();
    }

    /// Runs `onLoop` on the loop after the delay: never earlier, and at most a millisecond later if
    /// the loop is not busy. Any thread.
    public Timer schedule(long delayNanos, Runnable onLoop) {
        long now = now();
        long dueNanos =
                delayNanos > NEVER - now - TICK_NANOS
                        ? NEVER - TICK_NANOS
                        : now + Math.max(delayNanos, 0);
        long due = delayNanos <= 0 ? now / TICK_NANOS : (dueNanos + TICK_NANOS - 1) / TICK_NANOS;
        Timer timer = new Timer(this, due, onLoop);
        if (inLoop()) {
            arm(timer);
        } else {
            enqueue(timer, due * TICK_NANOS);
        }
        return timer;
    }

    /// Runs `once` after everything else of this round. Loop thread.
    public void atEndOfRound(Runnable once) {
        assert inLoop();
        addToEndOfRound(once);
    }

    /// Does the same as [#atEndOfRound] if the caller is the loop's thread, or a virtual thread
    /// that it carries.
    ///
    /// @return false if not: `once` will not be run
    public boolean atEndOfThisRound(Runnable once) {
        LoopThread carrier = LoopThread.current();
        if (carrier == null) {
            return inLoop() && addToEndOfRound(once);
        }
        if (carrier.loop() != this || !carrier.enter()) {
            return false;
        }
        try {
            return addToEndOfRound(once);
        } finally {
            carrier.leave(Thread.currentThread() != carrier);
        }
    }

    private boolean addToEndOfRound(Runnable once) {
        if (endOfRoundCount == endOfRound.length) {
            endOfRound = Arrays.copyOf(endOfRound, endOfRoundCount * 2);
        }
        endOfRound[endOfRoundCount++] = once;
        return true;
    }

    /// The loop's own buffer, for use while a handler runs. Loop thread.
    public ByteBuffer readBuffer() {
        assert inLoop();
        if (readBuffer == null) {
            readBuffer = ByteBuffer.allocateDirect(READ_BUFFER_SIZE);
        }
        return readBuffer.clear();
    }

    /// An array for bytes that are used at once. Loop thread.
    ///
    /// @param atLeast how long it has to be
    public byte[] scratch(int atLeast) {
        assert inLoop();
        if (scratch.length < atLeast) {
            scratch = new byte[Math.max(atLeast, READ_BUFFER_SIZE / 8)];
        }
        return scratch;
    }

    /// Whether no task waits and no timer is set. Loop thread.
    public boolean isIdle() {
        return tasks.isEmpty() && endOfRoundCount == 0 && timers.next() == NEVER;
    }

    /// The pages for outbound data of this loop's transports. Any thread.
    public BufferPool pages() {
        return pages;
    }

    /// Ends the loop after the tasks queued so far, and closes the channels registered with it. Any
    /// thread; does not wait.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (started) {
            sleep.wakeAnyhow();
        } else {
            shutDown();
        }
    }

    /// Runs one round on the calling thread, which becomes the loop's thread. For loops that were
    /// not started, and those that are lent.
    ///
    /// @param maxWaitNanos how long to wait, in real time, if there is nothing to do
    /// @return whether there was something to do
    public boolean runRound(long maxWaitNanos) {
        if (closed) {
            return false;
        }
        if (!inLoop()) {
            thread = Thread.currentThread();
        }
        boolean busy = sleep.await(maxWaitNanos) > 0;
        busy |= runTasks(); // first, since timers of other threads arrive as tasks
        handlerClock.rest();
        busy |= timers.advance(now() / TICK_NANOS, this);
        int carried = runVirtualThreads();
        if (carried < 0) {
            return true; // another thread is in this loop now
        }
        busy |= carried > 0;
        busy |= runEndOfRound();
        handlerClock.rest();
        return busy;
    }

    /// Registers a channel for the given operations. Loop thread.
    SelectionKey register(Selectable selectable, int operations) throws ClosedChannelException {
        return sleep.register(selectable, operations);
    }

    /// The thread that runs it, or will. Of a loop that was started.
    LoopThread owner() {
        return (LoopThread) thread;
    }

    /// Whether it waits for something to do. Any thread.
    boolean isSleeping() {
        return sleep.isSleeping();
    }

    /// Called between rounds when another thread is to run the next one.
    void leave() {
        thread = null;
    }

    boolean isClosed() {
        return closed;
    }

    boolean isWatched() {
        return watched;
    }

    void setWatched() {
        watched = true;
    }

    /// Puts a timer that was just made into the wheel, or takes a cancelled one out. Loop thread.
    void arm(Timer timer) {
        if (timer.becomeArmed()) {
            timers.add(timer);
        } else {
            timers.remove(timer);
        }
    }

    /// Takes a cancelled timer out of the wheel, now or soon. Any thread.
    void disarm(Timer timer) {
        if (inLoop()) {
            timers.remove(timer);
        } else {
            enqueue(timer, NEVER);
        }
    }

    /// Runs what a due timer holds; false if it was cancelled.
    boolean fire(Timer timer) {
        Runnable action = timer.takeAction();
        if (action == null) {
            return false;
        }
        runGuarded(action);
        return true;
    }

    /// Logs what user code of this package threw.
    void report(String what, Throwable thrown) {
        LOG.get().log(Level.ERROR, name + ": " + what, thrown);
    }

    private void run() {
        LoopThread own = (LoopThread) Thread.currentThread();
        while (!closed && own.runsLoop()) {
            own.step();
            runOwnRound();
            if (loan.lend()) {
                sleep.resume();
            }
            Thread.interrupted(); // an interrupted thread would never sleep in select again
        }
        if (own.runsLoop()) {
            shutDown();
        }
    }

    /// Runs a round, or offers it to the loop's guest, who had the last ones and much to do there.
    private void runOwnRound() {
        if (!loan.isToBeRenewed()) {
            runRound(NEVER);
        } else if (!sleep.awaitChannel() || !loan.renew()) {
            runRound(0);
        }
    }

    private void shutDown() {
        thread = Thread.currentThread();
        runTasks();
        sleep.close();
    }

    /// @param dueNanos when the loop must run the task at the latest
    private void enqueue(LoopTask task, long dueNanos) {
        if (closed) {
            return;
        }
        sleep.wakeIfDue(tasks.push(task) < MANY_TASKS ? dueNanos : AT_ONCE);
    }

    /// Has the loop look for what there is to do. Any thread.
    void wake() {
        sleep.wakeIfDue(AT_ONCE);
    }

    /// Nanoseconds since the loop was made.
    long now() {
        return clock.getAsLong() - origin;
    }

    /// When the next timer is due, as [#now] counts.
    long nextTimerNanos() {
        long tick = timers.next();
        return tick > NEVER / TICK_NANOS ? NEVER : tick * TICK_NANOS;
    }

    /// Whether there is something to do that needs no channel.
    boolean hasWork() {
        return endOfRoundCount > 0 || !tasks.isEmpty() || scheduler.isReady();
    }

    private boolean runTasks() {
        LoopTask task = tasks.takeAll();
        if (task == null) {
            return false;
        }
        while (task != null) {
            LoopTask following = task.next;
            task.next = null;
            task.unmarkQueued();
            try {
                task.run();
            } catch (Throwable e) {
                report("a task failed", e);
            }
            task = following;
        }
        return true;
    }

    /// Returns how many it ran, or -1 if the loop has been taken from the calling thread.
    private int runVirtualThreads() {
        try {
            return scheduler.run(LoopThread.current());
        } catch (Throwable e) {
            report("virtual threads could not be run", e);
            return 0;
        }
    }

    private boolean runEndOfRound() {
        int count = endOfRoundCount;
        if (count == 0) {
            return false;
        }
        Runnable[] due = endOfRound;
        endOfRound = endOfThisRound;
        endOfThisRound = due;
        endOfRoundCount = 0;
        for (int i = 0; i < count; i++) {
            Runnable task = due[i];
            due[i] = null;
            runGuarded(task);
        }
        return true;
    }

    private void runGuarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            report("a task failed", e);
        }
    }

    /// A task made for one run.
    private static final class OneTask extends LoopTask {
        private final Runnable task;

        OneTask(Runnable task) {
            this.task = task;
        }

        @Override
        protected void run() {
            task.run();
        }
    }
}
