package dev.duet.internal.rpc;

import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.internal.http2.Stream;
import dev.duet.internal.http2.StreamException;
import dev.duet.proto.Codec;
import dev.duet.proto.ProtoException;
import dev.duet.proto.ProtoReader;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;

/// Cuts the bytes of a stream into messages and decodes them. For one thread at a time.
///
/// @param <T> the message type
final class MessageReceiver<T> {
    private static final byte[] NONE = {};

    private final Stream stream;
    private final Codec<T> codec;
    private final Compression compression;
    private final int maxBytes;

    /// The name of the encoding of compressed messages, or null if the peer named none.
    private String encoding;

    private byte[] chunk = NONE;

    /// Bytes before this index have been reported as consumed.
    private int reported;

    private int position;
    private int limit;
    private ProtoReader reader;
    private volatile boolean lastCompressed;

    MessageReceiver(Stream stream, Codec<T> codec, Compression compression, int maxBytes) {
        this.stream = stream;
        this.codec = codec;
        this.compression = compression;
        this.maxBytes = Math.min(maxBytes, Integer.MAX_VALUE - MessagePrefix.BYTES);
    }

    void decompressWith(String name) {
        encoding = name;
    }

    /// Whether [#receive] has something to tell: a message, the end, or an error. For streams that
    /// are read on the event loop: it never waits.
    ///
    /// @throws StreamException if the stream has failed
    boolean isDue() throws StreamException {
        while (true) {
            int needed = MessagePrefix.BYTES;
            if (limit - position >= needed) {
                int length = MessagePrefix.length(chunk, position);
                if (length < 0 || length > maxBytes) {
                    return true;
                }
                needed += length;
            }
            if (limit - position >= needed) {
                return true;
            }
            if (!fetchOnLoop(needed)) {
                return false;
            }
            if (limit - position < needed) {
                return true; // the end
            }
        }
    }

    /// Whether the stream has ended behind the message that is due, and all of it has been fetched.
    /// For streams that are read on the event loop.
    ///
    /// @throws StatusException if the message is too large, or another one follows
    /// @throws StreamException if the stream has failed
    boolean isComplete() throws StreamException {
        if (stream.remoteEnded()) {
            return true;
        }
        if (limit - position > MessagePrefix.BYTES + checkedLength()) {
            throw Status.UNIMPLEMENTED
                    .withDescription("the method takes exactly one request")
                    .exception();
        }
        return fetchOnLoop(limit - position + 1);
    }

    private boolean fetchOnLoop(int needed) throws StreamException {
        try {
            return take(needed, Long.MAX_VALUE);
        } catch (InterruptedException e) {
            throw new AssertionError("the event loop does not wait", e);
        }
    }

    /// Whether the content of a frame is a message, plain and not too large, and nothing else.
    boolean isWholeMessage(ByteBuffer frame, int offset, int count) {
        return count >= MessagePrefix.BYTES
                && MessagePrefix.flag(frame, offset) == 0
                && MessagePrefix.length(frame, offset) == count - MessagePrefix.BYTES
                && count - MessagePrefix.BYTES <= maxBytes;
    }

    /// Decodes a message that makes up the content of a frame. Event loop only, when nothing is
    /// left of what was taken from the stream.
    T receive(ByteBuffer frame, int offset, int size) {
        int length = size - MessagePrefix.BYTES;
        byte[] bytes = stream.connection().loop().scratch(length);
        frame.get(offset + MessagePrefix.BYTES, bytes, 0, length);
        setLastCompressed(false);
        try {
            return codec.decode(reader(bytes, 0, length));
        } catch (ProtoException e) {
            throw unparsable(e);
        }
    }

    /// Whether the last message that was received had come compressed.
    boolean lastCompressed() {
        return lastCompressed;
    }

    /// Waits for the next message.
    ///
    /// @param deadlineNanos until when, as [System#nanoTime] counts; `Long.MAX_VALUE` for as long
    ///   as it takes
    /// @return the message, or null at the end of the stream
    /// @throws StatusException if the bytes are not what they should be
    /// @throws TimeoutException if the time is over
    T receive(long deadlineNanos) throws StreamException, InterruptedException, TimeoutException {
        while (true) {
            int needed = MessagePrefix.BYTES;
            if (limit - position >= needed) {
                needed += checkedLength();
                if (limit - position >= needed) {
                    return decode(needed - MessagePrefix.BYTES);
                }
            }
            if (!fetch(needed, deadlineNanos)) {
                return null;
            }
        }
    }

    private int checkedLength() {
        int length = MessagePrefix.length(chunk, position);
        if (length < 0 || length > maxBytes) {
            throw Status.RESOURCE_EXHAUSTED
                    .withDescription(
                            "a message of "
                                    + Integer.toUnsignedString(length)
                                    + " bytes is larger than the limit of "
                                    + maxBytes)
                    .exception();
        }
        return length;
    }

    /// Gets at least as many bytes as needed.
    ///
    /// @return false at the end of the stream
    private boolean fetch(int needed, long deadlineNanos)
            throws StreamException, InterruptedException, TimeoutException {
        if (!take(needed, deadlineNanos)) {
            throw new TimeoutException("no message in time");
        }
        if (limit >= needed) {
            return true;
        }
        if (limit > 0) {
            throw Status.INTERNAL
                    .withDescription("the stream ends in the middle of a message")
                    .exception();
        }
        forgetChunk();
        return false;
    }

    /// Gives back what is left of the chunk and takes the next one.
    ///
    /// @return false if it has not come in time
    private boolean take(int needed, long deadlineNanos)
            throws StreamException, InterruptedException {
        byte[] old = chunk;
        int from = position;
        int to = limit;
        int consumed = position - reported;
        forgetChunk();
        byte[] next = stream.take(old, from, to, consumed, needed, deadlineNanos);
        if (next == null) {
            return false;
        }
        chunk = next;
        limit = stream.taken();
        return true;
    }

    private void forgetChunk() {
        chunk = NONE;
        reader = null; // it has the chunk
        reported = 0;
        position = 0;
        limit = 0;
    }

    private T decode(int length) {
        int flag = MessagePrefix.flag(chunk, position);
        int start = position + MessagePrefix.BYTES;
        position = start + length;
        setLastCompressed(flag != 0);
        try {
            return switch (flag) {
                case 0 -> codec.decode(chunkReader(start, length));
                case 1 -> {
                    byte[] plain = decompress(start, length);
                    yield codec.decode(ownReader(plain, 0, plain.length));
                }
                default ->
                        throw Status.INTERNAL
                                .withDescription("a message has the unknown flag " + flag)
                                .exception();
            };
        } catch (ProtoException e) {
            throw unparsable(e);
        }
    }

    private static StatusException unparsable(ProtoException e) {
        return Status.INTERNAL
                .withDescription("a message cannot be parsed: " + e.getMessage())
                .exception(e);
    }

    private void setLastCompressed(boolean compressed) {
        if (lastCompressed != compressed) { // to write it would cost a fence
            lastCompressed = compressed;
        }
    }

    private ProtoReader chunkReader(int start, int length) {
        if (position == limit && chunk.length > Stream.REUSED_BYTES) {
            return ownReader(chunk, start, length);
        }
        return reader(chunk, start, length);
    }

    private ProtoReader reader(byte[] bytes, int start, int length) {
        if (reader == null) {
            reader = new ProtoReader(bytes, start, length);
        } else {
            reader.reset(bytes, start, length);
        }
        return reader;
    }

    /// A reader of a message that is the last to be read from its array. It is not kept: the array
    /// may be large.
    private static ProtoReader ownReader(byte[] bytes, int offset, int length) {
        ProtoReader result = new ProtoReader(bytes, offset, length);
        result.resetToOwn(bytes, offset, length);
        return result;
    }

    private byte[] decompress(int start, int length) {
        if (encoding == null || encoding.equals(Compression.IDENTITY)) {
            throw Status.INTERNAL
                    .withDescription("a message is compressed, but no grpc-encoding was given")
                    .exception();
        }
        return compression.decompress(encoding, chunk, start, length, maxBytes);
    }
}
