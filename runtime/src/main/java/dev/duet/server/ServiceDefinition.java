package dev.duet.server;

import dev.duet.MethodDescriptor;
import dev.duet.internal.rpc.CallHandler;
import dev.duet.internal.rpc.MessageSink;
import dev.duet.internal.rpc.ServerCall;
import dev.duet.internal.rpc.ServerMethod;
import dev.duet.internal.rpc.ServerMethod.Place;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// The methods of a service, each with what serves it. Immutable.
///
/// Generated code makes one. By hand it is made like this:
///
/// {@snippet :
/// ServiceDefinition.builder("Chat").bidi(CHAT, (requests, responses) -> { ... }).build();
/// }
///
/// Handlers run on virtual threads, one for each call, and may block. Those that never do can be
/// run on the event loop instead, which saves the hop to another thread:
///
/// {@snippet :
/// Server.listen(9090)
///         .service(new EchoService().bind()
///                 .nonBlocking(Echo.UNARY)
///                 .onMessage(Echo.BIDI, (message, responses) -> responses.send(message)));
/// }
public final class ServiceDefinition {
    private final String name;
    private final Map<String, ServerMethod<?, ?>> methods;

    private ServiceDefinition(String name, Map<String, ServerMethod<?, ?>> methods) {
        this.name = name;
        this.methods = methods;
    }

    /// Begins a definition.
    ///
    /// @param service the full name of the service, such as `routeguide.RouteGuide`
    /// @return a builder
    public static Builder builder(String service) {
        return new Builder(service);
    }

    /// The full name of the service.
    ///
    /// @return such as `routeguide.RouteGuide`
    public String name() {
        return name;
    }

    /// Says that the handler of a unary method never blocks: it runs on the event loop, without a
    /// thread of its own. All connections of the loop wait as long as it runs, so it had better be
    /// done within microseconds; one that takes long is named in the log. A call of Duet that would
    /// block there throws `IllegalStateException`.
    ///
    /// @param method a unary method of this service
    /// @return a definition where that is so
    /// @throws IllegalArgumentException if there is no such method, or it is not unary
    public ServiceDefinition nonBlocking(MethodDescriptor<?, ?> method) {
        if (method.kind() != MethodDescriptor.Kind.UNARY) {
            throw new IllegalArgumentException(
                    method.path() + " is not unary: use onMessage for it");
        }
        return with(onLoop(known(method)));
    }

    private static <Q, S> ServerMethod<Q, S> onLoop(ServerMethod<Q, S> method) {
        return new ServerMethod<>(method.descriptor(), method.handler(), Place.LOOP_WITH_REQUEST);
    }

    /// Serves a method message by message, on the event loop.
    ///
    /// @param method a method of this service whose requests are a stream
    /// @param handler serves all its calls
    /// @param <Q> the request type
    /// @param <S> the response type
    /// @return a definition where that is so
    /// @throws IllegalArgumentException if there is no such method, or it takes one request only
    public <Q, S> ServiceDefinition onMessage(
            MethodDescriptor<Q, S> method, MessageHandler<Q, S> handler) {
        return onMessage(method, () -> handler);
    }

    /// Serves a method message by message, on the event loop, with a handler for each call: it can
    /// keep what it knows of the call.
    ///
    /// @param method a method of this service whose requests are a stream
    /// @param handlers makes the handler of a call, on the event loop when the call begins
    /// @param <Q> the request type
    /// @param <S> the response type
    /// @return a definition where that is so
    /// @throws IllegalArgumentException if there is no such method, or it takes one request only
    public <Q, S> ServiceDefinition onMessage(
            MethodDescriptor<Q, S> method, Supplier<? extends MessageHandler<Q, S>> handlers) {
        known(method);
        if (!method.kind().clientStreams()) {
            throw new IllegalArgumentException(
                    method.path() + " takes one request: use nonBlocking, or let it block");
        }
        return with(
                new ServerMethod<>(
                        method,
                        call -> call.deliverTo(new Delivery<>(handlers.get(), call)),
                        Place.LOOP_BY_MESSAGE));
    }

    private ServerMethod<?, ?> known(MethodDescriptor<?, ?> method) {
        ServerMethod<?, ?> known = methods.get(method.path());
        if (known == null) {
            throw new IllegalArgumentException(name + " has no method " + method.path());
        }
        return known;
    }

    private ServiceDefinition with(ServerMethod<?, ?> method) {
        Map<String, ServerMethod<?, ?>> changed = new LinkedHashMap<>(methods);
        changed.put(method.descriptor().path(), method);
        return new ServiceDefinition(name, Map.copyOf(changed));
    }

    Map<String, ServerMethod<?, ?>> methods() {
        return methods;
    }

    /// Hands the requests of a call to its handler.
    private static final class Delivery<Q, S> implements MessageSink<Q> {
        private final MessageHandler<Q, S> handler;
        private final Responses<S> responses;

        Delivery(MessageHandler<Q, S> handler, ServerCall<Q, S> call) {
            this.handler = handler;
            this.responses = new Responses<>(call);
        }

        @Override
        public void onMessage(Q request) throws Exception {
            handler.onMessage(request, responses);
        }

        @Override
        public void onHalfClose() throws Exception {
            handler.onHalfClose(responses);
        }
    }

    /// Serves calls with one request and one response.
    ///
    /// @param <Q> the request type
    /// @param <S> the response type
    @FunctionalInterface
    public interface UnaryHandler<Q, S> {
        /// Serves a call.
        ///
        /// @param request the request
        /// @return the response
        /// @throws Exception to end the call with an error
        S handle(Q request) throws Exception;
    }

    /// Serves calls with one request and many responses.
    ///
    /// @param <Q> the request type
    /// @param <S> the response type
    @FunctionalInterface
    public interface ServerStreamingHandler<Q, S> {
        /// Serves a call; returning completes it.
        ///
        /// @param request the request
        /// @param responses where responses go
        /// @throws Exception to end the call with an error
        void handle(Q request, Responses<S> responses) throws Exception;
    }

    /// Serves calls with many requests and one response.
    ///
    /// @param <Q> the request type
    /// @param <S> the response type
    @FunctionalInterface
    public interface ClientStreamingHandler<Q, S> {
        /// Serves a call.
        ///
        /// @param requests where requests come from; they need not be read to the end
        /// @return the response
        /// @throws Exception to end the call with an error
        S handle(Requests<Q> requests) throws Exception;
    }

    /// Serves calls with many requests and many responses.
    ///
    /// @param <Q> the request type
    /// @param <S> the response type
    @FunctionalInterface
    public interface BidiHandler<Q, S> {
        /// Serves a call; returning completes it.
        ///
        /// @param requests where requests come from
        /// @param responses where responses go, at any time and in any order
        /// @throws Exception to end the call with an error
        void handle(Requests<Q> requests, Responses<S> responses) throws Exception;
    }

    /// Collects methods. Not thread-safe.
    public static final class Builder {
        private final String service;
        private final Map<String, ServerMethod<?, ?>> methods = new LinkedHashMap<>();

        private Builder(String service) {
            this.service = service;
        }

        /// Adds a unary method.
        ///
        /// @param method the method
        /// @param handler what serves it
        /// @param <Q> the request type
        /// @param <S> the response type
        /// @return this builder
        public <Q, S> Builder unary(MethodDescriptor<Q, S> method, UnaryHandler<Q, S> handler) {
            return add(method, call -> call.sendOnly(handler.handle(call.receiveOnly())));
        }

        /// Adds a server-streaming method.
        ///
        /// @param method the method
        /// @param handler what serves it
        /// @param <Q> the request type
        /// @param <S> the response type
        /// @return this builder
        public <Q, S> Builder serverStreaming(
                MethodDescriptor<Q, S> method, ServerStreamingHandler<Q, S> handler) {
            return add(method, call -> handler.handle(call.receiveOnly(), new Responses<>(call)));
        }

        /// Adds a client-streaming method.
        ///
        /// @param method the method
        /// @param handler what serves it
        /// @param <Q> the request type
        /// @param <S> the response type
        /// @return this builder
        public <Q, S> Builder clientStreaming(
                MethodDescriptor<Q, S> method, ClientStreamingHandler<Q, S> handler) {
            return add(method, call -> call.sendOnly(handler.handle(new Requests<>(call))));
        }

        /// Adds a method with two streams.
        ///
        /// @param method the method
        /// @param handler what serves it
        /// @param <Q> the request type
        /// @param <S> the response type
        /// @return this builder
        public <Q, S> Builder bidi(MethodDescriptor<Q, S> method, BidiHandler<Q, S> handler) {
            return add(method, call -> handler.handle(new Requests<>(call), new Responses<>(call)));
        }

        /// Makes the definition.
        ///
        /// @return what was collected
        public ServiceDefinition build() {
            return new ServiceDefinition(service, Map.copyOf(methods));
        }

        private <Q, S> Builder add(MethodDescriptor<Q, S> method, CallHandler<Q, S> handler) {
            if (methods.put(method.path(), new ServerMethod<>(method, handler, Place.CALL_THREAD))
                    != null) {
                throw new IllegalArgumentException(method.path() + " is there already");
            }
            return this;
        }
    }
}
