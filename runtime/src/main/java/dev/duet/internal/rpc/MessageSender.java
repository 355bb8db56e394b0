package dev.duet.internal.rpc;

import dev.duet.internal.http2.Splice;
import dev.duet.internal.http2.Stream;
import dev.duet.internal.http2.StreamException;
import dev.duet.internal.http2.Submission;
import dev.duet.internal.http2.hpack.HeaderField;
import dev.duet.proto.Bytes;
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
    private final MessageEncoder<T> encoder;

    MessageSender(Stream stream, Codec<T> codec, Compression compression) {
        this.stream = stream;
        this.encoder = new MessageEncoder<>(codec, compression);
    }

    void compressWith(String name) {
        encoder.compressWith(name);
    }

    /// Says whether the messages that follow are compressed; without an encoding none is.
    void compressing(boolean on) {
        encoder.compressing(on);
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
        ProtoWriter writer = encoder.encode(message, true);
        return submit(stream, headers, writer, trailers, end, deadlineNanos);
    }

    /// Submits a message that is encoded. The writer is given back if it was taken.
    ///
    /// @return false if there was no room in time, and nothing was sent
    static boolean submit(
            Stream stream,
            List<HeaderField> headers,
            ProtoWriter writer,
            List<HeaderField> trailers,
            boolean end,
            long deadlineNanos)
            throws StreamException, InterruptedException {
        Bytes left = writer.left();
        Splice splice = left == null ? null : new Splice(left.asByteBuffer(), writer.leftAt());
        Submission result =
                stream.submit(
                        headers,
                        writer.array(),
                        writer.start(),
                        left == null ? writer.length() : writer.length() - left.size(),
                        splice,
                        trailers,
                        end,
                        deadlineNanos);
        if (result != Submission.KEPT) {
            Scratch.give(writer);
        }
        return result != Submission.NO_ROOM;
    }
}
