package dev.duet.internal.http2;

import dev.duet.internal.http2.hpack.HeaderField;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;

/// The sending half of a stream: what could not be put into the connection's outbound buffer at
/// once, because a window or the buffer was full.
///
/// It holds one message of any size, or several small ones; a sender that finds it full waits. What
/// it holds is moved on, a frame at a time and in turn with other streams, by whoever makes room:
/// the flusher, or the event loop when a WINDOW_UPDATE comes. No sender has to run for that.
///
/// All of it is guarded by the [ConnectionWriter]'s lock.
final class Outbox {
    private static final byte[] NONE = {};

    /// A message of at least this many bytes is kept in the array that it came in.
    private static final int KEPT_BYTES = 4 * 1024;

    final SendWindow window = new SendWindow(0);

    /// Sent before any bytes; null once they are.
    List<HeaderField> headers;

    /// Sent after the bytes; null if there are none.
    List<HeaderField> trailers;

    /// Whether END_STREAM follows the bytes (on the trailers, if there are some).
    boolean end;

    /// Whether the writer has this stream in one of its queues.
    boolean waiting;

    /// What waits on the event loop until nothing is held here, or null. Senders come first.
    Wakeable roomWatcher;

    private byte[] bytes = NONE;
    private int position;
    private int limit;

    /// Goes out when [#position] is at [#spliceAt]; null if there is none, or once it is out.
    private ByteBuffer splice;

    private int spliceAt;
    private ArrayDeque<Sender> senders;

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    int remaining() {
        ByteBuffer spliced = splice;
        return limit - position + (spliced == null ? 0 : spliced.remaining());
    }

    /// What goes out next instead of [#bytes], or null.
    ByteBuffer nextSplice() {
        return position == spliceAt ? splice : null;
    }

    /// How many bytes go out next in one piece.
    int nextLength() {
        if (splice == null) {
            return limit - position;
        }
        return position == spliceAt ? splice.remaining() : spliceAt - position;
    }

    boolean isEmpty() {
        return remaining() == 0 && headers == null && trailers == null && !end;
    }

    /// Whether a message may be added: there is nothing yet, or both are small.
    boolean accepts(int length) {
        return remaining() == 0 || remaining() + length <= Limits.OUTBOX_BYTES;
    }

    /// Adds bytes.
    ///
    /// @return whether the array itself is kept, and its owner must not touch it again
    boolean add(byte[] source, int offset, int length) {
        if (remaining() == 0 && length >= KEPT_BYTES) {
            bytes = source;
            position = offset;
            limit = offset + length;
            return true;
        }
        compact(length);
        System.arraycopy(source, offset, bytes, limit, length);
        limit += length;
        return false;
    }

    /// Adds bytes with others in the middle, which are kept in any case. Nothing is held yet.
    ///
    /// @return whether the array itself is kept, and its owner must not touch it again
    boolean add(byte[] source, int offset, int length, Splice inserted) {
        boolean kept = add(source, offset, length);
        splice = inserted.bytes();
        spliceAt = position + inserted.at() - offset;
        return kept;
    }

    /// Notes that the first bytes of the next piece are out.
    void sent(int count) {
        if (nextSplice() == null) {
            position += count;
        } else {
            splice.position(splice.position() + count);
            if (!splice.hasRemaining()) {
                splice = null;
            }
        }
        if (position == limit && splice == null) {
            bytes = NONE;
            position = 0;
            limit = 0;
        }
    }

    /// Forgets everything: the stream is over.
    void drop() {
        splice = null;
        bytes = NONE;
        position = 0;
        limit = 0;
        headers = null;
        trailers = null;
        end = false;
    }

    boolean hasSenders() {
        return senders != null && !senders.isEmpty();
    }

    /// @param waiting is woken when it is the sender's turn
    Sender enqueueSender(Wakeable waiting) {
        if (senders == null) {
            senders = new ArrayDeque<>(2);
        }
        Sender sender = new Sender(waiting);
        senders.add(sender);
        return sender;
    }

    /// Takes out the sender whose turn it is.
    Sender nextSender() {
        Sender sender = senders.poll();
        sender.signalled = true;
        return sender;
    }

    void forget(Sender sender) {
        senders.remove(sender);
    }

    private void compact(int more) {
        int left = limit - position;
        if (limit + more <= bytes.length) {
            return;
        }
        byte[] target = left + more <= bytes.length ? bytes : new byte[grown(left + more)];
        System.arraycopy(bytes, position, target, 0, left);
        bytes = target;
        spliceAt -= position;
        position = 0;
        limit = left;
    }

    private int grown(int needed) {
        return Math.max(needed, Math.min(2 * bytes.length, Limits.OUTBOX_BYTES));
    }

    /// Someone who waits until the outbox accepts a message.
    static final class Sender implements Wakeable {
        private final Wakeable waiting;
        private boolean signalled;

        private Sender(Wakeable waiting) {
            this.waiting = waiting;
        }

        boolean signalled() {
            return signalled;
        }

        @Override
        public void wake() {
            waiting.wake();
        }

        @Override
        public boolean runsOnLoop() {
            return waiting.runsOnLoop();
        }
    }
}
