package dev.duet.bench.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duet.bench.raw.ManyStreams.Plan;
import dev.duet.bench.raw.ManyStreams.Result;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;

class ManyStreamsTest {
    private static final int SMALL_WINDOW = 2 * EchoFrame.FLOW_CONTROLLED;

    @Test
    void countsEchoesOfEveryStreamAndEndsThemAll() throws Exception {
        try (TinyEcho server = new TinyEcho(TinyEcho.Manners.GOOD)) {
            Result result = ManyStreams.run(plan(server, 3, 40));

            assertThat(result.messages()).isPositive();
            assertThat(result.rate()).isPositive();
            assertThat(result.serverCpuSeconds()).isNotNegative();
            assertThat(server.endedStreams()).isEqualTo(120);
            assertThat(server.overdrawn()).isZero();
        }
    }

    @Test
    void dividesConnectionsAmongThreads() throws Exception {
        try (TinyEcho server = new TinyEcho(TinyEcho.Manners.GOOD)) {
            Plan plan = plan(server, 5, 2);
            ManyStreams.run(
                    new Plan(
                            plan.server(),
                            false,
                            5,
                            2,
                            2,
                            plan.streamWindow(),
                            plan.connectionWindow(),
                            plan.warmUp(),
                            plan.measured(),
                            0));

            assertThat(server.endedStreams()).isEqualTo(10);
        }
    }

    @Test
    void putsEchoesTogetherThatComeInPieces() throws Exception {
        try (TinyEcho server = new TinyEcho(new TinyEcho.Manners(1_000, 65_535, 5, 0))) {
            assertThat(ManyStreams.run(plan(server, 1, 10)).messages()).isPositive();
        }
    }

    @Test
    void waitsForAWindowThatHasRoomForOneMessageOnly() throws Exception {
        try (TinyEcho server =
                new TinyEcho(new TinyEcho.Manners(1_000, EchoFrame.FLOW_CONTROLLED + 3, 1, 0))) {
            assertThat(ManyStreams.run(plan(server, 1, 10)).messages()).isPositive();
            assertThat(server.overdrawn()).isZero();
        }
    }

    @Test
    void noticesAChangedByte() throws Exception {
        try (TinyEcho server = new TinyEcho(new TinyEcho.Manners(1_000, 65_535, 1, 7))) {
            assertThatThrownBy(() -> ManyStreams.run(plan(server, 1, 3)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("came back changed");
        }
    }

    @Test
    void holdsStreamsOpenAfterOneAnswerOnEach() throws Exception {
        try (TinyEcho server = new TinyEcho(TinyEcho.Manners.GOOD)) {
            ManyStreams.hold(plan(server, 2, 20));

            assertThat(server.endedStreams()).isZero();
        }
    }

    @Test
    void complainsOfAServerThatAllowsTooFewStreams() throws Exception {
        try (TinyEcho server = new TinyEcho(new TinyEcho.Manners(9, 65_535, 1, 0))) {
            assertThatThrownBy(() -> ManyStreams.run(plan(server, 1, 10)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the server allows 9 streams on a connection, 10 are wanted");
        }
    }

    private static Plan plan(TinyEcho server, int connections, int streams) {
        return new Plan(
                server.address(),
                false,
                connections,
                streams,
                1,
                SMALL_WINDOW,
                70_000,
                Duration.ofMillis(100),
                Duration.ofMillis(200),
                ProcessHandle.current().pid());
    }
}
