package dev.duet.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duet.CallOptions;
import dev.duet.ConnectionState;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.client.BidiCall;
import dev.duet.client.Channel;
import dev.duet.server.Requests;
import dev.duet.server.Responses;
import dev.duet.server.Server;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// More calls at once than a connection may have.
@Timeout(60)
class ConnectionScalingTest {
    private Server server;

    @BeforeEach
    void start() throws Exception {
        EchoService peers =
                new EchoService() {
                    @Override
                    void both(Requests<String> requests, Responses<String> responses) {
                        requests.forEach(_ -> responses.send(requests.call().peer()));
                    }
                };
        server = Server.listen(0).maxConcurrentCalls(2).service(peers).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void callsBeyondTheLimitGetAnotherConnection() {
        try (Channel channel = Channel.builder(server.target()).maxConnections(3).build()) {
            List<BidiCall<String, String>> calls = new ArrayList<>();
            List<String> peers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                calls.add(EchoService.both(channel));
                peers.add(peer(calls.get(i)));
            }
            assertThat(peers.get(1)).isEqualTo(peers.get(0));
            assertThat(peers.get(3)).isEqualTo(peers.get(2)).isNotEqualTo(peers.get(0));
            assertThat(peers.get(5)).isEqualTo(peers.get(4)).isNotIn(peers.subList(0, 4));
            assertThat(channel.state()).isEqualTo(ConnectionState.READY);
        }
    }

    @Test
    void callsBeyondAllConnectionsWaitForTheirTurn() {
        try (Channel channel = Channel.builder(server.target()).maxConnections(1).build();
                BidiCall<String, String> first = EchoService.both(channel);
                BidiCall<String, String> second = EchoService.both(channel)) {
            assertThat(peer(first)).isEqualTo(peer(second));
            CallOptions soon = CallOptions.DEFAULT.withDeadlineAfter(Duration.ofMillis(100));
            try (BidiCall<String, String> third = channel.bidi(EchoService.BOTH, soon)) {
                assertThatThrownBy(() -> peer(third))
                        .isInstanceOfSatisfying(
                                StatusException.class,
                                e ->
                                        assertThat(e.status().code())
                                                .isEqualTo(Status.Code.DEADLINE_EXCEEDED));
            }
        }
    }

    @Test
    void aClosedChannelOpensNoMore() {
        Channel channel = Channel.builder(server.target()).maxConnections(2).build();
        peer(EchoService.both(channel));
        peer(EchoService.both(channel));
        channel.close();
        assertThatThrownBy(() -> EchoService.both(channel)).hasMessageContaining("closed");
        assertThat(channel.state()).isEqualTo(ConnectionState.SHUTDOWN);
    }

    @Test
    void aChannelWithoutConnectionsMakesNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Channel.builder(server.target()).maxConnections(0));
    }

    private static String peer(BidiCall<String, String> call) {
        call.send("who am I?");
        return call.receive();
    }
}
