package dev.duet.internal.rpc;

import dev.duet.ConnectionState;
import dev.duet.Deadline;
import dev.duet.Status;
import dev.duet.internal.http2.Connection;
import dev.duet.internal.http2.Lifetimes;
import dev.duet.internal.http2.Limits;
import dev.duet.internal.transport.EventLoop;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Spreads calls over all addresses of a service: each has a connection, and those that are
/// connected take calls in turn. When the addresses change, connections to those that are gone
/// finish their calls. Any thread may use it.
public final class RoundRobin implements ConnectionSource {
    /// How often a call that waits looks whether a rest after a failure is over.
    private static final long RETRY_CHECK_MILLIS = 100;

    /// From the best to the worst.
    private static final List<ConnectionState> RANK =
            List.of(
                    ConnectionState.READY,
                    ConnectionState.CONNECTING,
                    ConnectionState.IDLE,
                    ConnectionState.TRANSIENT_FAILURE,
                    ConnectionState.SHUTDOWN);

    private final String target;
    private final Resolution resolution;
    private final Limits limits;
    private final Lifetimes lifetimes;

    private volatile Runnable onChange = () -> {};

    // Guarded by `this`.
    private final Map<SocketAddress, ClientEndpoint> endpoints = new LinkedHashMap<>();

    /// Endpoints of addresses that are gone, as long as calls on them go on.
    private final List<ClientEndpoint> leaving = new ArrayList<>();

    private int turn;
    private boolean closed;

    /// Creates it; connections are made when the first call wants one.
    ///
    /// @param target the service, for people
    /// @param resolution where it is
    /// @param limits what each server is allowed
    /// @param lifetimes how long a connection may be silent
    public RoundRobin(String target, Resolution resolution, Limits limits, Lifetimes lifetimes) {
        this.target = target;
        this.resolution = resolution;
        this.limits = limits;
        this.lifetimes = lifetimes;
        resolution.onChange(this::changed);
    }

    @Override
    public Connection acquire(Deadline deadline, boolean waitForReady) throws InterruptedException {
        while (true) {
            // The resolver is asked without the monitor: it is the user's and has locks of its own.
            List<SocketAddress> addresses = resolution.now();
            String failure;
            boolean allFailed;
            synchronized (this) {
                if (closed) {
                    throw Status.UNAVAILABLE.withDescription("the channel is closed").exception();
                }
                update(addresses);
                Connection next = nextConnected();
                if (next != null) {
                    return next;
                }
                failure = failure();
                allFailed = failure != null && !endpoints.isEmpty();
                if (failure == null || waitForReady && !allFailed) {
                    waitForChange(deadline);
                    continue;
                }
            }
            if (allFailed) {
                resolution.refreshNowAndThen();
            }
            if (!waitForReady) {
                throw Status.UNAVAILABLE.withDescription(failure).exception();
            }
            synchronized (this) {
                waitForChange(deadline);
            }
        }
    }

    @Override
    public void close() {
        List<ClientEndpoint> open;
        synchronized (this) {
            closed = true;
            open = new ArrayList<>(endpoints.values());
            open.addAll(leaving);
            endpoints.clear();
            notifyAll();
        }
        resolution.close();
        open.forEach(ClientEndpoint::close);
    }

    @Override
    public synchronized ConnectionState state() {
        if (closed) {
            return ConnectionState.SHUTDOWN;
        }
        ConnectionState best = null;
        for (ClientEndpoint endpoint : endpoints.values()) {
            ConnectionState state = endpoint.state();
            if (best == null || RANK.indexOf(state) < RANK.indexOf(best)) {
                best = state;
            }
        }
        if (best == null) {
            if (resolution.failure() != null) {
                return ConnectionState.TRANSIENT_FAILURE;
            }
            return resolution.isWanted() ? ConnectionState.CONNECTING : ConnectionState.IDLE;
        }
        return best;
    }

    @Override
    public void onChange(Runnable action) {
        onChange = action;
    }

    /// Something about the addresses or a connection has changed.
    private void changed() {
        synchronized (this) {
            notifyAll();
        }
        onChange.run();
    }

    /// Makes an endpoint for every new address, and drains those of addresses that are gone.
    private void update(List<SocketAddress> now) {
        if (now == null) {
            return;
        }
        leaving.removeIf(ClientEndpoint::isUnused);
        endpoints
                .entrySet()
                .removeIf(
                        entry -> {
                            boolean gone = !now.contains(entry.getKey());
                            if (gone) {
                                entry.getValue().drain();
                                leaving.add(entry.getValue());
                            }
                            return gone;
                        });
        for (SocketAddress address : now) {
            endpoints.computeIfAbsent(address, this::endpoint);
        }
    }

    private ClientEndpoint endpoint(SocketAddress address) {
        ClientEndpoint endpoint =
                new ClientEndpoint(
                        new SocketDialer(address.toString(), fixed(address)), limits, lifetimes);
        endpoint.onChange(this::changed);
        return endpoint;
    }

    private static Resolution fixed(SocketAddress address) {
        return new Resolution(new StaticResolver(List.of(address)), _ -> {});
    }

    /// The connection whose turn it is; those that are not connected begin to connect.
    private Connection nextConnected() {
        List<ClientEndpoint> all = new ArrayList<>(endpoints.values());
        Connection found = null;
        for (int i = 0; i < all.size(); i++) {
            int index = (turn + i) % all.size();
            Connection connection = all.get(index).connectionOrConnect();
            if (found == null && connection != null) {
                found = connection;
                turn = index + 1;
            }
        }
        return found;
    }

    /// Why there is no hope of a connection now, or null while there is.
    private String failure() {
        if (endpoints.isEmpty()) {
            String failure = resolution.failure();
            return failure == null ? null : "cannot connect to " + target + ": " + failure;
        }
        String last = null;
        for (ClientEndpoint endpoint : endpoints.values()) {
            last = endpoint.failure();
            if (last == null) {
                return null;
            }
        }
        return last;
    }

    private void waitForChange(Deadline deadline) throws InterruptedException {
        EventLoop.checkMayBlock();
        if (deadline == null) {
            wait(RETRY_CHECK_MILLIS);
            return;
        }
        long nanos = deadline.remainingNanos();
        if (nanos <= 0) {
            throw Status.DEADLINE_EXCEEDED
                    .withDescription("not connected in time to " + target)
                    .exception();
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
        wait(Math.min(RETRY_CHECK_MILLIS, millis));
    }
}
