package dev.duet.internal.http2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.transport.EventLoop;
import dev.duet.internal.transport.MemoryTransport;

import java.io.IOException;
import java.util.Random;

/// A connection in one role against a [ModelPeer], which does at random all that the protocol
/// allows, over a narrow pipe and under virtual time, all on one thread: the same seed does the
/// same again.
///
/// Whenever both have come to rest, the windows of both directions are the same on both sides, to
/// the octet. In the end the connection is drained, sent away or cut off, wherever it stands, and
/// nothing is left of it.
final class PeerSimulation {
    private static final int QUIET_ROUNDS = 2_000_000;
    private static final int MOST_STREAMS = 40;
    private static final long ROUND_NANOS = 100_000;

    /// Of time that goes by at random: so much that the peer's SETTINGS, one in 160 steps, stay
    /// below what a connection accepts within a time.
    private static final int MOST_NANOS = 5_000_000;

    /// Keepalive of hours only; a client may send as many PINGs as it likes.
    private static final Lifetimes LIFETIMES =
            new Lifetimes(
                    Lifetimes.NEVER,
                    0,
                    false,
                    0,
                    true,
                    Lifetimes.NEVER,
                    Lifetimes.NEVER,
                    Lifetimes.NEVER);

    private final Random random;
    private final EventLoop loop = new EventLoop("simulated", this::now);
    private final Limits limits;
    private final Reactor reactor;
    private final Connection connection;
    private final SimulatedApp app;
    private final ModelPeer peer;
    private final ModelActions actions;
    private final int chunk;
    private long now;

    /// A simulation over a pipe that is often tiny.
    PeerSimulation(Role role, Random random) {
        this(role, random, 20 + random.nextInt(random.nextBoolean() ? 40 : 5_000));
    }

    PeerSimulation(Role role, Random random, int pipeOctets) {
        this.random = random;
        this.chunk = 1 + random.nextInt(pipeOctets);
        MemoryTransport.Pair pipe = MemoryTransport.pair(pipeOctets);
        boolean server = role == Role.SERVER;
        limits =
                new Limits(
                        1 + random.nextInt(20),
                        oneOf(1, 100, 65_536, 90_000),
                        1_000_000,
                        8_192,
                        100);
        loop.runRound(0);
        reactor = Reactor.of(loop);
        app = new SimulatedApp(role, random);
        MemoryTransport ours = server ? pipe.server() : pipe.client();
        MemoryTransport other = server ? pipe.client() : pipe.server();
        connection = new Connection(role, ours, reactor, limits, LIFETIMES, app);
        app.use(connection);
        peer =
                new ModelPeer(
                        server ? Role.CLIENT : Role.SERVER, other, new ModelOutput(random, other));
        actions = new ModelActions(peer, random);
    }

    private long now() {
        return now;
    }

    private int oneOf(int... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /// Does so many random steps, and then one of the ends that there are.
    void run(int steps) {
        try {
            connection.start();
            actions.start();
            int part = random.nextInt(steps);
            steps(part);
            rest();
            steps(steps - part);
            end();
        } finally {
            reactor.waker().close();
            loop.close();
        }
    }

    /// Does many random steps, with a rest now and then.
    void runLong(int steps, int stepsToRest) {
        try {
            connection.start();
            actions.start();
            for (int done = 0; done < steps; done += stepsToRest) {
                steps(stepsToRest);
                rest();
                peer.forget();
            }
            assertThat(peer.opened).as("streams that were opened").isGreaterThan(steps / 200);
            assertThat(peer.octetsSent).as("octets received").isGreaterThan(10L * steps);
            assertThat(peer.octetsReceived).as("octets sent").isGreaterThan(10L * steps);
            if (random.nextBoolean()) {
                connection.drain();
            }
            goAway();
            finish();
            expectNothingLeft();
        } finally {
            reactor.waker().close();
            loop.close();
        }
    }

    private void steps(int count) {
        for (int i = 0; i < count; i++) {
            step();
        }
    }

    private void step() {
        switch (random.nextInt(10)) {
            case 0 -> {
                if (peer.role == Role.SERVER && app.streams() < MOST_STREAMS) {
                    app.open();
                }
            }
            case 1 -> app.act();
            case 2, 3 -> act();
            case 4 -> now += random.nextInt(MOST_NANOS);
            case 5, 6 -> peer.read(chunk);
            case 7, 8 -> peer.write(chunk);
            default -> loop.runRound(0);
        }
        assertThat(app.closed).isNull();
    }

    private void act() {
        boolean behind = peer.unacknowledgedSettings() + peer.unansweredPings() > 100;
        if (!behind) {
            actions.act();
        }
    }

    /// Lets everything under way arrive, and compares.
    private void rest() {
        settle();
        assertThat(peer.unansweredPings()).as("PINGs without answer").isZero();
        assertThat(peer.unacknowledgedSettings()).as("SETTINGS without answer").isZero();
        compareWindows();
    }

    private void settle() {
        for (int i = 0; i < QUIET_ROUNDS; i++) {
            now += ROUND_NANOS;
            boolean busy = loop.runRound(0);
            busy |= peer.read(chunk);
            busy |= peer.write(chunk);
            if (!busy && !connection.writer().hasUnwritten() && peer.out.isEmpty()) {
                return;
            }
        }
        throw new AssertionError("the connection does not come to rest");
    }

    private void compareWindows() {
        assertThat(connection.handler.window.available())
                .as("we receive")
                .isEqualTo(peer.sendWindow);
        assertThat(connection.windowBalance()).isEqualTo(Limits.CONNECTION_WINDOW);
        assertThat((long) connection.writer().queue.window.available())
                .as("we send")
                .isEqualTo(peer.receiveWindow);
        assertThat(connection.openStreams()).as("streams").isEqualTo(peer.openStreams().size());
        for (ModelStream model : peer.openStreams()) {
            Stream stream = connection.streams().get(model.id);
            assertThat(stream).as("stream " + model.id).isNotNull();
            if (!model.otherEnded) {
                assertThat((long) stream.outbox.window.available())
                        .as("we send on " + model.id)
                        .isEqualTo(Math.max(0, model.receiveWindow));
            }
            if (!model.ended) {
                Inbox inbox = stream.inbox;
                long elsewhere = inbox.arrived() + app.held(stream) + inbox.window.owed();
                assertThat(inbox.window.available() + elsewhere)
                        .as("all of the window of " + model.id)
                        .isEqualTo(inbox.window.size() + inbox.borrowed);
                assertThat(stream.inbox.window.available())
                        .as("we receive on " + model.id)
                        .isEqualTo(model.sendWindow);
            }
        }
    }

    /// One of the ways in which connections end.
    private void end() {
        switch (random.nextInt(6)) {
            case 0 -> cut();
            case 1 -> {
                connection.drain();
                drainSteps();
                finish();
            }
            case 2 -> {
                goAway();
                finish();
            }
            case 3 -> {
                connection.drain();
                goAway();
                finish();
            }
            case 4 -> {
                finish();
                assertThat(app.closed).isNull();
                rest();
                connection.close(ErrorCode.NO_ERROR, "enough");
            }
            default -> {
                finish();
                assertThat(app.closed).isNull();
                rest();
                assertThat(connection.openStreams()).isZero();
                goAway();
            }
        }
        expectNothingLeft();
    }

    private void cut() {
        peer.mayBeCut = true;
        if (random.nextBoolean()) {
            peer.cut();
        } else {
            connection.transport().close();
            connection.lost(new IOException("cut"));
        }
    }

    private void goAway() {
        if (random.nextBoolean()) {
            actions.goAway(true);
            drainSteps();
        }
        actions.goAway(false);
        drainSteps();
    }

    /// Steps during which the connection may close, having nothing left to do.
    private void drainSteps() {
        for (int i = random.nextInt(50); i > 0 && app.closed == null; i--) {
            drainStep();
        }
    }

    private void drainStep() {
        now += ROUND_NANOS;
        switch (random.nextInt(4)) {
            case 0 -> app.act();
            case 1 -> act();
            case 2 -> peer.read(chunk);
            default -> peer.write(chunk);
        }
        loop.runRound(0);
    }

    /// Ends every stream.
    private void finish() {
        for (int i = 0; i < QUIET_ROUNDS; i++) {
            now += ROUND_NANOS;
            boolean busy = loop.runRound(0);
            busy |= peer.read(5_000);
            busy |= peer.write(5_000);
            app.finishOne();
            actions.finishOne();
            if (!busy && app.isDone() && peer.openStreams().isEmpty() || app.closed != null) {
                return;
            }
        }
        throw new AssertionError("the streams do not end: " + app + ", " + peer.openStreams());
    }

    private void expectNothingLeft() {
        for (int i = 0; i < QUIET_ROUNDS && !(app.closed != null && loop.isIdle()); i++) {
            now += 50 * ROUND_NANOS;
            peer.read(5_000);
            peer.write(5_000);
            loop.runRound(0);
            app.finishOne();
        }
        assertThat(app.closed).as("closed").isNotNull();
        assertThat(loop.isIdle()).as("no task, no timer").isTrue();
        assertThat(connection.openStreams()).as("streams").isZero();
        assertThat(app.isDone()).as("streams of the layer above").isTrue();
        assertThat(connection.unusedBudget()).as("budget").isEqualTo(limits.receiveBudget());
        assertThat(connection.windowBalance()).isEqualTo(Limits.CONNECTION_WINDOW);
        assertThat(connection.writer().hasUnwritten()).as("unwritten").isFalse();
        connection.writer().queue.sweep(); // of those that are over, a few may stay
        assertThat(connection.writer().queue.queued()).as("waiting streams").isZero();
        assertThat(loop.pages().inUse()).as("pages in use").isZero();
    }
}
