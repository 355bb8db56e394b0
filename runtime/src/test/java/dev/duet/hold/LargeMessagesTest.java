package dev.duet.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.CallOptions;
import dev.duet.client.BidiCall;
import dev.duet.client.Channel;
import dev.duet.proto.Bytes;
import dev.duet.server.Server;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// Messages larger than the windows they have to go through.
class LargeMessagesTest {
    private static final int FOUR_MIB = 4 << 20;

    /// A message's own framing inside the size limit.
    private static final int FIELD_OVERHEAD = 16;

    private final Hold hold = new Hold();
    private Server server;
    private Channel channel;

    @BeforeEach
    void start() throws Exception {
        server = Server.listen(0).service(hold).start();
        channel = Channel.to("http://localhost:" + server.port());
    }

    @AfterEach
    void stop() throws Exception {
        channel.close();
        server.close();
    }

    @Test
    void everySizeAroundTheWindowsArrives() {
        for (int window : new int[] {16 << 10, 64 << 10, 128 << 10, 1 << 20, 4 << 20}) {
            for (int size = window - 20; size <= window + 3; size++) {
                Bytes message = Parcels.ofSize(Math.min(size, FOUR_MIB - FIELD_OVERHEAD));
                Bytes answer = channel.unary(Hold.UNARY_ECHO, message, CallOptions.DEFAULT);
                assertThat(answer.equals(message)).as("answer of " + size).isTrue();
            }
        }
    }

    @Test
    void manyLargeMessagesAtOnceBothWays() throws Exception {
        int streams = Scale.of(30, 200);
        int each = 5;
        List<Failable> calls = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            Bytes message = Parcels.ofSize(i % 2 == 0 ? FOUR_MIB - FIELD_OVERHEAD : 700_000 + i);
            calls.add(new Failable(() -> echo(message, each)));
        }
        for (Failable call : calls) {
            call.join();
        }
    }

    private void echo(Bytes message, int count) throws Exception {
        try (BidiCall<Bytes, Bytes> call = channel.bidi(Hold.ECHO, CallOptions.DEFAULT)) {
            Failable sender =
                    new Failable(
                            () -> {
                                for (int i = 0; i < count; i++) {
                                    call.send(message);
                                }
                                call.complete();
                            });
            for (int i = 0; i < count; i++) {
                assertThat(call.receive().equals(message)).isTrue();
            }
            assertThat(call.receive()).isNull();
            sender.join();
            call.await();
        }
    }

    @Test
    void largeMessagesThatNobodyReadsDoNotStopLargeMessagesOfOthers() throws Exception {
        Bytes large = Parcels.ofSize(FOUR_MIB - FIELD_OVERHEAD);
        List<BidiCall<Bytes, Bytes>> stuck = new ArrayList<>();
        List<Failable> senders = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            BidiCall<Bytes, Bytes> call = channel.bidi(Hold.ECHO, CallOptions.DEFAULT);
            stuck.add(call);
            senders.add(
                    new Failable(
                            () -> {
                                while (true) {
                                    call.send(large);
                                }
                            }));
        }
        echo(large, 5);
        stuck.forEach(BidiCall::close);
        for (Failable sender : senders) {
            sender.thread().join();
        }
        Await.until("the end of the handlers", () -> hold.running.get() == 0);
    }
}
