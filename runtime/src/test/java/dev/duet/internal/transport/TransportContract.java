package dev.duet.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// What every transport must do, whatever it is made of.
abstract class TransportContract {
    private final List<Transport> opened = new ArrayList<>();
    private EventLoop left;
    private EventLoop right;
    private End a;
    private End b;

    /// Two connected transports that were not started.
    abstract Transport[] connect() throws Exception;

    @BeforeEach
    void connectTwoLoops() throws Exception {
        left = new EventLoop("left", System::nanoTime);
        right = new EventLoop("right", System::nanoTime);
        left.start();
        right.start();
        End[] ends = pair(left, right);
        a = ends[0];
        b = ends[1];
    }

    @AfterEach
    void closeEverything() {
        opened.forEach(Transport::close);
        left.close();
        right.close();
    }

    private End[] pair(EventLoop first, EventLoop second) throws Exception {
        Transport[] ends = connect();
        opened.addAll(Arrays.asList(ends));
        return new End[] {new End(ends[0], first), new End(ends[1], second)};
    }

    private static byte[] randomBytes(int count, long seed) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /// Writes until nothing fits any more, and returns how much did.
    private static long fill(Transport transport) throws IOException {
        ByteBuffer[] batch = {ByteBuffer.allocate(100_000)};
        long total = 0;
        int refused = 0;
        while (refused < 100) { // a socket may find more room while its peer's buffer grows
            batch[0].clear();
            long taken = transport.write(batch, 0, 1);
            refused = taken == 0 ? refused + 1 : 0;
            total += taken;
        }
        return total;
    }

    @Test
    void whatOneEndWritesTheOtherReads() throws Exception {
        a.start().send(new byte[] {1, 2, 3});
        b.start().send(new byte[] {4, 5});
        b.await("three bytes", e -> e.receivedCount() == 3);
        a.await("two bytes", e -> e.receivedCount() == 2);
        assertThat(b.received()).containsExactly(1, 2, 3);
        assertThat(a.received()).containsExactly(4, 5);
    }

    @Test
    void writesOnlyTheBuffersItIsGiven() throws Exception {
        a.start();
        b.start();
        ByteBuffer[] buffers = new ByteBuffer[5];
        for (int i = 0; i < buffers.length; i++) {
            buffers[i] = ByteBuffer.wrap(new byte[] {(byte) i, (byte) (10 + i)});
        }
        assertThat(a.transport.write(buffers, 1, 3)).isEqualTo(6);
        b.await("six bytes", e -> e.receivedCount() == 6);
        assertThat(b.received()).containsExactly(1, 11, 2, 12, 3, 13);
        assertThat(buffers[0].remaining()).isEqualTo(2);
        assertThat(buffers[4].remaining()).isEqualTo(2);
    }

    @Test
    void readsNothingWhereNothingIs() throws Exception {
        a.start();
        assertThat(Loops.call(left, () -> a.transport.read(left.readBuffer()))).isZero();
    }

    @Test
    void bytesWrittenBeforeTheStartAreDelivered() throws Exception {
        ByteBuffer[] hello = {ByteBuffer.wrap("hello".getBytes())};
        assertThat(a.transport.write(hello, 0, 1)).isEqualTo(5);
        b.start().await("five bytes", e -> e.receivedCount() == 5);
    }

    @Test
    void takesNoMoreThanFitsAndTellsOnceThereIsRoomAgain() throws Exception {
        a.onWritable = end -> {};
        b.onReadable = end -> end.transport.setReading(false);
        a.start();
        b.start();
        long written = fill(a.transport);
        a.transport.requestWrite();
        Loops.rounds(left, 3);
        assertThat(a.writableCalls).as("calls while there is no room").isZero();

        b.onReadable = End::readSome;
        Loops.call(
                right,
                () -> {
                    b.transport.setReading(true);
                    return null;
                });
        a.await("writable", e -> e.writableCalls == 1);
        b.await("all bytes", e -> e.receivedCount() == written);
        Loops.rounds(left, 3);
        assertThat(a.writableCalls).as("calls for one request").isEqualTo(1);
    }

    @Test
    void eachRequestToWriteIsAnsweredOnce() throws Exception {
        a.onWritable = end -> {};
        a.start();
        for (int i = 1; i <= 100; i++) {
            int expected = i;
            a.transport.requestWrite();
            a.await("answer", e -> e.writableCalls == expected);
        }
        Loops.rounds(left, 3);
        assertThat(a.writableCalls).isEqualTo(100);
    }

    @Test
    void aRequestMadeBeforeTheStartIsAnswered() throws Exception {
        a.transport.requestWrite();
        a.start().await("writable", e -> e.writableCalls == 1);
    }

    @Test
    void aRequestMadeInsideTheAnswerIsAnsweredToo() throws Exception {
        a.onWritable =
                end -> {
                    if (end.writableCalls < 5) {
                        end.transport.requestWrite();
                    }
                };
        a.start().transport.requestWrite();
        a.await("five calls", e -> e.writableCalls == 5);
        Loops.rounds(left, 3);
        assertThat(a.writableCalls).isEqualTo(5);
    }

    @Test
    void isNotToldOfBytesWhileReadingIsOff() throws Exception {
        a.start();
        Loops.call(
                right,
                () -> {
                    b.transport.setReading(false);
                    b.start();
                    return null;
                });
        a.send(new byte[1000]);
        Loops.rounds(left, 2);
        Loops.rounds(right, 5);
        assertThat(b.readableCalls).isZero();
        Loops.call(
                right,
                () -> {
                    b.transport.setReading(true);
                    return null;
                });
        b.await("all bytes", e -> e.receivedCount() == 1000);
    }

    @Test
    void isToldAgainWhileBytesAreLeft() throws Exception {
        b.onReadable =
                end -> {
                    if (end.readableCalls == 10) {
                        end.readSome();
                    }
                };
        b.start();
        a.start().send(new byte[] {1, 2, 3});
        b.await("three bytes", e -> e.receivedCount() == 3);
        Loops.rounds(right, 3);
        assertThat(b.readableCalls).isEqualTo(10);
    }

    @Test
    void carriesMuchBothWaysAtOnce() throws Exception {
        byte[] there = randomBytes(24_000_000, 1);
        byte[] back = randomBytes(24_000_000, 2);
        a.start();
        b.start();
        for (int at = 0; at < there.length; at += 1_000_000) {
            a.send(Arrays.copyOfRange(there, at, at + 1_000_000));
            b.send(Arrays.copyOfRange(back, at, at + 1_000_000));
        }
        b.await("all there", e -> e.receivedCount() == there.length);
        a.await("all back", e -> e.receivedCount() == back.length);
        assertThat(Arrays.equals(a.received(), back)).isTrue();
        assertThat(Arrays.equals(b.received(), there)).isTrue();
    }

    @Test
    void writesFromAnotherThreadThanTheLoop() throws Exception {
        byte[] bytes = randomBytes(5_000_000, 3);
        CountDownLatch room = new CountDownLatch(1);
        a.onWritable = end -> room.countDown();
        a.start();
        b.start();
        ByteBuffer[] rest = {ByteBuffer.wrap(bytes)};
        while (rest[0].hasRemaining()) {
            if (a.transport.write(rest, 0, 1) == 0) {
                int before = calls(a);
                a.transport.requestWrite();
                a.await("writable", e -> e.writableCalls > before);
            }
        }
        b.await("all bytes", e -> e.receivedCount() == bytes.length);
        assertThat(Arrays.equals(b.received(), bytes)).isTrue();
    }

    private static int calls(End end) {
        synchronized (end) {
            return end.writableCalls;
        }
    }

    @Test
    void whatWasWrittenBeforeTheCloseArrivesAndThenTheEnd() throws Exception {
        byte[] bytes = randomBytes(50_000, 4);
        a.start();
        assertThat(a.transport.write(new ByteBuffer[] {ByteBuffer.wrap(bytes)}, 0, 1))
                .isEqualTo(bytes.length);
        a.transport.close();
        b.start().await("end", e -> e.atEnd);
        assertThat(b.received()).isEqualTo(bytes);
        assertThat(Loops.call(right, () -> b.transport.read(right.readBuffer()))).isEqualTo(-1);
    }

    @Test
    void writesFailOnceThePeerHasClosed() throws Exception {
        a.start();
        b.start();
        b.transport.close();
        a.await("end", e -> e.atEnd || e.failure != null);
        byte[] bytes = new byte[1000];
        assertThatThrownBy(
                        () -> {
                            while (true) { // a socket learns of it by the answer to a write
                                a.transport.write(new ByteBuffer[] {ByteBuffer.wrap(bytes)}, 0, 1);
                            }
                        })
                .isInstanceOf(IOException.class);
    }

    @Test
    void aWriterThatWaitsForRoomLearnsThatThePeerHasClosed() throws Exception {
        b.onReadable = end -> end.transport.setReading(false);
        a.onWritable = End::flush;
        a.start();
        b.start();
        fill(a.transport);
        a.send(new byte[10_000_000]);
        Loops.rounds(left, 1);
        b.transport.close();
        a.await("failure", e -> e.failure != null);
    }

    @Test
    void nothingCanBeDoneAfterTheOwnClose() throws Exception {
        a.start();
        a.transport.close();
        a.transport.close();
        ByteBuffer[] bytes = {ByteBuffer.allocate(10)};
        assertThatThrownBy(() -> a.transport.write(bytes, 0, 1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Loops.call(left, () -> a.transport.read(left.readBuffer())))
                .hasRootCauseInstanceOf(IOException.class);
        a.transport.requestWrite();
        Loops.call(
                left,
                () -> {
                    a.transport.setReading(false);
                    a.transport.setReading(true);
                    return null;
                });
        Loops.rounds(left, 3);
        assertThat(a.writableCalls + a.readableCalls).isZero();
    }

    @Test
    void closingBeforeTheStartIsSeenByThePeer() throws Exception {
        a.transport.close();
        a.start();
        b.start().await("end", e -> e.atEnd);
        assertThat(a.readableCalls).isZero();
    }

    @Test
    void theHandlerIsNotCalledOnceClosed() throws Exception {
        b.onReadable = end -> end.transport.close();
        b.start();
        a.start().send(new byte[500]);
        b.await("first call", e -> e.readableCalls == 1);
        Loops.rounds(right, 5);
        assertThat(b.readableCalls).isEqualTo(1);
    }

    @Test
    void aHandlerThatThrowsLosesItsTransportButNotTheLoop() throws Exception {
        End[] others = pair(left, right);
        others[0].start();
        others[1].start();
        try (var log = new LogCapture(EventLoop.class)) {
            b.onReadable =
                    end -> {
                        throw new AssertionError("thrown by a test");
                    };
            b.start();
            a.start().send(new byte[1]);
            a.await("closed by the loop", e -> e.atEnd || e.failure != null);
            assertThat(log.thrown()).anyMatch(AssertionError.class::isInstance);
        }
        others[0].send(new byte[] {42});
        others[1].await("one byte", e -> e.receivedCount() == 1);
    }

    @Test
    void manyConnectionsOnTwoLoopsKeepTheirBytesApart() throws Exception {
        int count = 300;
        List<End> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            End[] ends = pair(left, right);
            ends[1].onReadable = End::readSome;
            clients.add(ends[0].start());
            End server = ends[1].start();
            server.send(randomBytes(20_000, i));
        }
        for (int i = 0; i < count; i++) {
            End client = clients.get(i).await("all", e -> e.receivedCount() == 20_000);
            assertThat(client.received()).isEqualTo(randomBytes(20_000, i));
        }
    }

    @Test
    void closingFromAnotherThreadDuringTrafficHarmsNobody() throws Exception {
        try (ExecutorService closer = Executors.newSingleThreadExecutor()) {
            for (int i = 0; i < 100; i++) {
                End[] ends = pair(left, right);
                ends[0].start().send(new byte[1_000_000]);
                ends[1].start().send(new byte[1_000_000]);
                Transport victim = ends[i % 2].transport;
                Future<?> done = closer.submit(victim::close);
                ends[(i + 1) % 2].await("end", e -> e.atEnd || e.failure != null);
                done.get(30, TimeUnit.SECONDS);
            }
        }
        a.start().send(new byte[] {42});
        b.start().await("one byte", e -> e.receivedCount() == 1);
    }

    @Test
    void bothEndsMayLiveOnOneLoop() throws Exception {
        End[] ends = pair(left, left);
        ends[0].start().send(randomBytes(3_000_000, 5));
        ends[1].start().await("all", e -> e.receivedCount() == 3_000_000);
        assertThat(Arrays.equals(ends[1].received(), randomBytes(3_000_000, 5))).isTrue();
    }

    @Test
    void namesBothSides() {
        assertThat(a.transport.peer()).isNotBlank();
        assertThat(a.transport.local()).isNotBlank();
    }
}
