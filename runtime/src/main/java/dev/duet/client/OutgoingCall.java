package dev.duet.client;

import dev.duet.CallOptions;
import dev.duet.Metadata;
import dev.duet.MethodDescriptor;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.internal.rpc.Hooks;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// A call that is about to start, as a [ClientInterceptor] sees it. To be used while the
/// interceptor runs only; what it registers runs later, on the threads that send and receive.
public final class OutgoingCall {
    private final MethodDescriptor<?, ?> method;

    /// Null as long as nobody wants to see anything.
    private Hooks hooks;

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
    /// @param watcher is given each message once it is taken to be sent, on the sender's thread
    public void onRequest(Consumer<Object> watcher) {
        watched().onRequest(watcher);
    }

    /// Watches the headers of the response.
    ///
    /// @param watcher is given the metadata that comes before the first message, on the thread that
    ///   receives; not called if the server answers with nothing but a status
    public void onHeaders(Consumer<Metadata> watcher) {
        watched().onHeaders(watcher);
    }

    /// Watches the responses.
    ///
    /// @param watcher is given each message when it is received, on that thread
    public void onResponse(Consumer<Object> watcher) {
        watched().onResponse(watcher);
    }

    /// Watches the end of the call.
    ///
    /// @param watcher is given the status and the trailers, once for each call, however often it
    ///   was attempted; runs on the thread that ends the call, or on one of its own, and may block
    public void onEnd(BiConsumer<Status, Metadata> watcher) {
        watched().onEnd(watcher);
    }

    /// An interceptor has ended the call before it has begun: tells those who watch its end.
    void refused(StatusException reason) {
        if (options.responseInfo() != null) {
            options.responseInfo().ended(reason.status(), reason.trailers());
        }
        if (hooks != null) {
            hooks.end(reason.status(), reason.trailers());
        }
    }

    private Hooks watched() {
        if (hooks == null) {
            hooks = new Hooks();
        }
        return hooks;
    }

    /// What interceptors want to see, or null.
    Hooks hooks() {
        return hooks;
    }
}
