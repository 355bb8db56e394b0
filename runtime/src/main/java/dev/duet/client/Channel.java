package dev.duet.client;

import dev.duet.CallOptions;
import dev.duet.Compressor;
import dev.duet.ConnectionState;
import dev.duet.Deadline;
import dev.duet.MethodDescriptor;
import dev.duet.NameResolver;
import dev.duet.StatusException;
import dev.duet.internal.http2.Lifetimes;
import dev.duet.internal.http2.Limits;
import dev.duet.internal.rpc.AttemptRules;
import dev.duet.internal.rpc.ClientCall;
import dev.duet.internal.rpc.ClientContext;
import dev.duet.internal.rpc.ClientEndpoint;
import dev.duet.internal.rpc.Compression;
import dev.duet.internal.rpc.ConnectionSource;
import dev.duet.internal.rpc.MemoryDialer;
import dev.duet.internal.rpc.MemoryServers;
import dev.duet.internal.rpc.ReplayBudget;
import dev.duet.internal.rpc.Resolution;
import dev.duet.internal.rpc.RoundRobin;
import dev.duet.internal.rpc.ScalingSource;
import dev.duet.internal.rpc.SocketDialer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The way to a server: calls are made through it, and share one connection.
///
/// A channel connects when the first call is made, and again after the connection was lost. While a
/// connection cannot be made, calls fail with UNAVAILABLE, or wait if their options say so;
/// attempts follow each other at growing intervals. Any thread may use a channel. It is meant to be
/// kept.
///
/// {@snippet :
/// try (var channel = Channel.to("http://localhost:9090")) {
///     Chat.Client chat = Chat.client(channel);
/// }
/// }
public final class Channel implements AutoCloseable {
    private static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

    private final ConnectionSource connections;
    private final ClientContext context;
    private final List<ClientInterceptor> interceptors;
    private final Duration defaultTimeout;
    private final CallPlans plans;
    private final StateWatch stateWatch = new StateWatch(this::state);

    private Channel(Builder builder) {
        this.interceptors = List.copyOf(builder.interceptors);
        this.defaultTimeout = builder.defaultTimeout;
        this.plans = new CallPlans(builder.attempts, builder.maxMessageBytes, builder.config);
        String authority;
        if (builder.target.startsWith(MemoryServers.SCHEME)) {
            authority = "localhost";
            this.connections =
                    new ClientEndpoint(
                            new MemoryDialer(builder.target), builder.limits(), builder.lifetimes);
        } else {
            Target target =
                    builder.resolver == null
                            ? Target.parse(builder.target)
                            : new Target(builder.target, builder.resolver);
            authority = target.authority();
            Resolution resolution =
                    new Resolution(
                            target.resolver(), json -> plans.update(ServiceConfig.parse(json)));
            this.connections = connections(target, resolution, builder);
        }
        connections.onChange(stateWatch::changed);
        this.context =
                new ClientContext(connections, authority, builder.compression, new ReplayBudget());
    }

    private static ConnectionSource connections(
            Target target, Resolution resolution, Builder builder) {
        if (builder.balances()) {
            return new RoundRobin(
                    target.authority(), resolution, builder.limits(), builder.lifetimes);
        }
        Supplier<ConnectionSource> endpoint =
                () ->
                        new ClientEndpoint(
                                new SocketDialer(target.authority(), resolution),
                                builder.limits(),
                                builder.lifetimes);
        return builder.maxConnections == 1
                ? endpoint.get()
                : new ScalingSource(endpoint, builder.maxConnections);
    }

    /// Makes a channel. It does not connect yet, and so does not fail when the server is not there.
    ///
    /// @param target where the server is, without TLS: `http://host:port`, `dns:///host:port`,
    ///   `static:///host:port,host:port`, `unix:/path`, or what [dev.duet.server.Server#target]
    ///   says
    /// @return the channel
    /// @throws IllegalArgumentException if the target is not of that form
    public static Channel to(String target) {
        return builder(target).build();
    }

    /// Begins a channel with settings of its own.
    ///
    /// @param target where the server is, as for [#to]
    /// @return a builder
    public static Builder builder(String target) {
        return new Builder(target);
    }

    /// Calls a unary method and waits for its response.
    ///
    /// @param method the method
    /// @param request the request
    /// @param options deadline, metadata and more
    /// @param <Q> the request type
    /// @param <S> the response type
    /// @return the response
    /// @throws dev.duet.StatusException if the call did not end with OK
    public <Q, S> S unary(MethodDescriptor<Q, S> method, Q request, CallOptions options) {
        return begin(method, request, options).receiveOnly();
    }

    /// Calls a server-streaming method.
    ///
    /// @param method the method
    /// @param request the request
    /// @param options deadline, metadata and more
    /// @param <Q> the request type
    /// @param <S> the response type
    /// @return the call, to read responses from
    /// @throws dev.duet.StatusException if there is no connection
    public <Q, S> ServerStreamingCall<S> serverStreaming(
            MethodDescriptor<Q, S> method, Q request, CallOptions options) {
        return new ServerStreamingCall<>(begin(method, request, options));
    }

    /// Calls a client-streaming method.
    ///
    /// @param method the method
    /// @param options deadline, metadata and more
    /// @param <Q> the request type
    /// @param <S> the response type
    /// @return the call, to send requests to
    /// @throws dev.duet.StatusException if there is no connection
    public <Q, S> ClientStreamingCall<Q, S> clientStreaming(
            MethodDescriptor<Q, S> method, CallOptions options) {
        return new ClientStreamingCall<>(begin(method, null, options));
    }

    /// Calls a method with two streams.
    ///
    /// @param method the method
    /// @param options deadline, metadata and more
    /// @param <Q> the request type
    /// @param <S> the response type
    /// @return the call, to send requests to and read responses from
    /// @throws dev.duet.StatusException if there is no connection
    public <Q, S> BidiCall<Q, S> bidi(MethodDescriptor<Q, S> method, CallOptions options) {
        return new BidiCall<>(begin(method, null, options));
    }

    /// How the channel stands to its server.
    ///
    /// @return the state now
    public ConnectionState state() {
        return connections.state();
    }

    /// Watches how the channel stands to its server.
    ///
    /// @param watcher is given the state when it may have changed, possibly the same twice; runs on
    ///   a virtual thread of its own, one call after the other
    public void onStateChange(Consumer<ConnectionState> watcher) {
        stateWatch.add(watcher);
    }

    /// Ends all calls that are open, with CANCELLED or UNAVAILABLE, and the connection. Calls made
    /// later fail. Does not block.
    @Override
    public void close() {
        connections.close();
    }

    /// Begins a call.
    ///
    /// @param only the only request, or null if there may be many
    private <Q, S> ClientCall<Q, S> begin(
            MethodDescriptor<Q, S> method, Q only, CallOptions options) {
        OutgoingCall outgoing = new OutgoingCall(method, options);
        intercept(outgoing);
        CallOptions chosen = withDefaults(plans.applied(method, outgoing.options()));
        ClientCall<Q, S> call =
                new ClientCall<>(
                        context, method, chosen, plans.of(method, chosen), outgoing.hooks(), only);
        call.start(only);
        return call;
    }

    private void intercept(OutgoingCall outgoing) {
        try {
            for (ClientInterceptor interceptor : interceptors) {
                interceptor.intercept(outgoing);
            }
        } catch (StatusException e) {
            outgoing.refused(e);
            throw e;
        }
    }

    /// The options with the deadline that timeouts make.
    private CallOptions withDefaults(CallOptions options) {
        Duration timeout = options.timeout();
        if (timeout == null && options.deadline() == null) {
            timeout = defaultTimeout;
        }
        return timeout == null
                ? options
                : options.withDeadline(Deadline.after(timeout).earlier(options.deadline()));
    }

    /// Collects what makes a channel. Not thread-safe.
    public static final class Builder {
        private final String target;
        private final List<ClientInterceptor> interceptors = new ArrayList<>();
        private final Map<String, AttemptRules> attempts = new HashMap<>();
        private ServiceConfig config = ServiceConfig.empty();
        private Compression compression = Compression.BUILT_IN;
        private int maxMessageBytes = MAX_MESSAGE_BYTES;
        private Duration defaultTimeout;
        private Lifetimes lifetimes = Lifetimes.CLIENT;
        private int streamWindow = Limits.DEFAULT.streamWindow();
        private NameResolver resolver;
        private boolean roundRobin;
        private int maxConnections = 1;

        private Builder(String target) {
            this.target = target;
        }

        /// Adds an interceptor, after those that were added before.
        ///
        /// @param interceptor sees every call before it starts
        /// @return this builder
        public Builder interceptor(ClientInterceptor interceptor) {
            interceptors.add(interceptor);
            return this;
        }

        /// Finds the server's addresses in a way of one's own. The target is then a name for people
        /// and for the `:authority` header.
        ///
        /// @param finder started when the first call is made, closed with the channel
        /// @return this builder
        public Builder resolver(NameResolver finder) {
            resolver = finder;
            return this;
        }

        /// Spreads the calls over all addresses that the target has, instead of using the first
        /// that answers.
        ///
        /// @return this builder
        public Builder roundRobin() {
            roundRobin = true;
            return this;
        }

        /// Tries calls again that have failed.
        ///
        /// @param name whose calls: `package.Service/Method`, `package.Service`, or empty for all;
        ///   the most precise name counts
        /// @param policy when and how often
        /// @return this builder
        /// @throws IllegalArgumentException if the name has a policy already
        public Builder retry(String name, RetryPolicy policy) {
            return attempt(name, policy.rules());
        }

        /// Sends calls several times at once and takes the first response.
        ///
        /// @param name whose calls, as for [#retry]; of methods that may be carried out many times
        /// @param policy when and how often
        /// @return this builder
        /// @throws IllegalArgumentException if the name has a policy already
        public Builder hedge(String name, HedgingPolicy policy) {
            return attempt(name, policy.rules());
        }

        private Builder attempt(String name, AttemptRules rules) {
            if (attempts.putIfAbsent(name, rules) != null) {
                throw new IllegalArgumentException(
                        name.isEmpty()
                                ? "there is a policy for all calls already"
                                : "there is a policy for " + name + " already");
            }
            return this;
        }

        /// Says how the service wants to be called, in gRPC's service-config form (JSON, as
        /// `grpc/service_config/service_config.proto` describes it):
        ///
        /// {@snippet lang=json :
        /// {
        ///   "methodConfig": [{
        ///     "name": [{"service": "chat.v1.Chat", "method": "Send"}],
        ///     "timeout": "1.5s",
        ///     "waitForReady": true,
        ///     "maxRequestMessageBytes": 65536,
        ///     "retryPolicy": {
        ///       "maxAttempts": 4, "initialBackoff": "0.1s", "maxBackoff": "1s",
        ///       "backoffMultiplier": 2, "retryableStatusCodes": ["UNAVAILABLE"]
        ///     }
        ///   }],
        ///   "retryThrottling": {"maxTokens": 10, "tokenRatio": 0.1},
        ///   "loadBalancingConfig": [{"round_robin": {}}]
        /// }
        /// }
        ///
        /// Instead of a `retryPolicy` there may be a `hedgingPolicy` (`maxAttempts`,
        /// `hedgingDelay`, `nonFatalStatusCodes`); a name without a method stands for its service,
        /// one without either for all. What is not known is ignored. [#retry], [#hedge] and
        /// [#roundRobin] go before it, as a call's options do; of limits and timeouts the smaller
        /// counts. A resolver may bring another one, which then replaces this.
        ///
        /// @param json the configuration
        /// @return this builder
        /// @throws IllegalArgumentException if it is wrong; the message says where
        public Builder serviceConfig(String json) {
            config = ServiceConfig.parse(json);
            return this;
        }

        private boolean balances() {
            return roundRobin || config.roundRobin();
        }

        /// Sets how many connections there may be to a server. Another one is opened when those
        /// that are there carry as many calls as the server allows; calls wait when there may be no
        /// more. One unless set, and always one for each address with [#roundRobin].
        ///
        /// @param connections the limit
        /// @return this builder
        public Builder maxConnections(int connections) {
            if (connections < 1) {
                throw new IllegalArgumentException("a channel needs a connection");
            }
            maxConnections = connections;
            return this;
        }

        /// Sets the size of the largest response message; 4 MiB unless set. A call's options may
        /// set another ([CallOptions#withMaxInboundMessageSize]).
        ///
        /// @param bytes the limit; larger messages end their call with RESOURCE_EXHAUSTED
        /// @return this builder
        public Builder maxMessageSize(int bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("negative message size limit: " + bytes);
            }
            maxMessageBytes = bytes;
            return this;
        }

        /// Sets how long calls may take that have neither deadline nor timeout of their own; as
        /// long as they do unless set.
        ///
        /// @param timeout the time from the start of a call
        /// @return this builder
        public Builder defaultTimeout(Duration timeout) {
            defaultTimeout = timeout;
            return this;
        }

        /// Adds a way to compress messages, beside `gzip`: responses may come in it, and the
        /// options of a call may choose it ([CallOptions#withCompression]).
        ///
        /// @param compressor replaces the one of the same name
        /// @return this builder
        public Builder compressor(Compressor compressor) {
            compression = compression.with(compressor);
            return this;
        }

        /// Sets how many bytes a server may send on a call before the caller has read any; 64 KiB
        /// unless set. Larger messages are received all the same.
        ///
        /// @param bytes the window
        /// @return this builder
        public Builder window(int bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("the window must be at least 1, not " + bytes);
            }
            streamWindow = bytes;
            return this;
        }

        /// Asks a silent server for a sign of life while there are calls, and gives the connection
        /// up if none comes. Servers send clients away that do so too often: by default, more often
        /// than every 5 minutes.
        ///
        /// @param interval the silence after which it is asked; at least 10 seconds
        /// @param timeout how long it has to answer
        /// @return this builder
        public Builder keepalive(Duration interval, Duration timeout) {
            if (interval.toNanos() < Lifetimes.MIN_CLIENT_KEEPALIVE_NANOS) {
                throw new IllegalArgumentException("keepalive needs at least 10 seconds");
            }
            Lifetimes d = Lifetimes.CLIENT;
            lifetimes =
                    new Lifetimes(
                            interval.toNanos(),
                            timeout.toNanos(),
                            d.keepaliveWithoutCalls(),
                            d.pingIntervalNanos(),
                            d.pingWithoutCalls(),
                            d.idleNanos(),
                            d.ageNanos(),
                            d.ageGraceNanos());
            return this;
        }

        private Limits limits() {
            Limits defaults = Limits.DEFAULT;
            return new Limits(
                    defaults.maxConcurrentStreams(),
                    streamWindow,
                    Math.max(defaults.receiveBudget(), maxMessageBytes + 1024L),
                    defaults.maxHeaderListBytes(),
                    defaults.maxHeaderFields());
        }

        /// Makes the channel.
        ///
        /// @return a channel that is not connected yet
        /// @throws IllegalArgumentException if the target is not one, or settings contradict each
        ///   other
        public Channel build() {
            if (balances() && maxConnections > 1) {
                throw new IllegalArgumentException(
                        "round robin keeps one connection to each address: do not set"
                                + " maxConnections with it");
            }
            return new Channel(this);
        }
    }
}
