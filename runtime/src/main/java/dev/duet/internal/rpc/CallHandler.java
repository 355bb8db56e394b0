package dev.duet.internal.rpc;

/// What a server does for one call. Generated code and users never see it: the four kinds of
/// handler are made into this one.
///
/// @param <Q> the request type
/// @param <S> the response type
@FunctionalInterface
public interface CallHandler<Q, S> {
    /// Serves a call on its own thread, and may block. Returning completes it with OK.
    ///
    /// @param call the call
    /// @throws Exception to end the call with an error: a `StatusException` with its status,
    ///   anything else with UNKNOWN
    void handle(ServerCall<Q, S> call) throws Exception;
}
