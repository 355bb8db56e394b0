package dev.duet.client;

/// Does something with every call of a channel before it starts: adds metadata, a deadline, or
/// watches what goes out and comes in.
///
/// {@snippet :
/// Channel.builder(target)
///         .interceptor(call -> call.addMetadata(Metadata.of("token", "secret")))
///         .build();
/// }
///
/// Interceptors see a call in the order in which they were added to the channel. One instance
/// serves all calls, many at a time.
@FunctionalInterface
public interface ClientInterceptor {
    /// Looks at a call, and may change it. Runs on the caller's thread.
    ///
    /// @param call the call that is about to start; throwing a `StatusException` ends it
    void intercept(OutgoingCall call);
}
