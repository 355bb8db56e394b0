package dev.duet.internal.http2;

import dev.duet.internal.transport.EventLoop;
import dev.duet.internal.transport.EventLoops;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The reactors of a process: one per processor, started when they are first needed, shared by all
/// servers and channels. Their threads are daemons and live as long as the process.
public final class Reactors {
    private static final Reactors SHARED = new Reactors(new EventLoops("duet-loop"));

    private final EventLoops loops;
    private final Map<EventLoop, Reactor> reactors = new ConcurrentHashMap<>();

    private Reactors(EventLoops loops) {
        this.loops = loops;
    }

    /// The reactors of this process.
    ///
    /// @return always the same
    public static Reactors shared() {
        return SHARED;
    }

    /// The event loops alone.
    ///
    /// @return the loops
    public EventLoops loops() {
        return loops;
    }

    /// Picks one, each in its turn.
    ///
    /// @return a reactor whose loop runs
    public Reactor next() {
        return of(loops.next());
    }

    /// The reactor of one of the loops.
    ///
    /// @param loop one of [#loops]
    /// @return its reactor
    public Reactor of(EventLoop loop) {
        return reactors.computeIfAbsent(loop, Reactor::of);
    }
}
