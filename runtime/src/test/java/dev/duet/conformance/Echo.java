package dev.duet.conformance;

import dev.duet.MethodDescriptor;
import dev.duet.MethodDescriptor.Kind;
import dev.duet.Status;
import dev.duet.proto.Bytes;
import dev.duet.proto.ProtoWriter;
import dev.duet.proto.Wrappers;
import dev.duet.server.CallContext;
import dev.duet.server.Requests;
import dev.duet.server.Responses;
import dev.duet.server.Service;
import dev.duet.server.ServiceDefinition;
import dev.duet.testing.wire.Frames;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// A service of octets whose handlers do what tests of the protocol need.
final class Echo implements Service {
    static final MethodDescriptor<Bytes, Bytes> UNARY = method("Unary", Kind.UNARY);
    static final MethodDescriptor<Bytes, Bytes> BIDI = method("Bidi", Kind.BIDI_STREAMING);
    private static final MethodDescriptor<Bytes, Bytes> FAIL = method("Fail", Kind.UNARY);
    private static final MethodDescriptor<Bytes, Bytes> HANG = method("Hang", Kind.UNARY);
    private static final MethodDescriptor<Bytes, Bytes> SPIN = method("Spin", Kind.UNARY);
    private static final MethodDescriptor<Bytes, Bytes> IDLE = method("Idle", Kind.BIDI_STREAMING);
    private static final MethodDescriptor<Bytes, Bytes> LEAVE =
            method("Leave", Kind.BIDI_STREAMING);

    /// Handlers of `Hang`, `Idle` and `Spin` go on until this is released.
    final CountDownLatch release = new CountDownLatch(1);

    /// Handlers of `Hang` and `Spin` that run now.
    final AtomicInteger running = new AtomicInteger();

    /// The status with which each call of `Hang` was given up.
    final BlockingQueue<Status> cancelled = new LinkedBlockingQueue<>();

    private static MethodDescriptor<Bytes, Bytes> method(String name, Kind kind) {
        return new MethodDescriptor<>("test.Echo", name, kind, Wrappers.BYTES, Wrappers.BYTES);
    }

    /// A message of this service as it goes over the wire, prefix and all.
    static byte[] message(String text) {
        byte[] content = text.getBytes(StandardCharsets.ISO_8859_1);
        ProtoWriter writer = new ProtoWriter();
        Wrappers.BYTES.encode(Bytes.of(content), writer);
        return Frames.message(writer.toByteArray());
    }

    @Override
    public ServiceDefinition bind() {
        return ServiceDefinition.builder("test.Echo")
                .unary(UNARY, request -> request)
                .bidi(BIDI, Echo::echo)
                .unary(FAIL, Echo::fail)
                .unary(HANG, this::hang)
                .unary(SPIN, this::spin)
                .bidi(IDLE, (requests, responses) -> release.await())
                .bidi(LEAVE, (requests, responses) -> responses.send(requests.receive()))
                .build();
    }

    private static void echo(Requests<Bytes> requests, Responses<Bytes> responses) {
        for (Bytes request : requests) {
            responses.send(request);
        }
    }

    private static Bytes fail(Bytes request) {
        throw new IllegalStateException("as the test wants it");
    }

    private Bytes hang(Bytes request) throws InterruptedException {
        CallContext.current().onCancel(() -> cancelled.add(Status.CANCELLED));
        running.incrementAndGet();
        release.await();
        running.decrementAndGet();
        return request;
    }

    private Bytes spin(Bytes request) {
        running.incrementAndGet();
        while (release.getCount() > 0) {
            Thread.onSpinWait();
        }
        running.decrementAndGet();
        return request;
    }
}
