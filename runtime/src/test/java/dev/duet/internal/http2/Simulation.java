package dev.duet.internal.http2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.hpack.HeaderBlock;
import dev.duet.internal.http2.hpack.HeaderField;
import dev.duet.internal.transport.EventLoop;
import dev.duet.internal.transport.MemoryTransport;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Both roles of a connection, joined by a narrow pipe, under random operations and virtual time,
/// all on one thread: the same seed does the same again.
///
/// The pipe holds a random, often tiny number of bytes, so frames are split everywhere; which side
/// runs next is random too, which delays bytes. At the end all streams are finished or reset, and
/// then nothing may be left: no stream, no octet of either connection's window, nothing of the
/// budgets.
final class Simulation {
    private static final int STEPS = 400;
    private static final int QUIET_ROUNDS = 20_000;
    private static final byte[] NONE = {};

    private static final List<HeaderField> REQUEST =
            List.of(
                    new HeaderField(":method", "POST"),
                    new HeaderField(":scheme", "http"),
                    new HeaderField(":path", "/a/b"),
                    new HeaderField(":authority", "x"));
    private static final List<HeaderField> RESPONSE = List.of(new HeaderField(":status", "200"));
    private static final List<HeaderField> TRAILERS = List.of(new HeaderField("end", "yes"));

    private final long seed;
    private final Random random;
    private final EventLoop clientLoop = new EventLoop("client", this::now);
    private final EventLoop serverLoop = new EventLoop("server", this::now);
    private final Side client;
    private final Side server;
    private long now;

    Simulation(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        MemoryTransport.Pair pipe = MemoryTransport.pair(1 + random.nextInt(oneOf(40, 5_000)));
        clientLoop.runRound(0);
        serverLoop.runRound(0);
        client = new Side(Role.CLIENT, pipe.client(), clientLoop);
        server = new Side(Role.SERVER, pipe.server(), serverLoop);
    }

    private long now() {
        return now;
    }

    private int oneOf(int... choices) {
        return choices[random.nextInt(choices.length)];
    }

    void run() {
        try {
            client.connection.start();
            server.connection.start();
            for (int i = 0; i < STEPS; i++) {
                step();
            }
            finish();
            check();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        } finally {
            client.reactor.waker().close();
            server.reactor.waker().close();
            clientLoop.close();
            serverLoop.close();
        }
    }

    private void step() {
        switch (random.nextInt(10)) {
            case 0 -> client.open();
            case 1, 2, 3 -> (random.nextBoolean() ? client : server).act();
            case 4 -> now += random.nextInt(2_000_000);
            default -> (random.nextBoolean() ? clientLoop : serverLoop).runRound(0);
        }
    }

    /// Ends every stream and lets both sides come to rest.
    private void finish() {
        for (int i = 0; i < QUIET_ROUNDS; i++) {
            boolean busy = clientLoop.runRound(0) | serverLoop.runRound(0);
            if (client.streams.isEmpty() && server.streams.isEmpty() && !busy) {
                return;
            }
            client.finishOne();
            server.finishOne();
            now += 100_000;
        }
        throw new AssertionError("the connection does not come to rest");
    }

    private void check() {
        for (Side side : List.of(client, server)) {
            assertThat(side.closed).as("closed").isNull();
            assertThat(side.connection.openStreams()).as("streams").isZero();
            assertThat(side.connection.windowBalance())
                    .as("connection window")
                    .isEqualTo(Limits.CONNECTION_WINDOW);
            assertThat(side.connection.unusedBudget())
                    .as("budget")
                    .isEqualTo(side.limits.receiveBudget());
            assertThat(side.connection.writer().hasUnwritten()).as("unwritten").isFalse();
        }
    }

    /// One end, and what it does with its streams.
    private final class Side implements ConnectionListener {
        private final Role role;
        private final Limits limits =
                new Limits(1 + random.nextInt(20), oneOf(1, 100, 65_536), 1_000_000, 8_192, 100);
        private final Reactor reactor;
        private final Connection connection;
        private final List<Stream> streams = new ArrayList<>();
        private String closed;

        Side(Role role, MemoryTransport transport, EventLoop loop) {
            this.role = role;
            this.reactor = Reactor.of(loop);
            this.connection =
                    new Connection(
                            role,
                            transport,
                            reactor,
                            limits,
                            role == Role.CLIENT ? Lifetimes.CLIENT : Lifetimes.SERVER,
                            this);
        }

        void open() {
            Stream stream = connection.newStream();
            streams.add(stream);
            submit(stream, REQUEST, random.nextInt(3) == 0 ? 0 : size(), null, false);
        }

        private int size() {
            return random.nextInt(oneOf(10, 1_000, 100_000));
        }

        /// Does something with one of the streams.
        void act() {
            if (streams.isEmpty()) {
                return;
            }
            Stream stream = streams.get(random.nextInt(streams.size()));
            List<HeaderField> headers = role == Role.CLIENT ? REQUEST : RESPONSE;
            switch (random.nextInt(12)) {
                case 0 -> end(stream);
                case 1 -> stream.reset(ErrorCode.CANCEL, "random");
                case 2, 3, 4, 5 -> read(stream, random.nextInt(oneOf(6, 70_000)));
                default -> submit(stream, headers, size(), null, false);
            }
            forgetClosed();
        }

        void finishOne() {
            forgetClosed();
            if (!streams.isEmpty()) {
                Stream stream = streams.get(random.nextInt(streams.size()));
                if (random.nextInt(4) == 0) {
                    stream.reset(ErrorCode.CANCEL, "finish");
                } else {
                    read(stream, 1);
                    end(stream);
                }
                forgetClosed();
            }
        }

        private void end(Stream stream) {
            if (stream.localMaySend()) {
                if (role == Role.SERVER) {
                    submit(stream, RESPONSE, 0, TRAILERS, true);
                } else {
                    submit(stream, REQUEST, 0, null, true);
                }
            }
        }

        private void submit(
                Stream stream,
                List<HeaderField> headers,
                int length,
                List<HeaderField> trailers,
                boolean end) {
            try {
                if (stream.localMaySend()) {
                    stream.submit(
                            headers, new byte[length], 0, length, trailers, end, Long.MIN_VALUE);
                }
            } catch (StreamException e) {
                // reset meanwhile
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        /// Reads what is there, and consumes it.
        private void read(Stream stream, int needed) {
            try {
                long past = System.nanoTime() - 1;
                byte[] bytes = stream.take(NONE, 0, 0, 0, needed, past);
                if (bytes != null) {
                    int taken = stream.taken();
                    stream.take(bytes, taken, taken, taken, 1, past);
                }
            } catch (StreamException e) {
                // reset meanwhile
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        private void forgetClosed() {
            streams.removeIf(stream -> stream.state() == StreamState.CLOSED);
        }

        @Override
        public void opened(Stream stream, HeaderBlock headers) {
            streams.add(stream);
        }

        @Override
        public void ready() {}

        @Override
        public void draining(ErrorCode code, String message) {}

        @Override
        public void closed(String reason) {
            closed = reason;
        }
    }
}
