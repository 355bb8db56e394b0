package dev.duet.internal.rpc;

import dev.duet.internal.http2.Splice;
import dev.duet.internal.http2.Stream;
import dev.duet.internal.http2.StreamException;
import dev.duet.internal.http2.Submission;
import dev.duet.internal.http2.hpack.HeaderField;
import dev.duet.proto.Bytes;
import dev.duet.proto.ProtoWriter;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Writers that are kept for the next message, so that encoding one allocates nothing. Shared by
/// all threads; a thread that finds its place empty makes a writer.
final class Scratch {
    private static final int PLACES = 64;

    /// Places lie this far apart, for no two to share a cache line.
    private static final int STRIDE = 16;

    private static final AtomicReferenceArray<ProtoWriter> WRITERS =
            new AtomicReferenceArray<>(PLACES * STRIDE);

    private Scratch() {}

    /// An empty writer.
    static ProtoWriter take() {
        ProtoWriter writer = WRITERS.getAndSet(place(), null);
        return writer == null ? new ProtoWriter() : writer;
    }

    /// Returns a writer whose array nobody holds any more.
    static void give(ProtoWriter writer) {
        writer.reset();
        WRITERS.lazySet(place(), writer);
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
            give(writer);
        }
        return result != Submission.NO_ROOM;
    }

    private static int place() {
        return (int) (Thread.currentThread().threadId() & (PLACES - 1)) * STRIDE;
    }
}
