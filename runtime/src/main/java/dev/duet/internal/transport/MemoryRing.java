package dev.duet.internal.transport;

import java.nio.ByteBuffer;

/// A bounded ring of bytes between one writer and one reader at a time, each on its own thread.
/// `written` and `taken` only ever grow; each has one thread that sets it.
final class MemoryRing {
    private final byte[] bytes;
    private volatile long written;
    private volatile long taken;
    private volatile boolean closed;

    MemoryRing(int capacity) {
        bytes = new byte[capacity];
    }

    /// Takes what fits out of `from` and returns how much that was.
    int write(ByteBuffer from) {
        long end = written;
        int room = bytes.length - (int) (end - taken);
        int count = Math.min(room, from.remaining());
        int at = (int) (end % bytes.length);
        int upToWrap = Math.min(count, bytes.length - at);
        from.get(bytes, at, upToWrap);
        from.get(bytes, 0, count - upToWrap);
        written = end + count;
        return count;
    }

    /// Moves what is there, at most what fits, to `into`.
    ///
    /// @return how much that was; -1 if the ring is empty and closed
    int read(ByteBuffer into) {
        boolean wasClosed = closed; // before looking at `written`: what came before still counts
        long start = taken;
        int count = Math.min((int) (written - start), into.remaining());
        if (count == 0) {
            return wasClosed && into.hasRemaining() ? -1 : 0;
        }
        int at = (int) (start % bytes.length);
        int upToWrap = Math.min(count, bytes.length - at);
        into.put(bytes, at, upToWrap);
        into.put(bytes, 0, count - upToWrap);
        taken = start + count;
        return count;
    }

    /// Bytes to read, or the end.
    boolean hasNews() {
        return written != taken || closed;
    }

    boolean hasRoom() {
        return written - taken < bytes.length;
    }

    /// Says that the writer is done.
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }
}
