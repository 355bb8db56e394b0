package dev.duet.server;

import dev.duet.internal.rpc.ServerCall;
import dev.duet.internal.rpc.WaitLimit;

import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeoutException;

/// The requests of a call, as they come in.
///
/// For one thread at a time. Every operation throws `StatusException` when the call is cancelled or
/// a message cannot be read. As long as requests are not read, the client can send no more than its
/// window allows.
///
/// @param <Q> the request type
public final class Requests<Q> implements Iterable<Q> {
    private final ServerCall<Q, ?> call;

    Requests(ServerCall<Q, ?> call) {
        this.call = call;
    }

    /// Waits for the next request.
    ///
    /// @return the request, or null when the client has sent its last
    public Q receive() {
        return call.receive();
    }

    /// Waits for the next request for some time.
    ///
    /// @param timeout how long; zero to see whether one is there
    /// @return the request, or null when the client has sent its last
    /// @throws TimeoutException if none has come in time; one can go on receiving
    public Q receive(Duration timeout) throws TimeoutException {
        return call.receive(WaitLimit.after(timeout));
    }

    /// The requests from the next one on. Asking whether there is another waits for it.
    ///
    /// @return an iterator that ends when the client half-closes
    @Override
    public Iterator<Q> iterator() {
        return new Iterator<>() {
            private Q next;
            private boolean ended;

            @Override
            public boolean hasNext() {
                if (next == null && !ended) {
                    next = call.receive();
                    ended = next == null;
                }
                return !ended;
            }

            @Override
            public Q next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the client has sent its last request");
                }
                Q result = next;
                next = null;
                return result;
            }
        };
    }

    /// The call that the requests belong to.
    ///
    /// @return its context
    public CallContext call() {
        return new CallContext(call);
    }
}
