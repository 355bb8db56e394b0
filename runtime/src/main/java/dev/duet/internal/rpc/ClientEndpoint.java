package dev.duet.internal.rpc;

import dev.duet.ConnectionState;
import dev.duet.Deadline;
import dev.duet.Status;
import dev.duet.internal.http2.Connection;
import dev.duet.internal.http2.ConnectionListener;
import dev.duet.internal.http2.Lifetimes;
import dev.duet.internal.http2.Limits;
import dev.duet.internal.http2.Reactor;
import dev.duet.internal.http2.Reactors;
import dev.duet.internal.http2.Role;
import dev.duet.internal.http2.Stream;
import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.hpack.HeaderBlock;
import dev.duet.internal.transport.EventLoop;
import dev.duet.internal.transport.Transport;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Keeps a connection to one target: connects when the first call wants it, again when it is lost,
/// and after failures only when some time has passed (gRPC's "connection backoff" protocol).
///
/// Calls share the connection. Any thread may use it; only [#acquire] blocks.
public final class ClientEndpoint implements ConnectionSource {
    private final Dialer dialer;
    private final Limits limits;
    private volatile Lifetimes lifetimes;
    private volatile Runnable onChange = () -> {};
    private final Backoff backoff = new Backoff();

    /// The connection for new calls, or null.
    private volatile Connection current;

    /// All connections that are not closed, among them those that finish their last calls.
    private final Set<Connection> live = ConcurrentHashMap.newKeySet();

    // Guarded by `this`.
    private ConnectionState state = ConnectionState.IDLE;
    private Connection connecting;
    private int failures;
    private String lastFailure = "";
    private long retryAt;

    /// Creates an endpoint that is not connected.
    ///
    /// @param dialer makes transports to the target
    /// @param limits what the server is allowed
    /// @param lifetimes how long a connection may be silent
    public ClientEndpoint(Dialer dialer, Limits limits, Lifetimes lifetimes) {
        this.dialer = dialer;
        this.limits = limits;
        this.lifetimes = lifetimes;
    }

    @Override
    public Connection acquire(Deadline deadline, boolean waitForReady) throws InterruptedException {
        Connection connection = current;
        return connection != null && connection.isOpen()
                ? connection
                : await(deadline, waitForReady);
    }

    private synchronized Connection await(Deadline deadline, boolean waitForReady)
            throws InterruptedException {
        int failuresBefore = failures;
        while (true) {
            if (state == ConnectionState.SHUTDOWN) {
                throw Status.UNAVAILABLE.withDescription("the channel is closed").exception();
            }
            if (current != null && current.isOpen()) {
                return current;
            }
            if (state == ConnectionState.READY) {
                state = ConnectionState.IDLE;
            }
            boolean resting =
                    state == ConnectionState.TRANSIENT_FAILURE && retryAt - System.nanoTime() > 0;
            if (!waitForReady && (resting || failures != failuresBefore)) {
                throw Status.UNAVAILABLE.withDescription(lastFailure).exception();
            }
            if (state == ConnectionState.IDLE
                    || state == ConnectionState.TRANSIENT_FAILURE && !resting) {
                connect();
            }
            waitForChange(deadline);
        }
    }

    /// Waits for a change, the end of the rest or the deadline. Holding the monitor.
    private void waitForChange(Deadline deadline) throws InterruptedException {
        EventLoop.checkMayBlock();
        long nanos = Long.MAX_VALUE;
        if (deadline != null) {
            nanos = deadline.remainingNanos();
            if (nanos <= 0) {
                throw Status.DEADLINE_EXCEEDED
                        .withDescription(
                                "not connected in time to "
                                        + dialer.target()
                                        + (lastFailure.isEmpty() ? "" : ": " + lastFailure))
                        .exception();
            }
        }
        if (state == ConnectionState.TRANSIENT_FAILURE) {
            nanos = Math.min(nanos, Math.max(1, retryAt - System.nanoTime()));
        }
        if (nanos == Long.MAX_VALUE) {
            wait();
        } else {
            wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos) + 1));
        }
    }

    @Override
    public synchronized ConnectionState state() {
        boolean lost = state == ConnectionState.READY && (current == null || !current.isOpen());
        return lost ? ConnectionState.IDLE : state;
    }

    @Override
    public void onChange(Runnable action) {
        onChange = action;
    }

    /// The connection, if there is one; else begins to connect, unless a rest is due.
    synchronized Connection connectionOrConnect() {
        if (current != null && current.isOpen()) {
            return current;
        }
        boolean resting =
                state == ConnectionState.TRANSIENT_FAILURE && retryAt - System.nanoTime() > 0;
        if (state == ConnectionState.READY
                || state == ConnectionState.IDLE
                || state == ConnectionState.TRANSIENT_FAILURE && !resting) {
            connect();
        }
        return null;
    }

    /// Why there is no hope of a connection now, or null while there is.
    synchronized String failure() {
        return state == ConnectionState.TRANSIENT_FAILURE ? lastFailure : null;
    }

    /// Lets the calls that are open finish; there will be no others.
    void drain() {
        Connection open;
        Connection half;
        synchronized (this) {
            state = ConnectionState.SHUTDOWN;
            open = current;
            half = connecting;
            current = null;
            connecting = null;
        }
        dialer.close();
        closeQuietly(half);
        if (open != null) {
            open.drain();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            state = ConnectionState.SHUTDOWN;
            current = null;
            connecting = null;
            notifyAll();
        }
        onChange.run();
        dialer.close();
        live.forEach(ClientEndpoint::closeQuietly);
    }

    /// Whether no connection is left.
    boolean isUnused() {
        return live.isEmpty();
    }

    private static void closeQuietly(Connection connection) {
        if (connection != null) {
            connection.close(ErrorCode.NO_ERROR, "the channel is closed");
        }
    }

    /// Starts an attempt. Holding the monitor.
    private void connect() {
        current = null; // it is lost: what is still to be heard of it is not about this attempt
        state = ConnectionState.CONNECTING;
        Reactors.shared().next().loop().execute(onChange); // who is told must not find us locked
        dialer.dial(
                new Dialer.Listener() {
                    @Override
                    public void connected(Transport transport, Reactor reactor) {
                        begin(transport, reactor);
                    }

                    @Override
                    public void failed(String reason) {
                        ClientEndpoint.this.failed(null, reason);
                    }
                });
    }

    private void begin(Transport transport, Reactor reactor) {
        Attempt attempt = new Attempt();
        Connection connection =
                new Connection(Role.CLIENT, transport, reactor, limits, lifetimes, attempt);
        attempt.connection = connection;
        synchronized (this) {
            if (state == ConnectionState.SHUTDOWN) {
                transport.close();
                return;
            }
            connecting = connection;
            live.add(connection);
        }
        connection.start();
    }

    private void succeeded(Connection connection) {
        if (becomeReady(connection)) {
            onChange.run();
        } else {
            closeQuietly(connection);
        }
    }

    private synchronized boolean becomeReady(Connection connection) {
        if (connecting != connection || state == ConnectionState.SHUTDOWN) {
            return false;
        }
        connecting = null;
        current = connection;
        state = ConnectionState.READY;
        failures = 0;
        lastFailure = "";
        backoff.reset();
        notifyAll();
        return true;
    }

    private void failed(Connection connection, String reason) {
        becomeFailed(connection, reason);
        onChange.run();
    }

    private synchronized void becomeFailed(Connection connection, String reason) {
        if (state != ConnectionState.CONNECTING || connecting != connection) {
            return;
        }
        connecting = null;
        state = ConnectionState.TRANSIENT_FAILURE;
        failures++;
        lastFailure = "cannot connect to " + dialer.target() + ": " + reason;
        retryAt = System.nanoTime() + backoff.nextNanos();
        notifyAll();
    }

    private void gone(Connection connection) {
        becomeIdle(connection);
        onChange.run();
    }

    private synchronized void becomeIdle(Connection connection) {
        if (current == connection) {
            current = null;
            if (state == ConnectionState.READY) {
                state = ConnectionState.IDLE;
            }
            notifyAll();
        }
    }

    /// The server finds that we ask for signs of life too often (gRPC proposal A8).
    private synchronized void slowDownKeepalive() {
        lifetimes = lifetimes.withSlowerKeepalive();
    }

    /// One connection, from its handshake to its end.
    private final class Attempt implements ConnectionListener {
        private Connection connection;

        @Override
        public void opened(Stream stream, HeaderBlock headers) {
            throw new AssertionError("a server cannot open streams");
        }

        @Override
        public void ready() {
            succeeded(connection);
        }

        @Override
        public void draining(ErrorCode code, String message) {
            if (code == ErrorCode.ENHANCE_YOUR_CALM && message.equals("too_many_pings")) {
                slowDownKeepalive();
            }
            gone(connection);
        }

        @Override
        public void closed(String reason) {
            live.remove(connection);
            failed(connection, reason);
            gone(connection);
        }
    }
}
