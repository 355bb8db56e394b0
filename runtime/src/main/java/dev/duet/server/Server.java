package dev.duet.server;

import dev.duet.Compressor;
import dev.duet.internal.http2.Lifetimes;
import dev.duet.internal.http2.Limits;
import dev.duet.internal.http2.Reactors;
import dev.duet.internal.log.LazyLogger;
import dev.duet.internal.rpc.CallHandler;
import dev.duet.internal.rpc.Compression;
import dev.duet.internal.rpc.MemoryServers;
import dev.duet.internal.rpc.ServerEndpoint;
import dev.duet.internal.rpc.ServerMethod;
import dev.duet.internal.rpc.WaitLimit;
import dev.duet.internal.transport.Acceptor;
import dev.duet.internal.transport.LoopScheduler;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A gRPC server: services on a listener.
///
/// {@snippet :
/// Server.listen(9090).service(new ChatService()).start().awaitTermination();
/// }
///
/// Each call runs on a virtual thread of its own, and its handler may block. The virtual threads
/// are used again for further calls, and with them what handlers have put into their ThreadLocals,
/// unless [Builder#freshThreads] is set.
///
/// Any thread may use a server.
public final class Server implements AutoCloseable {
    private static final LazyLogger LOG = new LazyLogger(Server.class);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ServerEndpoint endpoint;

    /// Null for a server in memory.
    private final Acceptor acceptor;

    private final String target;
    private boolean stopping;

    private Server(ServerEndpoint endpoint, Acceptor acceptor, String target) {
        this.endpoint = endpoint;
        this.acceptor = acceptor;
        this.target = target;
    }

    private static Server listen(ServerEndpoint endpoint, String host, SocketAddress address)
            throws IOException {
        Acceptor acceptor =
                Acceptor.listen(
                        address,
                        Reactors.shared().loops()::next,
                        (transport, loop) ->
                                endpoint.accept(transport, Reactors.shared().of(loop)));
        return new Server(endpoint, acceptor, target(host, acceptor.address()));
    }

    private static String target(String host, SocketAddress address) {
        if (address instanceof InetSocketAddress inet) {
            String name = host.contains(":") ? "[" + host + "]" : host;
            return "http://" + name + ":" + inet.getPort();
        }
        return "unix:" + host;
    }

    /// Setting up the JDK's logging takes longer than to get ready for calls, so this is done
    /// aside.
    private void logListening() {
        LOG.get().log(Level.INFO, "listening on {0}", target);
    }

    private static Server inMemory(ServerEndpoint endpoint) {
        String target =
                MemoryServers.add(
                        transport -> endpoint.accept(transport, Reactors.shared().next()));
        return new Server(endpoint, null, target);
    }

    /// Begins a server that listens on the loopback interface: for programs of this machine only,
    /// unless whoever starts the program names another host in the system property `duet.host`, as
    /// `duet run --host` does.
    ///
    /// @param port the port, or 0 for one that the system picks
    /// @return a builder
    public static Builder listen(int port) {
        return listen(System.getProperty("duet.host", "localhost"), port);
    }

    /// Begins a server.
    ///
    /// @param host the name or address of the interface to listen on; `0.0.0.0` for all
    /// @param port the port, or 0 for one that the system picks
    /// @return a builder
    public static Builder listen(String host, int port) {
        return new Builder(host, InetSocketAddress.createUnresolved(host, port));
    }

    /// Begins a server that listens on a Unix domain socket.
    ///
    /// @param socket the socket's path; a file that is there already is not overwritten
    /// @return a builder
    public static Builder listen(Path socket) {
        return new Builder(socket.toAbsolutePath().toString(), UnixDomainSocketAddress.of(socket));
    }

    /// Begins a server without a socket, which channels of this process reach by their [#target].
    ///
    /// @return a builder
    public static Builder inMemory() {
        return new Builder(null, null);
    }

    /// The port that the server listens on.
    ///
    /// @return the port; -1 for a server in memory
    public int port() {
        return acceptor != null && acceptor.address() instanceof InetSocketAddress address
                ? address.getPort()
                : -1;
    }

    /// Where clients find the server, for [dev.duet.client.Channel#to].
    ///
    /// @return such as `http://localhost:9090`
    public String target() {
        return target;
    }

    /// The number of calls on the wire.
    ///
    /// @return calls of all clients
    public int openCalls() {
        return endpoint.openStreams();
    }

    /// The number of connections.
    ///
    /// @return connections of all clients
    public int connections() {
        return endpoint.connectionCount();
    }

    /// Begins to stop in good order: takes no more connections and calls, and lets the calls that
    /// are open finish. Returns at once.
    public void shutdown() {
        if (acceptor != null) {
            acceptor.close();
        } else {
            MemoryServers.remove(target);
        }
        endpoint.drain();
        synchronized (this) {
            stopping = true;
            notifyAll();
        }
    }

    /// Stops now: ends all calls. Returns at once.
    public void shutdownNow() {
        shutdown();
        endpoint.close("the server is shut down");
        endpoint.closeThreads();
    }

    /// Waits until the server has stopped. Until then a signal that ends the process (Ctrl-C,
    /// SIGTERM) drains the server first, for at most 5 seconds.
    ///
    /// @throws InterruptedException if the thread was interrupted
    public void awaitTermination() throws InterruptedException {
        Thread hook = Thread.ofPlatform().name("duet-shutdown").unstarted(this::close);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the process ends already
        }
        try {
            synchronized (this) {
                while (!stopping) {
                    wait();
                }
            }
            endpoint.awaitClosed(WaitLimit.after(ChronoUnit.FOREVER.getDuration()));
            endpoint.closeThreads();
        } finally {
            forget(hook);
        }
    }

    /// Waits for some time until the server has stopped, which somebody else must bring about.
    ///
    /// @param timeout how long to wait
    /// @return false if it has not stopped in time
    /// @throws InterruptedException if the thread was interrupted
    public boolean awaitTermination(Duration timeout) throws InterruptedException {
        long limit = WaitLimit.after(timeout);
        synchronized (this) {
            while (!stopping) {
                long left = limit - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        }
        boolean closed = endpoint.awaitClosed(limit);
        if (closed) {
            endpoint.closeThreads();
        }
        return closed;
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process ends: the hook has its turn
        }
    }

    /// Stops in good order, within 5 seconds: what is open then is ended. Blocks until it is done.
    @Override
    public void close() {
        close(GRACE);
    }

    /// Stops in good order: what is open after the time of grace is ended. Blocks until it is done.
    ///
    /// @param grace how long open calls may go on
    public void close(Duration grace) {
        shutdown();
        try {
            if (!endpoint.awaitClosed(WaitLimit.after(grace))) {
                endpoint.close("the server is shut down");
                endpoint.awaitClosed(WaitLimit.after(GRACE));
            }
        } catch (InterruptedException e) {
            endpoint.close("the server is shut down");
            Thread.currentThread().interrupt();
        }
        endpoint.closeThreads();
    }

    /// Collects what makes a server. Not thread-safe.
    public static final class Builder {
        private static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

        /// The host or socket to listen on; null for a server in memory.
        private final String host;

        private final SocketAddress address;
        private final Map<String, ServerMethod<?, ?>> methods = new LinkedHashMap<>();
        private final List<ServerInterceptor> interceptors = new ArrayList<>();
        private Compression compression = Compression.BUILT_IN;
        private int maxMessageBytes = MAX_MESSAGE_BYTES;
        private int maxConcurrentCalls = Limits.DEFAULT.maxConcurrentStreams();
        private int streamWindow = Limits.DEFAULT.streamWindow();
        private boolean freshThreads;
        private long keepaliveNanos = Lifetimes.SERVER.keepaliveNanos();
        private long keepaliveTimeoutNanos = Lifetimes.SERVER.keepaliveTimeoutNanos();
        private long pingIntervalNanos = Lifetimes.SERVER.pingIntervalNanos();
        private boolean pingWithoutCalls = Lifetimes.SERVER.pingWithoutCalls();
        private long idleNanos = Lifetimes.NEVER;
        private long ageNanos = Lifetimes.NEVER;
        private long ageGraceNanos = Lifetimes.NEVER;

        private Builder(String host, SocketAddress address) {
            this.host = host;
            this.address = address;
        }

        /// Adds a service.
        ///
        /// @param service an implementation of a generated service interface
        /// @return this builder
        /// @throws IllegalArgumentException if one of its methods is there already
        public Builder service(Service service) {
            return service(service.bind());
        }

        /// Adds a service.
        ///
        /// @param definition its methods
        /// @return this builder
        /// @throws IllegalArgumentException if one of its methods is there already
        public Builder service(ServiceDefinition definition) {
            definition
                    .methods()
                    .forEach(
                            (path, method) -> {
                                if (methods.putIfAbsent(path, method) != null) {
                                    throw new IllegalArgumentException(path + " is offered twice");
                                }
                            });
            return this;
        }

        /// Adds an interceptor, inside of those that were added before.
        ///
        /// @param interceptor runs around every call
        /// @return this builder
        public Builder interceptor(ServerInterceptor interceptor) {
            interceptors.add(interceptor);
            return this;
        }

        private Map<String, ServerMethod<?, ?>> interceptedMethods() {
            Map<String, ServerMethod<?, ?>> result = new LinkedHashMap<>();
            methods.forEach((path, method) -> result.put(path, intercepted(method)));
            return result;
        }

        private <Q, S> ServerMethod<Q, S> intercepted(ServerMethod<Q, S> method) {
            CallHandler<Q, S> handler = method.handler();
            for (ServerInterceptor interceptor : interceptors.reversed()) {
                CallHandler<Q, S> inner = handler;
                handler =
                        call ->
                                interceptor.intercept(
                                        new CallContext(call), () -> inner.handle(call));
            }
            return new ServerMethod<>(method.descriptor(), handler, method.place());
        }

        /// Sets the size of the largest request message; 4 MiB unless set.
        ///
        /// @param bytes the limit; larger messages end their call with RESOURCE_EXHAUSTED
        /// @return this builder
        public Builder maxMessageSize(int bytes) {
            maxMessageBytes = positive(bytes, "the largest message");
            return this;
        }

        /// Adds a way to compress messages, beside `gzip`: requests may come in it, and handlers
        /// may choose it for responses to clients that understand it.
        ///
        /// @param compressor replaces the one of the same name
        /// @return this builder
        public Builder compressor(Compressor compressor) {
            compression = compression.with(compressor);
            return this;
        }

        /// Sets how many calls a connection may have open; 1,000 unless set.
        ///
        /// @param calls the limit; clients wait or open another connection
        /// @return this builder
        public Builder maxConcurrentCalls(int calls) {
            maxConcurrentCalls = positive(calls, "the number of calls");
            return this;
        }

        /// Sets how many bytes a client may send on a call before its handler has read any; 64 KiB
        /// unless set. Larger messages are received all the same.
        ///
        /// @param bytes the window
        /// @return this builder
        public Builder window(int bytes) {
            streamWindow = positive(bytes, "the window");
            return this;
        }

        private static int positive(int value, String what) {
            if (value < 1) {
                throw new IllegalArgumentException(what + " must be at least 1, not " + value);
            }
            return value;
        }

        /// Runs every call on a fresh virtual thread, which costs some speed: ThreadLocals begin
        /// empty.
        ///
        /// @return this builder
        public Builder freshThreads() {
            freshThreads = true;
            return this;
        }

        /// Asks silent clients for a sign of life, and gives connections up on which none comes.
        /// Every 2 hours, with 20 seconds to answer, unless set.
        ///
        /// @param interval the silence after which a client is asked
        /// @param timeout how long it has to answer
        /// @return this builder
        public Builder keepalive(Duration interval, Duration timeout) {
            keepaliveNanos = interval.toNanos();
            keepaliveTimeoutNanos = timeout.toNanos();
            return this;
        }

        /// Sets how often clients may send keepalive PINGs; those that go on sending them more
        /// often are sent away. Every 5 minutes, and 2 hours without calls, unless set.
        ///
        /// @param interval the shortest interval
        /// @param withoutCalls whether it holds also when there are no calls
        /// @return this builder
        public Builder permitKeepalive(Duration interval, boolean withoutCalls) {
            pingIntervalNanos = interval.toNanos();
            pingWithoutCalls = withoutCalls;
            return this;
        }

        /// Drains connections that have no calls for so long; never unless set.
        ///
        /// @param time without calls
        /// @return this builder
        public Builder maxConnectionIdle(Duration time) {
            idleNanos = time.toNanos();
            return this;
        }

        /// Drains connections of that age, give or take a tenth, so that clients spread anew over
        /// servers; never unless set.
        ///
        /// @param age the age
        /// @param grace how long the calls of such a connection may go on
        /// @return this builder
        public Builder maxConnectionAge(Duration age, Duration grace) {
            ageNanos = age.toNanos();
            ageGraceNanos = grace.toNanos();
            return this;
        }

        private Lifetimes lifetimes() {
            return new Lifetimes(
                    keepaliveNanos,
                    keepaliveTimeoutNanos,
                    true,
                    pingIntervalNanos,
                    pingWithoutCalls,
                    idleNanos,
                    ageNanos,
                    ageGraceNanos);
        }

        /// Starts the server: from now on it takes calls.
        ///
        /// @return the server
        /// @throws IOException if it cannot listen there, with a message that says why
        /// @throws IllegalStateException if the system property `duet.threadsOnLoops` is set to
        ///   true, and this Java does not let us
        public Server start() throws IOException {
            LoopScheduler.check();
            Limits defaults = Limits.DEFAULT;
            Limits limits =
                    new Limits(
                            maxConcurrentCalls,
                            streamWindow,
                            Math.max(defaults.receiveBudget(), maxMessageBytes + 1024L),
                            defaults.maxHeaderListBytes(),
                            defaults.maxHeaderFields());
            ServerEndpoint endpoint =
                    new ServerEndpoint(
                            interceptedMethods(),
                            limits,
                            lifetimes(),
                            compression,
                            maxMessageBytes,
                            !freshThreads);
            if (host == null) {
                return inMemory(endpoint);
            }
            try {
                Server server = listen(endpoint, host, resolved());
                Thread.ofPlatform().daemon().name("duet-log").start(server::logListening);
                return server;
            } catch (BindException e) {
                throw inUse(e);
            }
        }

        private SocketAddress resolved() throws UnknownHostException {
            return address instanceof InetSocketAddress inet
                    ? new InetSocketAddress(InetAddress.getByName(host), inet.getPort())
                    : address;
        }

        private BindException inUse(BindException cause) {
            BindException clear =
                    new BindException(
                            "cannot listen on "
                                    + Server.target(host, address)
                                    + ": "
                                    + cause.getMessage());
            clear.initCause(cause);
            return clear;
        }
    }
}
