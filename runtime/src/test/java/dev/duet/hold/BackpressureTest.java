package dev.duet.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.CallOptions;
import dev.duet.client.BidiCall;
import dev.duet.client.Channel;
import dev.duet.client.ServerStreamingCall;
import dev.duet.proto.Bytes;
import dev.duet.server.Server;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// A producer that never stops meets a consumer that does not read.
class BackpressureTest {
    /// What may be on its way on one stream: the receiver's window, the sender's outbox, and slack.
    private static final long ON_ITS_WAY = 128 * 1024;

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

    private void echoOnAnotherStream(int messages) throws Exception {
        try (BidiCall<Bytes, Bytes> call = channel.bidi(Hold.ECHO, CallOptions.DEFAULT)) {
            for (int i = 0; i < messages; i++) {
                call.send(Parcels.make(0, i));
                Parcels.check(call.receive(), 0, i);
            }
            call.complete();
            call.await();
        }
    }

    @Test
    void aServerThatDoesNotReadStopsTheClientAndNobodyElse() throws Exception {
        for (int size : new int[] {0, 1, 1_000, 60_000}) {
            serverDoesNotRead(size);
        }
    }

    private void serverDoesNotRead(int size) throws Exception {
        hold.readSlowly.set(0);
        hold.reads.drainPermits();
        Bytes message = Parcels.ofSize(size);
        AtomicLong sent = new AtomicLong();
        AtomicLong target = new AtomicLong(Long.MAX_VALUE);
        BidiCall<Bytes, Bytes> call = channel.bidi(Hold.SLOW_READER, CallOptions.DEFAULT);
        Failable producer =
                new Failable(
                        () -> {
                            while (sent.get() < target.get()) {
                                call.send(message);
                                sent.incrementAndGet();
                            }
                            call.complete();
                        });
        long stuckAt = Await.still(sent::get);
        assertThat(stuckAt * (size + 5L)).isLessThan(ON_ITS_WAY + size);
        assertThat(producer.thread().isAlive()).isTrue();

        echoOnAnotherStream(500);
        assertThat(sent).hasValue(stuckAt);

        target.set(stuckAt + 2_000);
        hold.reads.release(Integer.MAX_VALUE / 2);
        producer.join();
        call.await();
        assertThat(hold.readSlowly).hasValue(sent.get() * size);
        hold.reads.drainPermits();
    }

    @Test
    void aClientThatDoesNotReadStopsTheServerAndNobodyElse() throws Exception {
        for (int size : new int[] {1, 1_000, 60_000}) {
            clientDoesNotRead(size);
        }
    }

    private void clientDoesNotRead(int size) throws Exception {
        hold.flooded.set(0);
        Bytes message = Parcels.ofSize(size);
        try (ServerStreamingCall<Bytes> call =
                channel.serverStreaming(Hold.FLOOD, message, CallOptions.DEFAULT)) {
            long stuckAt = Await.still(hold.flooded::get);
            assertThat(stuckAt / size * (size + 5L)).isLessThan(ON_ITS_WAY + size);
            echoOnAnotherStream(500);
            assertThat(hold.flooded).hasValue(stuckAt);
            long count = stuckAt / size + 2_000;
            for (long i = 0; i < count; i++) {
                assertThat(call.receive()).isEqualTo(message);
            }
        }
        Await.until("the end of the handler", () -> hold.running.get() == 0);
    }

    @Test
    void manyStuckStreamsHoldNoMoreMemoryThanTheirWindows() throws Exception {
        int streams = Scale.of(100, 400);
        Bytes message = Parcels.ofSize(1_000);
        echoOnAnotherStream(1_000);
        long before = memoryInUse();
        AtomicLong sent = new AtomicLong();
        List<BidiCall<Bytes, Bytes>> uploads = new ArrayList<>();
        List<ServerStreamingCall<Bytes>> downloads = new ArrayList<>();
        List<Failable> producers = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            BidiCall<Bytes, Bytes> call = channel.bidi(Hold.SLOW_READER, CallOptions.DEFAULT);
            uploads.add(call);
            producers.add(
                    new Failable(
                            () -> {
                                while (true) {
                                    call.send(message);
                                    sent.incrementAndGet();
                                }
                            }));
            downloads.add(channel.serverStreaming(Hold.FLOOD, message, CallOptions.DEFAULT));
        }
        Await.still(() -> sent.get() + hold.flooded.get());
        long perStream = (memoryInUse() - before) / (2 * streams);
        assertThat(perStream).as("bytes for each stuck stream").isLessThan(ON_ITS_WAY + 16 * 1024);
        echoOnAnotherStream(1_000);
        uploads.forEach(BidiCall::close);
        downloads.forEach(ServerStreamingCall::close);
        for (Failable producer : producers) {
            producer.thread().join();
        }
        hold.reads.release(Integer.MAX_VALUE / 2);
        Await.until("the end of the handlers", () -> hold.running.get() == 0);
    }

    /// Heap after a collection, and direct memory.
    private static long memoryInUse() {
        System.gc();
        System.gc();
        long direct =
                ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum();
        return direct + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
