package dev.duet.internal.http2;

import dev.duet.internal.transport.EventLoop;

/// What serves a connection: an event loop, and the waker of the threads it has something for.
///
/// @param loop reads and dispatches
/// @param waker wakes call threads on its behalf
public record Reactor(EventLoop loop, Waker waker) {
    /// Gives a loop its waker.
    ///
    /// @param loop the loop
    /// @return both
    public static Reactor of(EventLoop loop) {
        return new Reactor(loop, new Waker(loop));
    }
}
