package dev.duet.internal.http2.frame;

import static dev.duet.internal.http2.frame.ErrorCode.ENHANCE_YOUR_CALM;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// A header block that is spread over HEADERS and CONTINUATION frames (RFC 9113, section 4.3).
///
/// It also remembers what the HEADERS frame said until the block has been decoded.
///
/// Bounded in octets and in frames: a peer that never ends its block, or that sends empty fragments
/// without end, is told to calm down. Holds memory only while a block is open.
final class HeaderAssembly {
    private static final byte[] NOTHING = {};

    private final int maxBytes;
    private final int maxFragments;
    private byte[] bytes = NOTHING;
    private int length;
    private int fragments;
    private int streamId;
    private boolean endStream;
    private boolean dependsOnItself;

    HeaderAssembly(int maxBytes, int maxFragments) {
        this.maxBytes = maxBytes;
        this.maxFragments = maxFragments;
    }

    /// Whether CONTINUATION must follow.
    boolean isOpen() {
        return fragments > 0;
    }

    int streamId() {
        return streamId;
    }

    boolean endStream() {
        return endStream;
    }

    boolean dependsOnItself() {
        return dependsOnItself;
    }

    void begin(int id, boolean last, boolean selfDependent) {
        streamId = id;
        endStream = last;
        dependsOnItself = selfDependent;
    }

    void add(ByteBuffer in, int offset, int count) throws Http2Exception {
        fragments++;
        if (fragments > maxFragments) {
            throw Http2Exception.connection(
                    ENHANCE_YOUR_CALM, "header block in more than " + maxFragments + " frames");
        }
        if (length + count > maxBytes) {
            throw Http2Exception.connection(
                    ENHANCE_YOUR_CALM, "header block of more than " + maxBytes + " octets");
        }
        if (bytes.length < length + count) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
        }
        in.get(offset, bytes, length, count);
        length += count;
    }

    /// The whole block, from 0 to the limit. The assembly is closed and keeps nothing of it.
    ByteBuffer finish() {
        ByteBuffer block = ByteBuffer.wrap(bytes, 0, length);
        bytes = NOTHING;
        length = 0;
        fragments = 0;
        return block;
    }
}
