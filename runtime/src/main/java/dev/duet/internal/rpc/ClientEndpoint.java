package dev.duet.internal.rpc;

import dev.duet.Deadline;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.internal.http2.Connection;
import dev.duet.internal.http2.ConnectionListener;
import dev.duet.internal.http2.Lifetimes;
import dev.duet.internal.http2.Limits;
import dev.duet.internal.http2.Reactor;
import dev.duet.internal.http2.Role;
import dev.duet.internal.http2.Stream;
import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.hpack.HeaderBlock;
import dev.duet.internal.transport.Transport;

import java.util.concurrent.TimeUnit;

/// Keeps a connection to one target: connects when the first call wants it, again when it is lost,
/// and after failures only when some time has passed (gRPC's "connection backoff" protocol).
///
/// Calls share the connection. Any thread may use it; only [#acquire] blocks.
public final class ClientEndpoint {
    private enum State {
        /// Not connected, and nobody wants it.
        IDLE,
        CONNECTING,
        READY,
        /// Connecting has failed; the next attempt is not due yet.
        FAILED,
        CLOSED
    }

    private final Dialer dialer;
    private final Limits limits;
    private volatile Lifetimes lifetimes;
    private final Backoff backoff = new Backoff();

    /// The connection for new calls, or null.
    private volatile Connection current;

    // Guarded by `this`.
    private State state = State.IDLE;
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

    /// Gets a connection that takes new calls; waits until there is one.
    ///
    /// @param deadline until when, or null for as long as it takes
    /// @param waitForReady whether to go on waiting when connecting fails
    /// @return the connection
    /// @throws StatusException UNAVAILABLE if there is none, DEADLINE_EXCEEDED if the time is over
    /// @throws InterruptedException if the thread was interrupted
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
            if (state == State.CLOSED) {
                throw Status.UNAVAILABLE.withDescription("the channel is closed").exception();
            }
            if (current != null && current.isOpen()) {
                return current;
            }
            if (state == State.READY) {
                state = State.IDLE;
            }
            boolean resting = state == State.FAILED && retryAt - System.nanoTime() > 0;
            if (!waitForReady && (resting || failures != failuresBefore)) {
                throw Status.UNAVAILABLE.withDescription(lastFailure).exception();
            }
            if (state == State.IDLE || state == State.FAILED && !resting) {
                connect();
            }
            waitForChange(deadline);
        }
    }

    /// Waits for a change, the end of the rest or the deadline. Holding the monitor.
    private void waitForChange(Deadline deadline) throws InterruptedException {
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
        if (state == State.FAILED) {
            nanos = Math.min(nanos, Math.max(1, retryAt - System.nanoTime()));
        }
        if (nanos == Long.MAX_VALUE) {
            wait();
        } else {
            wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos) + 1));
        }
    }

    /// Ends the connection and all its calls; there will be no other.
    public void close() {
        Connection open;
        Connection half;
        synchronized (this) {
            state = State.CLOSED;
            open = current;
            half = connecting;
            current = null;
            connecting = null;
            notifyAll();
        }
        dialer.close();
        closeQuietly(open);
        closeQuietly(half);
    }

    private static void closeQuietly(Connection connection) {
        if (connection != null) {
            connection.close(ErrorCode.NO_ERROR, "the channel is closed");
        }
    }

    /// Starts an attempt. Holding the monitor.
    private void connect() {
        state = State.CONNECTING;
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
            if (state == State.CLOSED) {
                transport.close();
                return;
            }
            connecting = connection;
        }
        connection.start();
    }

    private synchronized void succeeded(Connection connection) {
        if (connecting != connection) {
            return;
        }
        connecting = null;
        current = connection;
        state = State.READY;
        failures = 0;
        lastFailure = "";
        backoff.reset();
        notifyAll();
    }

    private synchronized void failed(Connection connection, String reason) {
        if (state != State.CONNECTING || connecting != connection) {
            return;
        }
        connecting = null;
        state = State.FAILED;
        failures++;
        lastFailure = "cannot connect to " + dialer.target() + ": " + reason;
        retryAt = System.nanoTime() + backoff.nextNanos();
        notifyAll();
    }

    private synchronized void gone(Connection connection) {
        if (current == connection) {
            current = null;
            state = State.IDLE;
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
            failed(connection, reason);
            gone(connection);
        }
    }
}
