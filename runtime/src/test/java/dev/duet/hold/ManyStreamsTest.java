package dev.duet.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.CallOptions;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.client.BidiCall;
import dev.duet.client.Channel;
import dev.duet.proto.Bytes;
import dev.duet.server.Server;
import dev.duet.testing.FaultProxy;
import dev.duet.testing.FaultProxy.Direction;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/// Many streams at once, both directions of each busy, messages from nothing to a mebibyte: none is
/// lost, doubled or out of order, and calls that break off in between harm no other.
class ManyStreamsTest {
    private static final int NOWHERE = Integer.MAX_VALUE;
    private final Hold hold = new Hold();
    private final List<Channel> channels = new ArrayList<>();
    private int clientWindow = 64 * 1024;
    private Server server;
    private String target;

    @AfterEach
    void stop() throws Exception {
        channels.forEach(Channel::close);
        server.close();
    }

    private void start(Server.Builder builder) throws Exception {
        server = builder.service(hold).start();
        target = server.target();
    }

    private void connect(int connections) {
        for (int i = 0; i < connections; i++) {
            channels.add(Channel.builder(target).window(clientWindow).build());
        }
    }

    @Test
    void manyStreamsOnOneConnection() throws Exception {
        start(Server.listen(0));
        exchange(1, Scale.of(200, 1000), Scale.of(100, 1000), 0);
    }

    @Test
    void manyStreamsOnManyConnectionsWithCancelsAndResetsInBetween() throws Exception {
        start(Server.listen(0));
        exchange(20, Scale.of(15, 50), Scale.of(100, 1000), 3);
    }

    @Test
    void cancelsAndResetsWithTinyWindows() throws Exception {
        start(Server.listen(0).window(100));
        clientWindow = 100;
        exchange(2, Scale.of(50, 500), Scale.of(20, 100), 3);
    }

    @Test
    void manyStreamsThroughALongSlowLine() throws Exception {
        start(Server.listen(0));
        try (FaultProxy proxy = FaultProxy.to(server.port())) {
            proxy.delay(Duration.ofMillis(20)).limitRate(Direction.UP, 4_000_000);
            target = "http://localhost:" + proxy.port();
            exchange(2, 30, 30, 3);
        }
    }

    @Test
    void manyStreamsInMemory() throws Exception {
        start(Server.inMemory());
        exchange(3, Scale.of(50, 300), Scale.of(50, 1000), 3);
    }

    /// @param breaking every so many-th stream is cancelled by the client, and as many are ended by
    ///   the server; 0 for none
    private void exchange(int connections, int streamsEach, int messages, int breaking)
            throws Exception {
        connect(connections);
        int streams = connections * streamsEach;
        CountDownLatch allOpen = new CountDownLatch(streams);
        List<Failable> calls = new ArrayList<>();
        Random random = new Random(7);
        for (int stream = 0; stream < streams; stream++) {
            Channel channel = channels.get(stream % connections);
            boolean breaks = breaking > 0 && stream % breaking != 0;
            int at = breaks ? random.nextInt(messages) : NOWHERE;
            boolean byServer = stream % 2 == 0;
            var order = new Hold.Order(stream, messages, breaks && byServer ? at : NOWHERE);
            int cancelAt = breaks && !byServer ? at : NOWHERE;
            calls.add(new Failable(() -> call(channel, order, cancelAt, allOpen)));
        }
        for (Failable call : calls) {
            call.join();
        }
        assertThat(allOpen.getCount()).as("streams that were not open together").isZero();
        Await.until("the end of all handlers", () -> hold.running.get() == 0);
        assertThat(hold.started).hasValue(streams);
    }

    private static void call(
            Channel channel, Hold.Order order, int cancelAt, CountDownLatch allOpen)
            throws Exception {
        try (BidiCall<Bytes, Bytes> call = channel.bidi(Hold.CROSS, CallOptions.DEFAULT)) {
            call.send(order.encode());
            allOpen.countDown();
            allOpen.await();
            Failable sender = new Failable(() -> sendAll(call, order));
            Status status = receiveAll(call, order, cancelAt);
            if (order.serverBreaksAt() < order.count()) {
                assertThat(status.code()).isEqualTo(Status.ABORTED.code());
            } else if (cancelAt < order.count()) {
                assertThat(status.code()).isEqualTo(Status.CANCELLED.code());
            } else {
                assertThat(status.isOk()).as(status.toString()).isTrue();
                sender.join();
            }
            sender.thread().join();
        }
    }

    private static void sendAll(BidiCall<Bytes, Bytes> call, Hold.Order order) {
        for (int i = 0; i < order.count(); i++) {
            call.send(Parcels.make(order.routeUp(), i));
        }
        call.complete();
    }

    private static Status receiveAll(BidiCall<Bytes, Bytes> call, Hold.Order order, int cancelAt) {
        try {
            for (int i = 0; i < order.count(); i++) {
                if (i == cancelAt) {
                    call.cancel();
                }
                Bytes message = call.receive();
                Parcels.check(message, order.routeDown(), i);
            }
            assertThat(call.receive()).as("a message too many").isNull();
            call.await();
            return Status.OK;
        } catch (StatusException e) {
            return e.status();
        }
    }
}
