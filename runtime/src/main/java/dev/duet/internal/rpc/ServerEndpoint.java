package dev.duet.internal.rpc;

import dev.duet.internal.http2.Connection;
import dev.duet.internal.http2.Lifetimes;
import dev.duet.internal.http2.Limits;
import dev.duet.internal.http2.Reactor;
import dev.duet.internal.http2.Role;
import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.transport.EventLoop;
import dev.duet.internal.transport.FreeThreads;
import dev.duet.internal.transport.Transport;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What the connections of a server have in common: its methods, its limits and its call threads.
/// Any thread may use it.
public final class ServerEndpoint {
    private final Map<String, ServerMethod<?, ?>> methods;
    private final Limits limits;
    private final Lifetimes lifetimes;
    private final Compression compression;
    private final int maxMessageBytes;
    private final boolean reuseThreads;
    private final CallThreads threads;

    /// Those of the event loops that carry virtual threads.
    private final Map<EventLoop, CallThreads> threadsOnLoops = new ConcurrentHashMap<>();

    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

    /// What calls want done when the server drains.
    private final Map<ServerCall<?, ?>, Runnable> onDrain = new ConcurrentHashMap<>();

    private volatile boolean draining;
    private volatile boolean threadsClosed;

    /// Creates an endpoint that serves nobody yet.
    ///
    /// @param methods the methods by their path
    /// @param limits what each client is allowed
    /// @param lifetimes how long connections live
    /// @param compression how messages may be compressed
    /// @param maxMessageBytes the largest request message
    /// @param reuseThreads whether the virtual thread of a call serves others after it
    public ServerEndpoint(
            Map<String, ServerMethod<?, ?>> methods,
            Limits limits,
            Lifetimes lifetimes,
            Compression compression,
            int maxMessageBytes,
            boolean reuseThreads) {
        this.methods = Map.copyOf(methods);
        this.limits = limits;
        this.lifetimes = lifetimes;
        this.compression = compression;
        this.maxMessageBytes = maxMessageBytes;
        this.reuseThreads = reuseThreads;
        this.threads = new CallThreads(reuseThreads, null);
    }

    /// Serves a client.
    ///
    /// @param transport the client's connection, not started
    /// @param reactor what serves it
    public void accept(Transport transport, Reactor reactor) {
        ServerConnection listener = new ServerConnection(this);
        Connection connection =
                new Connection(Role.SERVER, transport, reactor, limits, lifetimes, listener);
        listener.attach(connection);
        connections.add(connection);
        connection.start();
        if (draining) {
            connection.drain();
        }
    }

    /// Asks all clients to open no more calls and closes each connection when its last call has
    /// ended.
    public void drain() {
        draining = true;
        onDrain.keySet().forEach(this::tellDraining);
        connections.forEach(Connection::drain);
    }

    /// Asks to be told when the server is about to stop; at once, if it is already.
    void onDrain(ServerCall<?, ?> call, Runnable action) {
        onDrain.put(call, action);
        if (draining) {
            tellDraining(call);
        }
    }

    /// Tells a handler, once, on a thread of its own: what it does then is its own affair.
    private void tellDraining(ServerCall<?, ?> call) {
        Runnable action = onDrain.remove(call);
        if (action != null) {
            FreeThreads.start("duet-draining", action);
        }
    }

    void forgetOnDrain(ServerCall<?, ?> call) {
        onDrain.remove(call);
    }

    /// Ends all connections and calls now.
    ///
    /// @param reason for people
    public void close(String reason) {
        draining = true;
        connections.forEach(connection -> connection.close(ErrorCode.NO_ERROR, reason));
    }

    /// Waits until no connection is left.
    ///
    /// @param deadlineNanos until when, as [System#nanoTime] counts
    /// @return false if there still are some
    /// @throws InterruptedException if the thread was interrupted
    public synchronized boolean awaitClosed(long deadlineNanos) throws InterruptedException {
        while (!connections.isEmpty()) {
            long left = deadlineNanos - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(Math.max(1, left / 1_000_000));
        }
        return true;
    }

    /// Ends the threads that wait for calls.
    public void closeThreads() {
        threadsClosed = true;
        threads.close();
        threadsOnLoops.values().forEach(CallThreads::close);
    }

    /// The number of connections.
    ///
    /// @return those that are open now
    public int connectionCount() {
        return connections.size();
    }

    /// The number of calls on the wire, over all connections.
    ///
    /// @return open streams
    public int openStreams() {
        return connections.stream().mapToInt(Connection::openStreams).sum();
    }

    void closed(Connection connection) {
        connections.remove(connection);
        synchronized (this) {
            notifyAll();
        }
    }

    /// Whether the server is about to stop.
    boolean draining() {
        return draining;
    }

    ServerMethod<?, ?> method(String path) {
        return methods.get(path);
    }

    Limits limits() {
        return limits;
    }

    Compression compression() {
        return compression;
    }

    int maxMessageBytes() {
        return maxMessageBytes;
    }

    /// The threads for calls of connections on a loop.
    CallThreads threads(EventLoop loop) {
        if (!loop.carriesThreads()) {
            return threads;
        }
        CallThreads own =
                threadsOnLoops.computeIfAbsent(loop, l -> new CallThreads(reuseThreads, l));
        if (threadsClosed) {
            own.close();
        }
        return own;
    }
}
