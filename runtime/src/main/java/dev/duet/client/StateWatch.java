package dev.duet.client;

import dev.duet.ConnectionState;
import dev.duet.internal.log.LazyLogger;
import dev.duet.internal.transport.FreeThreads;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Tells watchers the state of a channel when it may have changed, one after the other, on a
/// virtual thread that lives as long as there is something to tell.
final class StateWatch {
    private static final LazyLogger LOG = new LazyLogger(StateWatch.class);

    private final Supplier<ConnectionState> state;
    private final List<Consumer<ConnectionState>> watchers = new CopyOnWriteArrayList<>();
    private final AtomicInteger changes = new AtomicInteger();

    StateWatch(Supplier<ConnectionState> state) {
        this.state = state;
    }

    void add(Consumer<ConnectionState> watcher) {
        watchers.add(watcher);
    }

    /// Never blocks. Any thread.
    void changed() {
        if (!watchers.isEmpty() && changes.getAndIncrement() == 0) {
            FreeThreads.start("duet-state", this::tell);
        }
    }

    private static void tell(Consumer<ConnectionState> watcher, ConnectionState now) {
        try {
            watcher.accept(now);
        } catch (RuntimeException | Error e) {
            LOG.get().log(Level.WARNING, "a watcher of a channel's state failed", e);
        }
    }

    private void tell() {
        int told;
        do {
            told = changes.get();
            ConnectionState now = state.get();
            watchers.forEach(watcher -> tell(watcher, now));
        } while (changes.addAndGet(-told) > 0);
    }
}
