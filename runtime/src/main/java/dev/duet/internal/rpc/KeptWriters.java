package dev.duet.internal.rpc;

import dev.duet.internal.http2.Splice;
import dev.duet.internal.http2.Stream;
import dev.duet.internal.http2.StreamException;
import dev.duet.internal.http2.Submission;
import dev.duet.internal.http2.hpack.HeaderField;
import dev.duet.proto.Bytes;
import dev.duet.proto.ProtoWriter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;

/// Writers that are kept for the next message, so that encoding one allocates nothing. Shared by
/// all threads. A thread that finds the one in its place taken puts a new one there: so one that is
/// never given back is merely forgotten.
final class KeptWriters {
    private static final int PLACES = 64;
    private static final VarHandle TAKEN;
    private static final Place[] OF_THREADS = new Place[PLACES];

    static {
        try {
            TAKEN = MethodHandles.lookup().findVarHandle(Place.class, "taken", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        Arrays.setAll(OF_THREADS, i -> new Place());
    }

    /// One writer. It stays in its place while it is used: to store a reference for every message
    /// would now and then cost a fence of the garbage collector's.
    private static final class Place {
        final ProtoWriter writer = new ProtoWriter();
        volatile boolean taken;

        boolean take() {
            return TAKEN.compareAndSet(this, false, true);
        }

        void free() {
            writer.reset();
            TAKEN.setRelease(this, false);
        }
    }

    private KeptWriters() {}

    /// An empty writer.
    static ProtoWriter take() {
        int index = index();
        Place place = OF_THREADS[index];
        if (!place.take()) {
            place = new Place();
            place.take();
            VarHandle.releaseFence(); // nobody else may find it free
            OF_THREADS[index] = place;
        }
        return place.writer;
    }

    /// Returns a writer whose array nobody holds any more.
    static void give(ProtoWriter writer) {
        Place place = OF_THREADS[index()];
        if (place.writer == writer) {
            place.free();
        }
    }

    /// Submits a message that is encoded, and gives its writer back; unless the stream keeps the
    /// array, or this throws.
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

    private static int index() {
        return (int) Thread.currentThread().threadId() & (PLACES - 1);
    }
}
