package dev.duet.internal.http2;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// A message larger than what is used again, while it arrives: in an array of its own, which ends
/// up exactly as large as the message. So the array is copied a few times only, and who decodes the
/// message may keep it.
///
/// What a peer announces takes no memory. The array grows as bytes arrive, and never to more than
/// [#GROWTH] times of what has arrived.
final class LargeMessage {
    private static final int GROWTH = 4;

    private final int size;
    private byte[] bytes;
    private int length;

    /// @param bytes the array that holds what has arrived so far
    /// @param length how much that is
    /// @param size how much it will be
    LargeMessage(byte[] bytes, int length, int size) {
        this.bytes = bytes;
        this.length = length;
        this.size = size;
    }

    /// The array that holds what has arrived.
    byte[] bytes() {
        return bytes;
    }

    /// How much has arrived.
    int length() {
        return length;
    }

    /// Takes in what belongs to the message.
    ///
    /// @return how much that was
    int append(ByteBuffer buffer, int offset, int count) {
        int taken = Math.min(count, size - length);
        int needed = length + taken;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, capacity(needed));
        }
        buffer.get(offset, bytes, length, taken);
        length = needed;
        return taken;
    }

    private int capacity(int needed) {
        return (long) GROWTH * needed >= size ? size : GROWTH * needed;
    }
}
