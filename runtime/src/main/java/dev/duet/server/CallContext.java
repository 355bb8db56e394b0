package dev.duet.server;

import dev.duet.Deadline;
import dev.duet.Metadata;
import dev.duet.MethodDescriptor;
import dev.duet.Status;
import dev.duet.internal.rpc.ServerCall;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// What a handler can know of the call that it serves, beside its messages. Any thread may use it.
public final class CallContext {
    private final ServerCall<?, ?> call;

    CallContext(ServerCall<?, ?> call) {
        this.call = call;
    }

    /// The call that the current thread serves. Threads that a handler starts do not inherit it:
    /// pass it on, or take it from [Requests#call] or [Responses#call].
    ///
    /// @return the call's context
    /// @throws IllegalStateException if the thread serves no call
    public static CallContext current() {
        if (!ServerCall.CURRENT.isBound()) {
            throw new IllegalStateException("this thread serves no call");
        }
        return new CallContext(ServerCall.CURRENT.get());
    }

    /// The method that is called.
    ///
    /// @return its descriptor
    public MethodDescriptor<?, ?> method() {
        return call.descriptor();
    }

    /// What the client has sent beside messages.
    ///
    /// @return the metadata
    public Metadata metadata() {
        return call.metadata();
    }

    /// When the client gives up; the call is cancelled then.
    ///
    /// @return the deadline, or null if there is none
    public Deadline deadline() {
        return call.deadline();
    }

    /// The client's address, for people.
    ///
    /// @return such as `127.0.0.1:50051`
    public String peer() {
        return call.peer();
    }

    /// Whether nobody waits for the answer any more: the client has cancelled or gone, or the
    /// deadline has passed. Operations on the call then fail with a `StatusException`.
    ///
    /// @return true from then on
    public boolean isCancelled() {
        return call.abandoned() != null;
    }

    /// Asks to be told when the call is cancelled; at once, if it is already.
    ///
    /// @param action must not block: it may run on an event loop
    public void onCancel(Runnable action) {
        call.onCancel(action);
    }

    /// Watches the requests. For interceptors, before they go on.
    ///
    /// @param watcher is given each message when the handler receives it, on that thread
    public void onRequest(Consumer<Object> watcher) {
        call.hooks().onRequest(watcher);
    }

    /// Watches the responses. For interceptors, before they go on.
    ///
    /// @param watcher is given each message when it is sent, on the sender's thread
    public void onResponse(Consumer<Object> watcher) {
        call.hooks().onResponse(watcher);
    }

    /// Watches the end. For interceptors, before they go on.
    ///
    /// @param watcher is given status and trailers when they have been sent, or would have been if
    ///   the client were still there; on the thread that served the call
    public void onEnd(BiConsumer<Status, Metadata> watcher) {
        call.hooks().onEnd(watcher);
    }

    /// Whether the server is about to stop. A handler of a long-lived stream may then say good-bye
    /// and return; when the server's time of grace is over, the call is ended.
    ///
    /// @return true once the server drains
    public boolean isDraining() {
        return call.draining();
    }

    /// Asks to be told when the server is about to stop; at once, if it is already. Replaces what
    /// was asked before.
    ///
    /// @param action runs on a virtual thread of its own; it may send, for example
    public void onDraining(Runnable action) {
        call.onDrain(action);
    }

    /// Sends metadata ahead of the first message, now.
    ///
    /// @param metadata the headers
    /// @throws dev.duet.StatusException if the call has ended
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

    /// Compresses the responses if the client understands the encoding; without effect after the
    /// first.
    ///
    /// @param encoding such as `gzip`
    /// @throws IllegalArgumentException if the server does not know it
    public void compressWith(String encoding) {
        call.compressWith(encoding);
    }

    /// Says whether the responses that follow are compressed, where [#compressWith] has chosen an
    /// encoding: what is small or compressed already can be left as it is.
    ///
    /// @param on false to send them as they are; true at first
    public void compressing(boolean on) {
        call.compressing(on);
    }

    /// Whether the last request that was received had come compressed.
    ///
    /// @return true if it had
    public boolean receivedCompressed() {
        return call.receivedCompressed();
    }
}
