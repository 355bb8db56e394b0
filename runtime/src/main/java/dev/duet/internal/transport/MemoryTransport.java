package dev.duet.internal.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicBoolean;

/// One end of a pair that lives in memory and behaves like a socket: a bounded ring in each
/// direction. An end never calls the other one; it signals the other's loop, where the handler is
/// called in its turn.
public final class MemoryTransport implements Transport {

    /// The bytes that a direction holds, unless said otherwise.
    public static final int DEFAULT_CAPACITY = 64 * 1024;

    private final MemoryRing incoming;
    private final MemoryRing outgoing;
    private final String peer;
    private final String local;
    private final LoopTask readTask = new ReadTask();
    private final LoopTask writeTask = new WriteTask();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean writeRequested = new AtomicBoolean();

    private MemoryTransport other;
    private volatile EventLoop loop;
    private Handler handler;
    private boolean reading = true;

    private MemoryTransport(MemoryRing incoming, MemoryRing outgoing, String local, String peer) {
        this.incoming = incoming;
        this.outgoing = outgoing;
        this.local = local;
        this.peer = peer;
    }

    /// Makes two ends that are connected to each other.
    public static Pair pair() {
        return pair(DEFAULT_CAPACITY);
    }

    /// @param capacity the bytes that each direction holds
    public static Pair pair(int capacity) {
        MemoryRing up = new MemoryRing(capacity);
        MemoryRing down = new MemoryRing(capacity);
        MemoryTransport client = new MemoryTransport(down, up, "memory:client", "memory:server");
        MemoryTransport server = new MemoryTransport(up, down, "memory:server", "memory:client");
        client.other = server;
        server.other = client;
        return new Pair(client, server);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        checkOpen();
        if (!into.hasRemaining()) {
            return 0;
        }
        int count = incoming.read(into);
        if (count > 0) {
            other.signalIfWriteRequested();
        }
        return count;
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int count) throws IOException {
        checkOpen();
        long total = 0;
        for (int i = offset; i < offset + count; i++) {
            if (incoming.isClosed()) {
                throw new IOException("closed by the peer");
            }
            total += outgoing.write(from[i]);
            if (from[i].hasRemaining()) {
                break;
            }
        }
        if (total > 0) {
            other.signalReadable();
        }
        return total;
    }

    @Override
    public void start(EventLoop onLoop, Handler withHandler) {
        handler = withHandler;
        loop = onLoop;
        onLoop.signal(readTask);
        signalIfWriteRequested();
    }

    @Override
    public void requestWrite() {
        writeRequested.set(true);
        if (isWritable()) {
            signalIfWriteRequested();
        }
    }

    @Override
    public void setReading(boolean on) {
        if (on != reading) {
            reading = on;
            if (on) {
                signalReadable();
            }
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            outgoing.close();
            other.signalReadable();
            other.signalIfWriteRequested();
        }
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    public String local() {
        return local;
    }

    private void checkOpen() throws ClosedChannelException {
        if (closed.get()) {
            throw new ClosedChannelException();
        }
    }

    private boolean isReadable() {
        return reading && !closed.get() && incoming.hasNews();
    }

    /// Room, or the failure that a write would report.
    private boolean isWritable() {
        return outgoing.hasRoom() || incoming.isClosed();
    }

    private void signalReadable() {
        EventLoop started = loop;
        if (started != null) {
            started.signal(readTask);
        }
    }

    private void signalIfWriteRequested() {
        EventLoop started = loop;
        if (started != null && writeRequested.get()) {
            started.signal(writeTask);
        }
    }

    private void fail(Throwable e) {
        loop.report("a handler failed", e);
        close();
    }

    /// Two connected ends.
    public record Pair(MemoryTransport client, MemoryTransport server) {}

    /// Level-triggered like a selector: comes back in the next round while there is more.
    private final class ReadTask extends LoopTask {
        @Override
        protected void run() {
            if (!isReadable()) {
                return;
            }
            try {
                handler.readable();
            } catch (Throwable e) {
                fail(e);
            }
            if (isReadable()) {
                loop.signal(this);
            }
        }
    }

    private final class WriteTask extends LoopTask {
        @Override
        protected void run() {
            if (closed.get() || !isWritable() || !writeRequested.compareAndSet(true, false)) {
                return;
            }
            try {
                handler.writable();
            } catch (Throwable e) {
                fail(e);
            }
        }
    }
}
