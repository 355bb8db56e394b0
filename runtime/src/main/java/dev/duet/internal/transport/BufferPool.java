package dev.duet.internal.transport;

import java.nio.ByteBuffer;

/// Direct pages of [#PAGE_SIZE] bytes for outbound data. The page that came back last goes out
/// first, since its memory is likeliest to be in a cache. The pool keeps a bounded number of pages
/// that are not in use and leaves the rest to the garbage collector. Any thread.
public final class BufferPool {

    /// Bytes in a page: two HTTP/2 frames of 16 KiB with their headers, and room for a few small
    /// ones between them. (With 32 KiB the second one had to be cut, and its last bytes became a
    /// frame of their own.)
    public static final int PAGE_SIZE = 33 * 1024;

    private final ByteBuffer[] idle;
    private int count;
    private int inUse;

    /// @param retained how many unused pages to keep at most
    public BufferPool(int retained) {
        idle = new ByteBuffer[retained];
    }

    /// Takes an empty page: position 0, limit [#PAGE_SIZE].
    public ByteBuffer acquire() {
        synchronized (idle) {
            inUse++;
            if (count > 0) {
                ByteBuffer page = idle[--count];
                idle[count] = null;
                return page.clear();
            }
        }
        return ByteBuffer.allocateDirect(PAGE_SIZE);
    }

    /// Gives a page back. The caller must not touch it any more.
    public void release(ByteBuffer page) {
        synchronized (idle) {
            assert isAbsent(page) : "page released twice";
            inUse--;
            if (count < idle.length) {
                idle[count++] = page;
            }
        }
    }

    /// The number of unused pages kept now.
    public int idle() {
        synchronized (idle) {
            return count;
        }
    }

    /// The number of pages that were taken and have not come back.
    public int inUse() {
        synchronized (idle) {
            return inUse;
        }
    }

    private boolean isAbsent(ByteBuffer page) {
        for (int i = 0; i < count; i++) {
            if (idle[i] == page) {
                return false;
            }
        }
        return true;
    }
}
