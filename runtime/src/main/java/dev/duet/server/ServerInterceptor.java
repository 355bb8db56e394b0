package dev.duet.server;

/// Does something around every call of a server: checks credentials, measures, logs.
///
/// It is plain sequential code, like a handler, and runs on the call's thread:
///
/// {@snippet :
/// Server.listen(9090).interceptor((call, next) -> {
///     if (call.metadata().get("authorization") == null) {
///         throw new StatusException(Status.UNAUTHENTICATED);
///     }
///     next.proceed();
/// });
/// }
///
/// The first interceptor that was added to a server is the outermost. One instance serves all
/// calls, many at a time.
@FunctionalInterface
public interface ServerInterceptor {
    /// Does something around a call.
    ///
    /// @param call what is known of the call; its messages can be watched by
    ///   [CallContext#onRequest] and [CallContext#onResponse], its end by [CallContext#onEnd]
    /// @param next the rest: further interceptors and the handler. It returns when the handler has
    ///   returned, and throws what the handler throws; before a [MessageHandler] it returns when
    ///   messages are about to be delivered. Not going on and returning ends the call with OK and
    ///   no response.
    /// @throws Exception to end the call with an error, as a handler does
    void intercept(CallContext call, Next next) throws Exception;

    /// The rest of what is to be done for a call.
    @FunctionalInterface
    interface Next {
        /// Goes on; to be called once.
        ///
        /// @throws Exception what the handler throws
        void proceed() throws Exception;
    }
}
