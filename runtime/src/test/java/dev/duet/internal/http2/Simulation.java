package dev.duet.internal.http2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.internal.transport.EventLoop;
import dev.duet.internal.transport.MemoryTransport;

import java.io.IOException;
import java.util.List;
import java.util.Random;

/// Both roles of a connection, joined by a narrow pipe, under random operations and virtual time,
/// all on one thread: the same seed does the same again.
///
/// The pipe holds a random, often tiny number of bytes, so frames are split everywhere; which side
/// runs next is random too, which delays bytes. In the end one side drains the connection, or both
/// do, while streams are open, or the pipe is cut. Then nothing may be left: no stream, no octet of
/// either connection's window, nothing of the budgets, no timer.
final class Simulation {
    private static final int STEPS = 400;
    private static final int QUIET_ROUNDS = 2_000_000;
    private static final long ROUND_NANOS = 100_000;

    private final Random random;
    private final EventLoop clientLoop = new EventLoop("client", this::now);
    private final EventLoop serverLoop = new EventLoop("server", this::now);
    private final Side client;
    private final Side server;
    private long now;

    Simulation(Random random) {
        this.random = random;
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
                assertThat(client.app.closed).isNull();
                assertThat(server.app.closed).isNull();
            }
            end();
            for (Side side : List.of(client, server)) {
                side.expectNothingLeft();
            }
        } finally {
            client.reactor.waker().close();
            server.reactor.waker().close();
            clientLoop.close();
            serverLoop.close();
        }
    }

    private void step() {
        switch (random.nextInt(10)) {
            case 0 -> client.app.open();
            case 1, 2, 3 -> oneSide().app.act();
            case 4 -> now += random.nextInt(2_000_000);
            default -> oneSide().loop.runRound(0);
        }
    }

    private Side oneSide() {
        return random.nextBoolean() ? client : server;
    }

    private void end() {
        switch (random.nextInt(4)) {
            case 0 -> cut(oneSide());
            case 1 -> {
                client.connection.drain();
                goOn();
                server.connection.drain();
            }
            case 2 -> {
                oneSide().connection.drain();
                goOn();
            }
            default -> {
                finish();
                assertThat(client.app.closed).isNull();
                assertThat(server.app.closed).isNull();
                client.connection.drain();
            }
        }
        finish();
        settle();
    }

    private void goOn() {
        for (int i = random.nextInt(200); i > 0; i--) {
            step();
        }
    }

    /// Breaks the pipe, most likely in the midst of a frame.
    private void cut(Side side) {
        side.connection.transport().close();
        side.connection.lost(new IOException("cut"));
    }

    /// Ends every stream.
    private void finish() {
        for (int i = 0; i < QUIET_ROUNDS; i++) {
            now += ROUND_NANOS;
            boolean busy = clientLoop.runRound(0) | serverLoop.runRound(0);
            if (client.app.isDone() && server.app.isDone() && !busy) {
                return;
            }
            client.app.finishOne();
            server.app.finishOne();
        }
        throw new AssertionError("streams do not end: " + client.app + server.app);
    }

    /// Lets time pass until neither side has anything to do any more.
    private void settle() {
        for (int i = 0; i < QUIET_ROUNDS; i++) {
            now += 50 * ROUND_NANOS;
            boolean busy = clientLoop.runRound(0) | serverLoop.runRound(0);
            if (!busy && clientLoop.isIdle() && serverLoop.isIdle()) {
                return;
            }
        }
        throw new AssertionError("there is something to do for ever");
    }

    /// One end.
    private final class Side {
        private final EventLoop loop;
        private final Limits limits =
                new Limits(1 + random.nextInt(20), oneOf(1, 100, 65_536), 1_000_000, 8_192, 100);
        private final Reactor reactor;
        private final SimulatedApp app;
        private final Connection connection;

        Side(Role role, MemoryTransport transport, EventLoop loop) {
            this.loop = loop;
            this.reactor = Reactor.of(loop);
            this.app = new SimulatedApp(role, random);
            this.connection =
                    new Connection(
                            role,
                            transport,
                            reactor,
                            limits,
                            role == Role.CLIENT ? Lifetimes.CLIENT : Lifetimes.SERVER,
                            app);
            app.use(connection);
        }

        void expectNothingLeft() {
            assertThat(app.closed).as("closed").isNotNull();
            assertThat(connection.openStreams()).as("streams").isZero();
            assertThat(connection.windowBalance())
                    .as("connection window")
                    .isEqualTo(Limits.CONNECTION_WINDOW);
            assertThat(connection.unusedBudget()).as("budget").isEqualTo(limits.receiveBudget());
            assertThat(connection.writer().hasUnwritten()).as("unwritten").isFalse();
            connection.writer().queue.sweep(); // of those that are over, a few may stay
            assertThat(connection.writer().queue.queued()).as("waiting streams").isZero();
            assertThat(loop.pages().inUse()).as("pages in use").isZero();
        }
    }
}
