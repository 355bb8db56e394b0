package dev.duet.server;

import dev.duet.Metadata;
import dev.duet.internal.rpc.ServerCall;
import dev.duet.internal.rpc.WaitLimit;

import java.time.Duration;

/// Where the responses of a call go.
///
/// Any thread may use it, and several at once: messages are not mixed. Every operation throws
/// `StatusException` when the call has ended. Messages reach the client without anyone flushing.
///
/// @param <S> the response type
public final class Responses<S> {
    private final ServerCall<?, S> call;

    Responses(ServerCall<?, S> call) {
        this.call = call;
    }

    /// Sends a response. Waits while the client does not read fast enough.
    ///
    /// @param response the message
    public void send(S response) {
        call.send(response);
    }

    /// Sends a response unless that would have to wait.
    ///
    /// @param response the message
    /// @return false if there is no room; nothing was sent then
    public boolean trySend(S response) {
        return call.send(response, Long.MIN_VALUE);
    }

    /// Sends a response, waiting no longer than told.
    ///
    /// @param response the message
    /// @param timeout how long to wait for room
    /// @return false if there was no room in time; nothing was sent then
    public boolean send(S response, Duration timeout) {
        return call.send(response, WaitLimit.after(timeout));
    }

    /// Sends metadata ahead of the first message, now.
    ///
    /// @param metadata the headers
    /// @throws IllegalStateException if a message or headers have been sent
    public void sendHeaders(Metadata metadata) {
        call.sendHeaders(metadata);
    }

    /// Adds metadata to what follows the last message.
    ///
    /// @param metadata the trailers
    public void addTrailers(Metadata metadata) {
        call.addTrailers(metadata);
    }

    /// The call that the responses belong to.
    ///
    /// @return its context
    public CallContext call() {
        return new CallContext(call);
    }
}
