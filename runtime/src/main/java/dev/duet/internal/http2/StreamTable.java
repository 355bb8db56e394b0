package dev.duet.internal.http2;

import dev.duet.internal.transport.SpinLock;

import java.util.ArrayList;
import java.util.List;

/// The open streams of a connection by id: an open-addressing hash table, so that a lookup for a
/// frame allocates nothing. Any thread may use it; its lock is a leaf and is held for a few steps
/// only.
final class StreamTable {
    private static final int INITIAL_CAPACITY = 4;

    /// A table of this size does not shrink any more.
    private static final int SMALL_CAPACITY = 16;

    /// A block has 16 ids: a cache line of them.
    private static final int BLOCK_BITS = 4;

    private final SpinLock lock = new SpinLock();
    private Stream[] slots = new Stream[INITIAL_CAPACITY];

    /// The ids of the streams in the slots, 0 where there is none: to look at a stream itself often
    /// costs a trip to memory.
    private int[] ids = new int[INITIAL_CAPACITY];

    /// Changed under the lock.
    private volatile int size;

    Stream get(int id) {
        lock.lock();
        try {
            int mask = ids.length - 1;
            int i = slot(id, mask);
            while (ids[i] != id && ids[i] != 0) {
                i = (i + 1) & mask;
            }
            return slots[i];
        } finally {
            lock.unlock();
        }
    }

    void put(Stream stream) {
        lock.lock();
        try {
            if (size * 2 >= slots.length) {
                resize(slots.length * 2);
            }
            insert(stream);
            size++;
        } finally {
            lock.unlock();
        }
    }

    /// Takes a stream out, if it is in.
    ///
    /// @return whether it was in
    boolean remove(Stream stream) {
        lock.lock();
        try {
            return takeOut(stream);
        } finally {
            lock.unlock();
        }
    }

    private boolean takeOut(Stream stream) {
        int mask = slots.length - 1;
        int i = slot(stream.id(), mask);
        while (slots[i] != stream) {
            if (slots[i] == null) {
                return false;
            }
            i = (i + 1) & mask;
        }
        size--;
        closeGap(i, mask);
        if (slots.length > SMALL_CAPACITY && size * 8 < slots.length) {
            resize(slots.length / 2);
        }
        return true;
    }

    int size() {
        return size;
    }

    List<Stream> all() {
        lock.lock();
        try {
            List<Stream> streams = new ArrayList<>(size);
            for (Stream stream : slots) {
                if (stream != null) {
                    streams.add(stream);
                }
            }
            return streams;
        } finally {
            lock.unlock();
        }
    }

    /// Moves later entries of the same run forward, so that lookups find them without tombstones.
    private void closeGap(int gap, int mask) {
        int i = gap;
        for (int j = (i + 1) & mask; slots[j] != null; j = (j + 1) & mask) {
            int home = slot(ids[j], mask);
            boolean reachable = i <= j ? i < home && home <= j : i < home || home <= j;
            if (!reachable) {
                slots[i] = slots[j];
                ids[i] = ids[j];
                i = j;
            }
        }
        slots[i] = null;
        ids[i] = 0;
    }

    private void resize(int capacity) {
        Stream[] old = slots;
        Stream[] larger = new Stream[capacity];
        ids = new int[capacity];
        slots = larger;
        for (Stream stream : old) {
            if (stream != null) {
                insert(stream);
            }
        }
    }

    private void insert(Stream stream) {
        int mask = slots.length - 1;
        int i = slot(stream.id(), mask);
        while (slots[i] != null) {
            i = (i + 1) & mask;
        }
        slots[i] = stream;
        ids[i] = stream.id();
    }

    /// Where the search for an id begins. Streams that were opened one after another lie side by
    /// side, sixteen to a block: peers send on them in that order, and the garbage collector copies
    /// streams in the order of the slots, so that they share pages of memory. The blocks are
    /// scattered: they would make up one run as long as the table is full, and every removal would
    /// have to walk to its end.
    private static int slot(int id, int mask) {
        int block = (id >>> 1 + BLOCK_BITS) * 0x9e3779b9;
        int scattered = block >>> Integer.numberOfLeadingZeros(mask >>> BLOCK_BITS);
        return (scattered << BLOCK_BITS | id >>> 1 & (1 << BLOCK_BITS) - 1) & mask;
    }
}
