package dev.duet.internal.transport;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/// A connected socket: TCP, with Nagle's algorithm off, or Unix domain.
public final class SocketTransport implements Transport, Selectable {
    private final SocketChannel channel;
    private final SocketAddress peer;
    private final SocketAddress local;
    private final LoopTask armWrite = new ArmWrite();

    private volatile boolean closed;
    private volatile EventLoop loop;
    private volatile boolean writeRequested;
    private Handler handler;
    private SelectionKey key;
    private boolean reading = true;

    /// Takes over a connected channel.
    ///
    /// @throws IOException if the channel is closed already; the caller closes it then
    public SocketTransport(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        peer = channel.getRemoteAddress();
        local = channel.getLocalAddress();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int count) throws IOException {
        return count == 1 ? channel.write(from[offset]) : channel.write(from, offset, count);
    }

    @Override
    public void start(EventLoop onLoop, Handler withHandler) {
        handler = withHandler;
        loop = onLoop;
        if (onLoop.inLoop()) {
            register();
        } else {
            onLoop.execute(this::register);
        }
    }

    @Override
    public void requestWrite() {
        writeRequested = true;
        EventLoop started = loop;
        if (started == null) {
            return; // start() will see the request
        }
        if (started.inLoop()) {
            updateInterest();
        } else {
            started.signal(armWrite);
        }
    }

    @Override
    public void setReading(boolean on) {
        if (on != reading) {
            reading = on;
            updateInterest();
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            channel.close();
        } catch (IOException e) {
            // Nobody can do anything about it, and the descriptor is gone either way.
        }
        EventLoop started = loop;
        if (started != null && !started.inLoop()) {
            // A registered channel lets go of its descriptor in the selector's next round.
            started.signal(armWrite);
        }
    }

    @Override
    public String peer() {
        return Addresses.describe(peer);
    }

    @Override
    public String local() {
        return Addresses.describe(local);
    }

    @Override
    public SocketChannel channel() {
        return channel;
    }

    @Override
    public void ready(SelectionKey ready) {
        int operations = ready.readyOps();
        if ((operations & SelectionKey.OP_WRITE) != 0 && writeRequested && !closed) {
            writeRequested = false;
            updateInterest();
            handler.writable();
        }
        if ((operations & SelectionKey.OP_READ) != 0 && reading && !closed) {
            handler.readable();
        }
    }

    private void register() {
        if (closed) {
            return;
        }
        try {
            key = loop.register(this, interest());
        } catch (ClosedChannelException e) {
            closed = true; // by another thread, meanwhile
        }
    }

    private int interest() {
        return (reading ? SelectionKey.OP_READ : 0) | (writeRequested ? SelectionKey.OP_WRITE : 0);
    }

    private void updateInterest() {
        if (key != null && key.isValid()) {
            try {
                key.interestOps(interest());
            } catch (CancelledKeyException e) {
                // Closed by another thread, meanwhile.
            }
        }
    }

    private final class ArmWrite extends LoopTask {
        @Override
        protected void run() {
            updateInterest();
        }
    }
}
