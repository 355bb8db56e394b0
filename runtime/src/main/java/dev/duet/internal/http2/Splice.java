package dev.duet.internal.http2;

import java.nio.ByteBuffer;

/// Bytes that belong into the middle of others and are sent from where they are, without being
/// copied there first. They are many: an [Outbox] holds them alone.
///
/// @param bytes what remains in it is sent; nobody changes it any more
/// @param at the index, in the array of the other bytes, that they belong before
public record Splice(ByteBuffer bytes, int at) {
    public Splice {
        if (bytes.remaining() <= Limits.OUTBOX_BYTES) {
            throw new IllegalArgumentException("so few bytes could share an outbox");
        }
    }
}
