package dev.duet.internal.rpc;

/// Where the requests of a call go that is served on the event loop.
///
/// @param <Q> the request type
public interface MessageSink<Q> {
    /// Takes in a request. Must not block.
    ///
    /// @param request the message
    /// @throws Exception to end the call with an error
    void onMessage(Q request) throws Exception;

    /// The client has half-closed; the call completes with OK when this returns. Must not block.
    ///
    /// @throws Exception to end the call with an error
    void onHalfClose() throws Exception;
}
