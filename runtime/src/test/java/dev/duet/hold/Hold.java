package dev.duet.hold;

import dev.duet.MethodDescriptor;
import dev.duet.MethodDescriptor.Kind;
import dev.duet.Status;
import dev.duet.proto.Bytes;
import dev.duet.proto.Wrappers;
import dev.duet.server.Requests;
import dev.duet.server.Responses;
import dev.duet.server.Service;
import dev.duet.server.ServiceDefinition;

import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The service under load. Counts its handlers, so that tests can tell that none is left.
final class Hold implements Service {
    /// Both sides send checked [Parcels] at the same time; the first request is an [Order].
    static final MethodDescriptor<Bytes, Bytes> CROSS = bidi("Cross");

    /// Answers each message with the same one.
    static final MethodDescriptor<Bytes, Bytes> ECHO = bidi("Echo");

    /// Reads a message each time a test gives it leave through [#reads].
    static final MethodDescriptor<Bytes, Bytes> SLOW_READER = bidi("SlowReader");

    /// Sends messages of the size that the request has, without end.
    static final MethodDescriptor<Bytes, Bytes> FLOOD =
            new MethodDescriptor<>(
                    "hold.Hold", "Flood", Kind.SERVER_STREAMING, Wrappers.BYTES, Wrappers.BYTES);

    /// Answers with its request.
    static final MethodDescriptor<Bytes, Bytes> UNARY_ECHO =
            new MethodDescriptor<>(
                    "hold.Hold", "UnaryEcho", Kind.UNARY, Wrappers.BYTES, Wrappers.BYTES);

    final AtomicInteger started = new AtomicInteger();
    final AtomicInteger running = new AtomicInteger();
    final AtomicLong flooded = new AtomicLong();
    final AtomicLong readSlowly = new AtomicLong();
    final Semaphore reads = new Semaphore(0);

    /// What a client asks of [#CROSS]: how many messages each side sends, and where the server
    /// breaks off with ABORTED (beyond the count: nowhere).
    record Order(int stream, int count, int serverBreaksAt) {
        Bytes encode() {
            ByteBuffer buffer = ByteBuffer.allocate(12);
            return Bytes.of(buffer.putInt(stream).putInt(count).putInt(serverBreaksAt).array());
        }

        static Order decode(Bytes bytes) {
            ByteBuffer buffer = bytes.asByteBuffer();
            return new Order(buffer.getInt(), buffer.getInt(), buffer.getInt());
        }

        long routeUp() {
            return 2L * stream;
        }

        long routeDown() {
            return 2L * stream + 1;
        }
    }

    private static MethodDescriptor<Bytes, Bytes> bidi(String name) {
        return new MethodDescriptor<>(
                "hold.Hold", name, Kind.BIDI_STREAMING, Wrappers.BYTES, Wrappers.BYTES);
    }

    @Override
    public ServiceDefinition bind() {
        return ServiceDefinition.builder("hold.Hold")
                .bidi(CROSS, (requests, responses) -> count(() -> cross(requests, responses)))
                .bidi(ECHO, (requests, responses) -> count(() -> echo(requests, responses)))
                .bidi(SLOW_READER, (requests, responses) -> count(() -> readSlowly(requests)))
                .serverStreaming(
                        FLOOD, (request, responses) -> count(() -> flood(request, responses)))
                .unary(UNARY_ECHO, request -> request)
                .build();
    }

    private interface Work {
        void run() throws Exception;
    }

    private void count(Work work) throws Exception {
        started.incrementAndGet();
        running.incrementAndGet();
        try {
            work.run();
        } finally {
            running.decrementAndGet();
        }
    }

    private static void cross(Requests<Bytes> requests, Responses<Bytes> responses)
            throws Exception {
        Order order = Order.decode(requests.receive());
        int end = Math.min(order.count(), order.serverBreaksAt());
        var sender =
                new Failable(
                        () -> {
                            for (int i = 0; i < end; i++) {
                                responses.send(Parcels.make(order.routeDown(), i));
                            }
                        });
        for (int i = 0; i < end; i++) {
            Parcels.check(requests.receive(), order.routeUp(), i);
        }
        if (end < order.count()) {
            throw Status.ABORTED.withDescription("as ordered").exception();
        }
        if (requests.receive() != null) {
            throw new AssertionError("a message too many on route " + order.routeUp());
        }
        sender.join();
    }

    private static void echo(Requests<Bytes> requests, Responses<Bytes> responses) {
        for (Bytes message : requests) {
            responses.send(message);
        }
    }

    private void readSlowly(Requests<Bytes> requests) throws Exception {
        Bytes message;
        do {
            reads.acquire();
            message = requests.receive();
            if (message != null) {
                readSlowly.addAndGet(message.size());
            }
        } while (message != null);
    }

    private void flood(Bytes message, Responses<Bytes> responses) {
        while (true) {
            responses.send(message);
            flooded.addAndGet(message.size());
        }
    }
}
