package dev.duet.server;

/// Serves a call whose requests are a stream, message by message, on the event loop: without a
/// thread of its own, for those who want the last drop of speed. See
/// [ServiceDefinition#onMessage(dev.duet.MethodDescriptor, MessageHandler)].
///
/// Its methods are called by one thread, one after the other, and must never block: all connections
/// of the loop wait as long as they run. A call of Duet that would block there throws
/// `IllegalStateException` instead: [Responses#send] when there is no room, or a call to another
/// server.
///
/// Backpressure works by itself. As long as no other thread sends on the call, a response always
/// finds room in `onMessage`, since no message is delivered while an earlier response waits for the
/// client to read. Who sends more than one response for a message uses [Responses#trySend].
///
/// @param <Q> the request type
/// @param <S> the response type
@FunctionalInterface
public interface MessageHandler<Q, S> {
    /// Takes in a request.
    ///
    /// @param message the request
    /// @param responses where responses go, and what is known of the call
    /// @throws Exception to end the call with an error, as any handler does
    void onMessage(Q message, Responses<S> responses) throws Exception;

    /// The client has half-closed. The call completes with OK when this returns; for a call with
    /// one response it is the time to send it.
    ///
    /// @param responses where responses go, and what is known of the call
    /// @throws Exception to end the call with an error
    default void onHalfClose(Responses<S> responses) throws Exception {}
}
