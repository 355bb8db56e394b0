package dev.duet.internal.http2;

import java.util.ArrayDeque;
import java.util.Queue;

/// Credit for messages larger than their stream's window, and for windows that grow, shared by the
/// streams of a connection.
///
/// A message that does not fit into its window gets what it lacks at once or waits its turn, first
/// come, first served. When nothing is lent, the first gets what it asks for however much that is,
/// so that one stream can always finish. Any thread may use it; its lock is a leaf.
final class ReceiveBudget {
    private record Request(Stream stream, int bytes) {}

    private final Queue<Request> waiting = new ArrayDeque<>(0);
    private final long total;
    private long available;

    /// What windows have grown by; not lent to messages.
    private long windows;

    ReceiveBudget(long bytes) {
        this.total = bytes;
        this.available = bytes;
    }

    /// Lends credit to a stream now, or later when others have returned theirs.
    void borrow(Stream stream, int bytes) {
        synchronized (this) {
            waiting.add(new Request(stream, bytes));
        }
        lendToWaiting();
    }

    /// Takes credit for a window that grows. Half of the budget stays for large messages, and they
    /// come first.
    ///
    /// @return false if there is not enough
    synchronized boolean takeForWindow(int bytes) {
        if (!waiting.isEmpty() || available - bytes < total / 2) {
            return false;
        }
        available -= bytes;
        windows += bytes;
        return true;
    }

    /// Takes back what a window has grown by.
    void giveBackWindow(int bytes) {
        synchronized (this) {
            windows -= bytes;
        }
        giveBack(bytes);
    }

    /// Takes credit back.
    void giveBack(int bytes) {
        synchronized (this) {
            available += bytes;
        }
        lendToWaiting();
    }

    private void lendToWaiting() {
        for (Request request = next(); request != null; request = next()) {
            if (!request.stream.lend(request.bytes)) {
                synchronized (this) {
                    available += request.bytes;
                }
            }
        }
    }

    private synchronized Request next() {
        Request first = waiting.peek();
        if (first == null || first.bytes > available && available + windows < total) {
            return null;
        }
        available -= first.bytes;
        return waiting.remove();
    }

    synchronized long available() {
        return available;
    }
}
