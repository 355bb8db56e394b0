package dev.duet.internal.http2.hpack;

/// The dynamic table (RFC 7541, section 2.3.2): first in, first out, bounded by octets.
///
/// A ring that grows up to what the capacity can hold, so that a connection which indexes little
/// keeps little. Every insertion has a number, counting up; an entry stays in the ring's place that
/// its number gives until it is evicted.
final class DynamicTable {
    private static final int FIRST_RING = 4;

    private HeaderField[] ring = new HeaderField[FIRST_RING];
    private int capacity;
    private int size;
    private int count;
    private int inserted;

    DynamicTable(int capacity) {
        this.capacity = capacity;
    }

    /// The most octets it may hold.
    int capacity() {
        return capacity;
    }

    /// The octets it holds.
    int size() {
        return size;
    }

    /// The entries it holds.
    int count() {
        return count;
    }

    /// The number of the next insertion; it wraps around.
    int inserted() {
        return inserted;
    }

    /// The places of the ring, a power of two.
    int places() {
        return ring.length;
    }

    /// The entry at `index`, where 0 is the newest one.
    HeaderField get(int index) {
        return ring[inserted - 1 - index & ring.length - 1];
    }

    /// Changes the capacity, evicting what no longer fits.
    void resize(int newCapacity) {
        capacity = newCapacity;
        evict(newCapacity);
    }

    /// Inserts a field after evicting for it. One that is larger than the whole table empties it.
    void add(HeaderField field) {
        int fieldSize = field.size();
        evict(capacity - fieldSize);
        if (fieldSize > capacity) {
            return;
        }
        if (count == ring.length) {
            grow();
        }
        ring[inserted & ring.length - 1] = field;
        inserted++;
        count++;
        size += fieldSize;
    }

    private void evict(int allowed) {
        while (count > 0 && size > allowed) {
            int oldest = inserted - count & ring.length - 1;
            size -= ring[oldest].size();
            ring[oldest] = null;
            count--;
        }
    }

    private void grow() {
        HeaderField[] larger = new HeaderField[ring.length * 2];
        for (int number = inserted - count; number != inserted; number++) {
            larger[number & larger.length - 1] = ring[number & ring.length - 1];
        }
        ring = larger;
    }
}
