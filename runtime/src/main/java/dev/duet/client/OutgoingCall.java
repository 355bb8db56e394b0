package dev.duet.client;

import dev.duet.CallOptions;
import dev.duet.Metadata;
import dev.duet.MethodDescriptor;
import dev.duet.Status;
import dev.duet.internal.rpc.Hooks;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// A call that is about to start, as a [ClientInterceptor] sees it. To be used while the
/// interceptor runs only; what it registers runs later, on the threads that send and receive.
public final class OutgoingCall {
    private final MethodDescriptor<?, ?> method;
    private final Hooks hooks = new Hooks();
    private CallOptions options;

    OutgoingCall(MethodDescriptor<?, ?> method, CallOptions options) {
        this.method = method;
        this.options = options;
    }

    /// The method that is called.
    ///
    /// @return its descriptor
    public MethodDescriptor<?, ?> method() {
        return method;
    }

    /// How it is called.
    ///
    /// @return the options as they are now
    public CallOptions options() {
        return options;
    }

    /// Changes how it is called.
    ///
    /// @param changed the options from now on
    public void options(CallOptions changed) {
        options = changed;
    }

    /// Adds metadata to what the caller sends.
    ///
    /// @param metadata goes behind the caller's
    public void addMetadata(Metadata metadata) {
        options = options.withMetadata(options.metadata().merge(metadata));
    }

    /// Watches the requests.
    ///
    /// @param watcher is given each message before it is sent
    public void onRequest(Consumer<Object> watcher) {
        hooks.onRequest(watcher);
    }

    /// Watches the responses.
    ///
    /// @param watcher is given each message when it is received
    public void onResponse(Consumer<Object> watcher) {
        hooks.onResponse(watcher);
    }

    /// Watches the end of the call.
    ///
    /// @param watcher is given the status and the trailers, once
    public void onEnd(BiConsumer<Status, Metadata> watcher) {
        hooks.onEnd(watcher);
    }

    Hooks hooks() {
        return hooks;
    }
}
