package dev.duet.internal.rpc;

import dev.duet.MethodDescriptor;

/// A method that a server offers.
///
/// @param descriptor the method
/// @param handler what serves it
/// @param place where it is served
/// @param <Q> the request type
/// @param <S> the response type
public record ServerMethod<Q, S>(
        MethodDescriptor<Q, S> descriptor, CallHandler<Q, S> handler, Place place) {
    /// Where calls are served.
    public enum Place {
        /// On a virtual thread for each call: the handler may block.
        CALL_THREAD,
        /// On the event loop, when the only request is there: the handler must not block.
        LOOP_WITH_REQUEST,
        /// On the event loop, message by message: the handler names a [MessageSink] and returns.
        LOOP_BY_MESSAGE
    }
}
