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

    /// The connection on which it will probably send something.
    ///
    /// @return the connection, or null if it does not know
    default Connection connection() {
        return null;
    }
}
