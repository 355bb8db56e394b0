package dev.duet.internal.rpc;

import dev.duet.Metadata;
import dev.duet.Status;
import dev.duet.internal.log.LazyLogger;

import java.lang.System.Logger.Level;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// What interceptors want to see of one call. Filled before the call starts.
public final class Hooks {
    private static final LazyLogger LOG = new LazyLogger(Hooks.class);

    private Consumer<Object> request;
    private Consumer<Metadata> headers;
    private Consumer<Object> response;
    private BiConsumer<Status, Metadata> end;

    /// Creates hooks without watchers.
    public Hooks() {}

    /// Adds a watcher of requests.
    ///
    /// @param watcher is given each message
    public void onRequest(Consumer<Object> watcher) {
        request = request == null ? watcher : request.andThen(watcher);
    }

    /// Adds a watcher of the response's headers.
    ///
    /// @param watcher is given the metadata that comes before the first response
    public void onHeaders(Consumer<Metadata> watcher) {
        headers = headers == null ? watcher : headers.andThen(watcher);
    }

    /// Adds a watcher of responses.
    ///
    /// @param watcher is given each message
    public void onResponse(Consumer<Object> watcher) {
        response = response == null ? watcher : response.andThen(watcher);
    }

    /// Adds a watcher of the end.
    ///
    /// @param watcher is given status and trailers
    public void onEnd(BiConsumer<Status, Metadata> watcher) {
        end = end == null ? watcher : end.andThen(watcher);
    }

    void request(Object message) {
        if (request != null && message != null) {
            request.accept(message);
        }
    }

    void headers(Metadata metadata) {
        if (headers != null) {
            headers.accept(metadata);
        }
    }

    void response(Object message) {
        if (response != null && message != null) {
            response.accept(message);
        }
    }

    boolean watchesEnd() {
        return end != null;
    }

    /// Tells the end. A watcher's faults are its own: the call has ended as it has.
    ///
    /// @param status how the call ended
    /// @param trailers what came with it
    public void end(Status status, Metadata trailers) {
        if (end == null) {
            return;
        }
        try {
            end.accept(status, trailers);
        } catch (RuntimeException | Error e) {
            LOG.get().log(Level.WARNING, "a watcher of a call's end has failed", e);
        }
    }
}
