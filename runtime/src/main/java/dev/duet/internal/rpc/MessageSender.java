package dev.duet.internal.rpc;

import dev.duet.internal.http2.Stream;
import dev.duet.internal.http2.StreamException;
import dev.duet.internal.http2.Submission;
import dev.duet.internal.http2.hpack.HeaderField;
import dev.duet.proto.Codec;
import dev.duet.proto.ProtoWriter;

import java.util.List;

/// Encodes messages of one call and submits them to its stream.
///
/// Threads may send at the same time: each message is encoded by its own thread and submitted as a
/// whole.
///
/// @param <T> the message type
final class MessageSender<T> {
    private final Stream stream;
    private final Codec<T> codec;
    private final Compression compression;

    /// The name of the encoding that messages are compressed with, or null for none.
    private volatile String encoding;

    /// Whether messages are compressed, if there is an encoding.
    private volatile boolean compressing = true;

    MessageSender(Stream stream, Codec<T> codec, Compression compression) {
        this.stream = stream;
        this.codec = codec;
        this.compression = compression;
    }

    void compressWith(String name) {
        encoding = name;
    }

    /// Says whether the messages that follow are compressed; without an encoding none is.
    void compressing(boolean on) {
        compressing = on;
    }

    /// Sends a message.
    ///
    /// @param headers what goes before it if nothing has gone yet, or null
    /// @param trailers what goes after it and ends our side, or null
    /// @param end whether our side ends with it
    /// @param deadlineNanos until when to wait for room; see [Stream#submit]
    /// @return false if there was no room in time, and nothing was sent
    boolean send(
            List<HeaderField> headers,
            T message,
            List<HeaderField> trailers,
            boolean end,
            long deadlineNanos)
            throws StreamException, InterruptedException {
        ProtoWriter writer = Scratch.take();
        codec.encode(message, writer);
        String name = compressing ? encoding : null;
        if (name != null) {
            compress(name, writer);
        }
        MessagePrefix.prepend(writer, name != null);
        Submission result =
                stream.submit(
                        headers,
                        writer.array(),
                        writer.start(),
                        writer.length(),
                        trailers,
                        end,
                        deadlineNanos);
        if (result != Submission.KEPT) {
            Scratch.give(writer);
        }
        return result != Submission.NO_ROOM;
    }

    private void compress(String name, ProtoWriter writer) {
        byte[] compressed =
                compression.compress(name, writer.array(), writer.start(), writer.length());
        writer.reset();
        int at = writer.reserve(compressed.length);
        System.arraycopy(compressed, 0, writer.array(), at, compressed.length);
    }
}
