package dev.duet.server;

import dev.duet.MethodDescriptor;
import dev.duet.internal.rpc.CallHandler;
import dev.duet.internal.rpc.ServerMethod;

import java.util.LinkedHashMap;
import java.util.Map;

/// The methods of a service, each with what serves it. Immutable.
///
/// Generated code makes one. By hand it is made like this:
///
/// {@snippet :
/// ServiceDefinition.builder("Chat").bidi(CHAT, (requests, responses) -> { ... }).build();
/// }
///
/// Handlers run on virtual threads, one for each call, and may block.
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

    Map<String, ServerMethod<?, ?>> methods() {
        return methods;
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
            if (methods.put(method.path(), new ServerMethod<>(method, handler)) != null) {
                throw new IllegalArgumentException(method.path() + " is there already");
            }
            return this;
        }
    }
}
