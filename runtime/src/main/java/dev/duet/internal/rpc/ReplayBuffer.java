package dev.duet.internal.rpc;

import dev.duet.internal.transport.EventLoop;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// The requests that a call has sent so far, encoded, for another attempt to send them again (gRPC
/// proposal A6, "Memory management (buffering)"). It is closed once the call is committed to an
/// attempt.
///
/// Beside it stands the lock of the senders: as long as the call is not committed, one at a time
/// sends and records, and nobody while what was recorded is sent again.
final class ReplayBuffer {
    private static final int FIRST_BYTES = 256;
    private static final byte[] NONE = {};

    private final ReentrantLock senders = new ReentrantLock();
    private final ReplayBudget budget;
    private final int maxBytes;

    // Guarded by `this`.
    private byte[] bytes = NONE;
    private int size;
    private boolean closed;

    /// @param budget what the calls of the channel may keep
    /// @param maxBytes what this one may keep
    ReplayBuffer(ReplayBudget budget, int maxBytes) {
        this.budget = budget;
        this.maxBytes = maxBytes;
    }

    // ---- the senders' lock

    /// Takes the senders' lock.
    ///
    /// @param deadlineNanos as for sending
    /// @return false if the time is over
    boolean lock(long deadlineNanos) throws InterruptedException {
        if (senders.tryLock()) {
            return true;
        }
        if (deadlineNanos == Long.MIN_VALUE) {
            return false;
        }
        EventLoop.checkMayBlock();
        if (deadlineNanos == Long.MAX_VALUE) {
            senders.lockInterruptibly();
            return true;
        }
        return senders.tryLock(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    boolean tryLock() {
        return senders.tryLock();
    }

    void unlock() {
        senders.unlock();
    }

    // ---- the bytes

    /// Keeps bytes.
    ///
    /// @return false if they are too many, or nothing is kept any more
    synchronized boolean append(byte[] source, int offset, int length) {
        if (closed || length > maxBytes - size || !ensure(size + length)) {
            return false;
        }
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
        notifyAll();
        return true;
    }

    private boolean ensure(int capacity) {
        if (capacity <= bytes.length) {
            return true;
        }
        int doubled = (int) Math.min(maxBytes, 2L * bytes.length);
        int grown = Math.max(Math.max(capacity, FIRST_BYTES), doubled);
        if (!budget.take(grown - bytes.length)) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, grown);
        return true;
    }

    /// Forgets the bytes that were kept last: they were not sent. Holding the senders' lock.
    synchronized void undo(int length) {
        size = closed ? 0 : size - length;
    }

    /// Some bytes.
    ///
    /// @param position of the first one
    /// @return a new array of at most so many, empty if there are none
    synchronized byte[] read(int position, int most) {
        if (position >= size) {
            return NONE;
        }
        return Arrays.copyOfRange(bytes, position, Math.min(size, position + most));
    }

    /// Keeps nothing any more.
    synchronized void close() {
        if (!closed) {
            closed = true;
            budget.giveBack(bytes.length);
            bytes = NONE;
            size = 0;
            notifyAll();
        }
    }

    /// Closes it if no byte is left behind this position; so that none is kept meanwhile.
    ///
    /// @return whether it is closed
    synchronized boolean closeAt(int position) {
        if (size == position) {
            close();
        }
        return closed;
    }

    /// Waits for more bytes than there were.
    ///
    /// @param known how many there were
    /// @param enough whether to stop waiting all the same; looked at when something changes, of
    ///   which [#wake] tells
    synchronized void awaitMore(int known, BooleanSupplier enough) throws InterruptedException {
        while (size <= known && !closed && !enough.getAsBoolean()) {
            wait();
        }
    }

    /// Makes those who wait for more look again.
    synchronized void wake() {
        notifyAll();
    }
}
