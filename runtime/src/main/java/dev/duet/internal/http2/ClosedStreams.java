package dev.duet.internal.http2;

import dev.duet.internal.transport.SpinLock;

/// The streams that closed last, to tell a frame that was under way when we reset its stream from
/// one that the peer must not send (RFC 9113, section 5.1). Any thread may use it.
final class ClosedStreams {
    /// How a stream ended, as far as later frames on it are concerned.
    enum Fate {
        /// We have reset it before it had an answer: late frames are to be expected.
        REFUSED,
        /// We have reset it later: likewise.
        RESET,
        /// Both sides had ended it, or the peer has reset it: nothing may come any more.
        ENDED,
        /// It closed long ago, or was passed over.
        FORGOTTEN
    }

    private static final int[] NO_IDS = {};
    private static final Fate[] NO_FATES = {};

    /// Made when the first stream closes: a connection may have one that goes on for ever.
    private int[] ids = NO_IDS;

    private Fate[] fates = NO_FATES;
    private int next;
    private final SpinLock lock = new SpinLock();

    void add(int id, Fate fate) {
        lock.lock();
        try {
            if (ids.length == 0) {
                fates = new Fate[Limits.REMEMBERED_STREAMS];
                ids = new int[Limits.REMEMBERED_STREAMS];
            }
            ids[next] = id;
            fates[next] = fate;
            next = (next + 1) % ids.length;
        } finally {
            lock.unlock();
        }
    }

    Fate fate(int id) {
        lock.lock();
        try {
            for (int i = 0; i < ids.length; i++) {
                if (ids[i] == id) {
                    return fates[i];
                }
            }
            return Fate.FORGOTTEN;
        } finally {
            lock.unlock();
        }
    }
}
