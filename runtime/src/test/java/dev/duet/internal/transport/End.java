package dev.duet.internal.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// One end of a connection under test: keeps what it receives, writes what it is told to, counts
/// the calls it gets, and lets a test wait until something about it is so.
final class End implements Transport.Handler {
    private static final long PATIENCE_MILLIS = 30_000;

    final Transport transport;
    final EventLoop loop;

    /// What to do in `readable()` and `writable()` beyond counting.
    Consumer<End> onReadable = End::readSome;

    Consumer<End> onWritable = End::flush;

    int readableCalls;
    int writableCalls;
    boolean atEnd;
    IOException failure;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final Deque<ByteBuffer> unwritten = new ArrayDeque<>();

    End(Transport transport, EventLoop loop) {
        this.transport = transport;
        this.loop = loop;
    }

    End start() {
        transport.start(loop, this);
        return this;
    }

    @Override
    public synchronized void readable() {
        readableCalls++;
        onReadable.accept(this);
        notifyAll();
    }

    @Override
    public synchronized void writable() {
        writableCalls++;
        onWritable.accept(this);
        notifyAll();
    }

    void readSome() {
        try {
            ByteBuffer buffer = loop.readBuffer();
            int count = transport.read(buffer);
            if (count < 0) {
                atEnd = true;
                transport.setReading(false);
                return;
            }
            byte[] bytes = new byte[count];
            buffer.flip().get(bytes);
            received.writeBytes(bytes);
        } catch (IOException e) {
            failure = e;
            transport.setReading(false);
        }
    }

    /// Sends bytes from the loop, as room comes.
    End send(byte[] bytes) {
        loop.execute(
                () -> {
                    synchronized (this) {
                        unwritten.add(ByteBuffer.wrap(bytes));
                        flush();
                    }
                });
        return this;
    }

    void flush() {
        try {
            while (!unwritten.isEmpty()) {
                ByteBuffer[] batch = unwritten.toArray(ByteBuffer[]::new);
                if (transport.write(batch, 0, batch.length) == 0) {
                    transport.requestWrite();
                    return;
                }
                unwritten.removeIf(buffer -> !buffer.hasRemaining());
            }
        } catch (IOException e) {
            failure = e;
            unwritten.clear();
        }
    }

    synchronized byte[] received() {
        return received.toByteArray();
    }

    synchronized int receivedCount() {
        return received.size();
    }

    /// Waits until the condition holds; it is looked at after each call of this handler.
    synchronized End await(String what, Predicate<End> condition) throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (!condition.test(this)) {
            long millis = (giveUp - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new AssertionError("never came: " + what);
            }
            wait(millis);
        }
        return this;
    }
}
