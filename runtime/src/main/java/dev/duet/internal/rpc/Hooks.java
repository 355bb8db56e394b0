package dev.duet.internal.rpc;

import dev.duet.Metadata;
import dev.duet.Status;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// What interceptors want to see of one call. Filled before the call starts.
public final class Hooks {
    private Consumer<Object> request;
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

    void response(Object message) {
        if (response != null && message != null) {
            response.accept(message);
        }
    }

    void end(Status status, Metadata trailers) {
        if (end != null) {
            end.accept(status, trailers);
        }
    }
}
