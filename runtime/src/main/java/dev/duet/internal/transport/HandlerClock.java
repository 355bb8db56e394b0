package dev.duet.internal.transport;

/// Notices what holds up an event loop, without reading the clock around every handler, which would
/// take longer than many a handler does. The first of a round is timed by itself, those after it
/// sixteen at a time. The loop's thread only.
public final class HandlerClock {
    /// So many handlers are timed together.
    static final int RUNS = 16;

    private final EventLoop loop;
    private long round = -1;
    private long since;
    private int runs;

    HandlerClock(EventLoop loop) {
        this.loop = loop;
    }

    /// To be called before a handler runs.
    public void begin() {
        if (round != loop.rounds()) {
            round = loop.rounds();
            since = loop.nanoTime();
            runs = RUNS - 1;
        }
    }

    /// To be called after a handler has run.
    ///
    /// @return nanoseconds that went by since the last look in this round, or since its first
    ///   handler; 0 if this was no time to look
    public long end() {
        if (++runs < RUNS) {
            return 0;
        }
        runs = 0;
        long now = loop.nanoTime();
        long nanos = now - since;
        since = now;
        return nanos;
    }
}
