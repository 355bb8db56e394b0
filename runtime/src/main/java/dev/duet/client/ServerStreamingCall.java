package dev.duet.client;

import dev.duet.Status;
import dev.duet.internal.rpc.ClientCall;
import dev.duet.internal.rpc.WaitLimit;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeoutException;

/// A call with one request and many responses, to be read in a loop.
///
/// For one thread at a time, but for [#cancel]. Operations throw `StatusException` when the call
/// ends with another status than OK. Closing a call that has not ended cancels it, so that a loop
/// can be left early within try-with-resources.
///
/// @param <S> the response type
public final class ServerStreamingCall<S> implements Iterable<S>, AutoCloseable {
    private final ClientCall<?, S> call;

    ServerStreamingCall(ClientCall<?, S> call) {
        this.call = call;
    }

    /// Waits for the next response.
    ///
    /// @return the response, or null at the end of the call
    public S receive() {
        return call.receive();
    }

    /// Waits for the next response for some time.
    ///
    /// @param timeout how long; zero to see whether one is there
    /// @return the response, or null at the end of the call
    /// @throws TimeoutException if none has come in time; one can go on receiving
    public S receive(Duration timeout) throws TimeoutException {
        return call.receive(WaitLimit.after(timeout));
    }

    /// Whether the last response that was received had come compressed.
    ///
    /// @return true if it had
    public boolean receivedCompressed() {
        return call.receivedCompressed();
    }

    /// The responses from the next one on. Asking whether there is another waits for it.
    ///
    /// @return an iterator that ends with the call
    @Override
    public Iterator<S> iterator() {
        return new ResponseIterator<>(call::receive);
    }

    /// How the call ended.
    ///
    /// @return the status; null as long as its end has not been read
    public Status status() {
        return call.status();
    }

    /// Ends the call at once. Any thread; never blocks.
    public void cancel() {
        call.cancel("the client has cancelled the call");
    }

    /// Cancels the call unless it has ended.
    @Override
    public void close() {
        call.cancel("the client has closed the call");
    }
}
