package dev.duet.internal.transport;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// A group of loops that share the work. Each gets its thread when it is first handed out.
public final class EventLoops implements AutoCloseable {
    private final EventLoop[] loops;
    private final AtomicInteger turn = new AtomicInteger();

    /// Makes one loop per processor, on the system's clock.
    public EventLoops(String name) {
        this(name, Runtime.getRuntime().availableProcessors(), System::nanoTime);
    }

    /// @param name the first part of the threads' names
    /// @param count how many loops
    /// @param nanoClock as in [EventLoop]
    public EventLoops(String name, int count, LongSupplier nanoClock) {
        if (count < 1) {
            throw new IllegalArgumentException("a group needs a loop");
        }
        loops = new EventLoop[count];
        for (int i = 0; i < count; i++) {
            loops[i] = new EventLoop(name + "-" + i, nanoClock);
        }
    }

    /// Picks a loop, each in its turn. Any thread.
    public EventLoop next() {
        int index = Integer.remainderUnsigned(turn.getAndIncrement(), loops.length);
        loops[index].start();
        return loops[index];
    }

    /// Whether the caller is the thread of one of the loops.
    public boolean inAnyLoop() {
        for (EventLoop loop : loops) {
            if (loop.inLoop()) {
                return true;
            }
        }
        return false;
    }

    /// How many loops there are.
    public int size() {
        return loops.length;
    }

    /// Ends every loop.
    @Override
    public void close() {
        for (EventLoop loop : loops) {
            loop.close();
        }
    }
}
