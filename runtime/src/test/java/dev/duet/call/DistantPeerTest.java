package dev.duet.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.client.BidiCall;
import dev.duet.client.Channel;
import dev.duet.client.ServerStreamingCall;
import dev.duet.server.Responses;
import dev.duet.server.Server;
import dev.duet.testing.FaultProxy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;

/// Streams over a line with a long delay: windows that do not grow would leave it empty most of the
/// time.
@Timeout(120)
class DistantPeerTest {
    private static final Duration ONE_WAY = Duration.ofMillis(40);
    private static final int MESSAGES = 400;
    private static final String MESSAGE = "x".repeat(16 * 1024);

    /// What the messages take at least with the window that streams begin with: one such window for
    /// each round trip.
    private static final Duration WITH_FIXED_WINDOW =
            ONE_WAY.multipliedBy(2L * MESSAGES * MESSAGE.length() / (64 * 1024));

    @Test
    void responsesComeFasterThanTheFirstWindowAllows() throws Exception {
        EchoService service =
                new EchoService() {
                    @Override
                    void down(String request, Responses<String> responses) {
                        for (int i = 0; i < MESSAGES; i++) {
                            responses.send(MESSAGE);
                        }
                    }
                };
        try (Server server = Server.listen(0).service(service).start();
                FaultProxy proxy = FaultProxy.to(server.port())) {
            proxy.delay(ONE_WAY);
            try (Channel channel = Channel.to("http://localhost:" + proxy.port());
                    ServerStreamingCall<String> call = EchoService.down(channel, "")) {
                long start = System.nanoTime();
                int received = 0;
                for (String response : call) {
                    received += response.length();
                }
                assertThat(received).isEqualTo(MESSAGES * MESSAGE.length());
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .isLessThan(WITH_FIXED_WINDOW);
            }
        }
    }

    @Test
    void requestsGoFasterThanTheFirstWindowAllows() throws Exception {
        try (Server server = Server.listen(0).service(new EchoService()).start();
                FaultProxy proxy = FaultProxy.to(server.port())) {
            proxy.delay(ONE_WAY);
            try (Channel channel = Channel.to("http://localhost:" + proxy.port());
                    BidiCall<String, String> call = EchoService.both(channel)) {
                long start = System.nanoTime();
                call.onEach(response -> assertThat(response).isEqualTo(MESSAGE));
                for (int i = 0; i < MESSAGES; i++) {
                    call.send(MESSAGE);
                }
                call.complete();
                call.await();
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .isLessThan(WITH_FIXED_WINDOW);
            }
        }
    }
}
