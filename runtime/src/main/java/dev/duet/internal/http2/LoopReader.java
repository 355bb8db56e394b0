package dev.duet.internal.http2;

import java.nio.ByteBuffer;

/// Reads a stream on the event loop, instead of a thread; see [Stream#readOnLoop]. Called by the
/// loop only; must not block.
public interface LoopReader extends Runnable {
    /// Reads what is there. Called once when, after [Stream#take] has returned null, it may return
    /// something.
    @Override
    void run();

    /// Whether [#read] may be called with the content of a DATA frame: if it is all that the reader
    /// waits for, and no more.
    ///
    /// @param frame holds the content
    /// @param offset where it begins
    /// @param count how long it is
    /// @return false if it has to be kept for [Stream#take]
    boolean takes(ByteBuffer frame, int offset, int count);

    /// Reads the content of a DATA frame that has just arrived, while it is in the processor's
    /// cache. Called when nothing has arrived before it that was not taken.
    ///
    /// @param frame holds the content; not to be kept
    /// @param offset where it begins
    /// @param count how long it is
    void read(ByteBuffer frame, int offset, int count);
}
