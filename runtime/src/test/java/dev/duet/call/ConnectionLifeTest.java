package dev.duet.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.client.Channel;
import dev.duet.server.CallContext;
import dev.duet.server.Requests;
import dev.duet.server.Responses;
import dev.duet.server.Server;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/// How connections and servers come to their end.
@Timeout(60)
class ConnectionLifeTest {
    @Test
    void aServerThatStopsLetsOpenCallsFinish() throws Exception {
        try (Server server = Server.listen(0).service(new EchoService()).start();
                Channel channel = Channel.to(server.target());
                var both = EchoService.both(channel)) {
            both.send("before");
            assertThat(both.receive()).isEqualTo("before");
            server.shutdown();
            both.send("after");
            assertThat(both.receive()).isEqualTo("after");
            both.await();
        }
    }

    @Test
    void aServerThatHasStoppedIsUnavailable() throws Exception {
        Server server = Server.listen(0).service(new EchoService()).start();
        try (Channel channel = Channel.to(server.target())) {
            assertThat(EchoService.unary(channel, "x")).isEqualTo("x");
            server.close();
            assertThatThrownBy(() -> EchoService.unary(channel, "x"))
                    .isInstanceOfSatisfying(
                            StatusException.class,
                            e -> assertThat(e.status().code()).isEqualTo(Status.Code.UNAVAILABLE));
        }
    }

    @Test
    void theTimeOfGraceEndsCallsThatGoOn() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        EchoService endless =
                new EchoService() {
                    @Override
                    void both(Requests<String> requests, Responses<String> responses) {
                        requests.call().onCancel(cancelled::countDown);
                        responses.send("ready");
                        requests.receive();
                    }
                };
        Server server = Server.listen(0).service(endless).start();
        try (Channel channel = Channel.to(server.target());
                var both = EchoService.both(channel)) {
            assertThat(both.receive()).isEqualTo("ready");
            server.close(Duration.ofMillis(50));
            cancelled.await();
            assertThatThrownBy(both::receive).isInstanceOf(StatusException.class);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void handlersOfLongLivedStreamsCanSayGoodBye() throws Exception {
        EchoService polite =
                new EchoService() {
                    @Override
                    void both(Requests<String> requests, Responses<String> responses)
                            throws Exception {
                        Semaphore goodBye = new Semaphore(0);
                        CallContext.current().onDraining(goodBye::release);
                        responses.send("hello");
                        goodBye.acquire();
                        assertThat(requests.call().isDraining()).isTrue();
                        responses.send("good-bye");
                    }
                };
        Server server = Server.listen(0).service(polite).start();
        try (Channel channel = Channel.to(server.target());
                var both = EchoService.both(channel)) {
            assertThat(both.receive()).isEqualTo("hello");
            server.shutdown();
            assertThat(both.receive()).isEqualTo("good-bye");
            assertThat(both.receive()).isNull();
            assertThat(both.status()).isEqualTo(Status.OK);
            server.close();
        }
    }

    @Test
    void anIdleConnectionIsDrainedAndTheNextCallMakesAnother() throws Exception {
        try (Server server =
                        Server.listen(0)
                                .maxConnectionIdle(Duration.ofMillis(20))
                                .service(new EchoService())
                                .start();
                Channel channel = Channel.to(server.target())) {
            assertThat(EchoService.unary(channel, "1")).isEqualTo("1");
            while (server.connections() > 0) {
                Thread.onSpinWait();
            }
            assertThat(EchoService.unary(channel, "2")).isEqualTo("2");
        }
    }

    @Test
    void anOldConnectionIsDrainedWhileCallsGoOn() throws Exception {
        try (Server server =
                        Server.listen(0)
                                .maxConnectionAge(Duration.ofMillis(50), Duration.ofMinutes(1))
                                .service(new EchoService())
                                .start();
                Channel channel = Channel.to(server.target());
                var both = EchoService.both(channel)) {
            both.send("x");
            assertThat(both.receive()).isEqualTo("x");
            while (server.connections() < 2) {
                assertThat(EchoService.unary(channel, "y")).isEqualTo("y");
            }
            both.send("z");
            assertThat(both.receive()).isEqualTo("z");
        }
    }
}
