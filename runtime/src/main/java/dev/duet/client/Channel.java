package dev.duet.client;

import dev.duet.CallOptions;
import dev.duet.MethodDescriptor;
import dev.duet.Status;
import dev.duet.internal.http2.Connection;
import dev.duet.internal.http2.Limits;
import dev.duet.internal.rpc.ClientCall;
import dev.duet.internal.rpc.ClientEndpoint;
import dev.duet.internal.rpc.Dialer;
import dev.duet.internal.rpc.MemoryDialer;
import dev.duet.internal.rpc.MemoryServers;
import dev.duet.internal.rpc.SocketDialer;

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
    private static final int HTTP_PORT = 80;

    private final String authority;
    private final ClientEndpoint endpoint;

    private Channel(String authority, Dialer dialer, Limits limits) {
        this.authority = authority;
        this.endpoint = new ClientEndpoint(dialer, limits);
    }

    /// Makes a channel. It does not connect yet, and so does not fail when the server is not there.
    ///
    /// @param target where the server is: `http://host:port` for HTTP/2 without TLS, or what
    ///   [dev.duet.server.Server#target] says
    /// @return the channel
    /// @throws IllegalArgumentException if the target is not of that form
    public static Channel to(String target) {
        if (target.startsWith(MemoryServers.SCHEME)) {
            return new Channel("localhost", new MemoryDialer(target), Limits.DEFAULT);
        }
        Target parsed = Target.parse(target, HTTP_PORT);
        return new Channel(
                parsed.authority(), new SocketDialer(parsed.host(), parsed.port()), Limits.DEFAULT);
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
        ClientCall<Q, S> call = call(method, options);
        call.send(request, true);
        return call.receiveOnly();
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
        ClientCall<Q, S> call = call(method, options);
        call.send(request, true);
        return new ServerStreamingCall<>(call);
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
        ClientCall<Q, S> call = call(method, options);
        call.start();
        return new ClientStreamingCall<>(call);
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
        ClientCall<Q, S> call = call(method, options);
        call.start();
        return new BidiCall<>(call);
    }

    /// Ends all calls that are open, with CANCELLED or UNAVAILABLE, and the connection. Calls made
    /// later fail. Does not block.
    @Override
    public void close() {
        endpoint.close();
    }

    private <Q, S> ClientCall<Q, S> call(MethodDescriptor<Q, S> method, CallOptions options) {
        try {
            Connection connection = endpoint.acquire(options.deadline(), options.waitForReady());
            return new ClientCall<>(connection, authority, method, options);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Status.CANCELLED
                    .withDescription("the calling thread was interrupted")
                    .exception(e);
        }
    }
}
