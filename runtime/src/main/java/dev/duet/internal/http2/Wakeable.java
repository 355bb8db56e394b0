package dev.duet.internal.http2;

/// Something that the {@link Waker} can set going.
public interface Wakeable {
    /// Unparks the thread that waits here, or starts one. Never blocks. Any thread may call it,
    /// most often the waker's.
    void wake();

    /// Whether what is set going runs on the event loop that asks: then it need not be handed over.
    default boolean runsOnLoop() {
        return false;
    }

    /// The same, when it is the only one that the loop wakes in a round: nobody else is about to
    /// add to what it sends.
    default void wakeAlone() {
        wake();
    }
}
