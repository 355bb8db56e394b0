package dev.duet.internal.transport;

import dev.duet.internal.log.LazyLogger;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// Notices when handlers hold up an event loop, without reading the clock around each of them,
/// which would take longer than many a handler does. Of those that run one after another, the first
/// is timed by itself, and the others sixteen at a time. The loop's thread only.
public final class HandlerClock {
    /// So many handlers are timed together.
    static final int RUNS = 16;

    /// So long may they take.
    static final long TOO_LONG_NANOS = 100_000_000;

    private static final LazyLogger LOG = new LazyLogger(HandlerClock.class);

    private final EventLoop loop;
    private boolean running;
    private long since;
    private String last;

    /// Handlers since the last look.
    private int runs;

    HandlerClock(EventLoop loop) {
        this.loop = loop;
    }

    /// To be called before a handler runs.
    public void begin() {
        if (!running) {
            running = true;
            since = loop.nanoTime();
            runs = RUNS - 1;
        }
    }

    /// To be called after a handler has run.
    ///
    /// @param path of its method
    public void end(String path) {
        last = path;
        if (++runs == RUNS) {
            look();
        }
    }

    /// To be called when the loop goes on to something else.
    void rest() {
        if (running && runs > 0) {
            look();
        }
        running = false;
    }

    private void look() {
        long now = loop.nanoTime();
        if (now - since > TOO_LONG_NANOS) {
            Logger log = LOG.get();
            log.log(
                    Level.WARNING,
                    "handlers have held up their event loop for {0} ms: that of {1}, or some just"
                            + " before it",
                    (now - since) / 1_000_000,
                    last);
        }
        since = now;
        runs = 0;
    }
}
