package dev.duet.internal.rpc;

import dev.duet.proto.ProtoWriter;

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

    private static int place() {
        return (int) (Thread.currentThread().threadId() & (PLACES - 1)) * STRIDE;
    }
}
