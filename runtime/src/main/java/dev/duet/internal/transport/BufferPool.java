package dev.duet.internal.transport;

import java.nio.ByteBuffer;

/// Direct pages for outbound data, of two sizes. The page that came back last goes out first, since
/// its memory is likeliest to be in a cache. The pool keeps a bounded number of pages that are not
/// in use and leaves the rest to the garbage collector. Any thread.
///
/// The small ones are for bursts of a few short frames: when thousands of connections say something
/// at the same time, each holds a page until it is written.
public final class BufferPool {

    /// Bytes in a page: two HTTP/2 frames of 16 KiB with their headers, and room for a few small
    /// ones between them. (With 32 KiB the second one had to be cut, and its last bytes became a
    /// frame of their own.)
    public static final int PAGE_SIZE = 33 * 1024;

    /// Bytes in a small page.
    public static final int SMALL_PAGE_SIZE = 1024;

    /// Small pages that are allocated together: a direct buffer of its own costs more than its
    /// bytes.
    private static final int SMALL_PAGES_AT_ONCE = 32;

    private final Shelf pages;
    private final Shelf smallPages;

    /// @param retained how many unused pages to keep at most
    /// @param retainedSmall how many small ones
    public BufferPool(int retained, int retainedSmall) {
        pages = new Shelf(retained);
        smallPages = new Shelf(retainedSmall);
    }

    /// Takes an empty page: position 0, limit [#PAGE_SIZE].
    public ByteBuffer acquire() {
        ByteBuffer page = pages.take();
        return page != null ? page : ByteBuffer.allocateDirect(PAGE_SIZE);
    }

    /// Takes an empty small page: position 0, limit [#SMALL_PAGE_SIZE].
    public ByteBuffer acquireSmall() {
        ByteBuffer page = smallPages.take();
        if (page != null) {
            return page;
        }
        ByteBuffer block = ByteBuffer.allocateDirect(SMALL_PAGES_AT_ONCE * SMALL_PAGE_SIZE);
        for (int i = 1; i < SMALL_PAGES_AT_ONCE; i++) {
            smallPages.add(block.slice(i * SMALL_PAGE_SIZE, SMALL_PAGE_SIZE));
        }
        return block.slice(0, SMALL_PAGE_SIZE);
    }

    /// Gives a page of either size back. The caller must not touch it any more.
    public void release(ByteBuffer page) {
        (page.capacity() == PAGE_SIZE ? pages : smallPages).putBack(page);
    }

    /// The number of unused pages kept now, without the small ones.
    public int idle() {
        return pages.count();
    }

    /// The number of unused small pages kept now.
    public int idleSmall() {
        return smallPages.count();
    }

    /// The number of pages of either size that were taken and have not come back.
    public int inUse() {
        return pages.taken() + smallPages.taken();
    }

    /// The unused pages of one size.
    private static final class Shelf {
        private final SpinLock lock = new SpinLock();
        private final ByteBuffer[] idle;
        private int count;
        private int taken;

        Shelf(int retained) {
            idle = new ByteBuffer[retained];
        }

        /// @return an empty page, or null if a new one has to be made
        ByteBuffer take() {
            lock.lock();
            try {
                taken++;
                if (count == 0) {
                    return null;
                }
                ByteBuffer page = idle[--count];
                idle[count] = null;
                return page.clear();
            } finally {
                lock.unlock();
            }
        }

        void putBack(ByteBuffer page) {
            lock.lock();
            try {
                assert isAbsent(page) : "page released twice";
                taken--;
                keep(page);
            } finally {
                lock.unlock();
            }
        }

        void add(ByteBuffer page) {
            lock.lock();
            try {
                keep(page);
            } finally {
                lock.unlock();
            }
        }

        int count() {
            lock.lock();
            try {
                return count;
            } finally {
                lock.unlock();
            }
        }

        int taken() {
            lock.lock();
            try {
                return taken;
            } finally {
                lock.unlock();
            }
        }

        private void keep(ByteBuffer page) {
            if (count < idle.length) {
                idle[count++] = page;
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
}
