package dev.duet.client;

import dev.duet.Status;
import dev.duet.internal.rpc.ClientCall;
import dev.duet.internal.rpc.WaitLimit;
import dev.duet.internal.transport.FreeThreads;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// A call with two streams: requests out and responses in, independent of each other.
///
/// Any thread may send, and several at once; one thread at a time receives. Operations throw
/// `StatusException` when the call has ended with another status than OK. Closing a call that has
/// not ended cancels it.
///
/// @param <Q> the request type
/// @param <S> the response type
public final class BidiCall<Q, S> implements AutoCloseable {
    private final ClientCall<Q, S> call;

    /// The thread that [#onEach] has started, or null.
    private volatile Thread reader;

    private volatile Throwable readerFailure;

    BidiCall(ClientCall<Q, S> call) {
        this.call = call;
    }

    /// Sends a request. Waits while the server does not read fast enough.
    ///
    /// @param request the message
    /// @throws IllegalStateException after [#complete]; the call goes on
    public void send(Q request) {
        call.send(request, Long.MAX_VALUE);
    }

    /// Sends a request unless that would have to wait.
    ///
    /// @param request the message
    /// @return false if there is no room; nothing was sent then
    /// @throws IllegalStateException after [#complete]; the call goes on
    public boolean trySend(Q request) {
        return call.send(request, Long.MIN_VALUE);
    }

    /// Sends a request, waiting no longer than told.
    ///
    /// @param request the message
    /// @param timeout how long to wait for room
    /// @return false if there was no room in time; nothing was sent then
    /// @throws IllegalStateException after [#complete]; the call goes on
    public boolean send(Q request, Duration timeout) {
        return call.send(request, WaitLimit.after(timeout));
    }

    /// Says whether the requests that follow are compressed, where the options name an encoding:
    /// what is small or compressed already can be left as it is.
    ///
    /// @param on false to send them as they are; true at first
    public void compressing(boolean on) {
        call.compressing(on);
    }

    /// Half-closes: there are no more requests. Responses may still come. Repeated calls do
    /// nothing.
    public void complete() {
        call.complete();
    }

    /// Waits for the next response.
    ///
    /// @return the response, or null at the end of the call
    /// @throws IllegalStateException if [#onEach] reads already
    public S receive() {
        checkNoReader();
        return call.receive();
    }

    /// Waits for the next response for some time.
    ///
    /// @param timeout how long; zero to see whether one is there
    /// @return the response, or null at the end of the call
    /// @throws TimeoutException if none has come in time; one can go on receiving
    /// @throws IllegalStateException if [#onEach] reads already
    public S receive(Duration timeout) throws TimeoutException {
        checkNoReader();
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
    /// @return responses to loop over, until the end of the call
    /// @throws IllegalStateException if [#onEach] reads already
    public Iterable<S> responses() {
        checkNoReader();
        return () -> new ResponseIterator<>(call::receive);
    }

    /// Reads the responses on a virtual thread of its own, one after the other, to the end of the
    /// call. Errors, those of the action among them, come out of [#await]; an action that fails
    /// cancels the call.
    ///
    /// @param action what to do with each response
    /// @throws IllegalStateException if there is such a thread already
    public synchronized void onEach(Consumer<? super S> action) {
        checkNoReader();
        reader = FreeThreads.start("duet-reader", () -> read(action));
    }

    private void read(Consumer<? super S> action) {
        try {
            for (S response = call.receive(); response != null; response = call.receive()) {
                action.accept(response);
            }
        } catch (RuntimeException | Error e) {
            readerFailure = e;
            call.cancel("reading the responses has failed");
        }
    }

    private void checkNoReader() {
        if (reader != null) {
            throw new IllegalStateException("onEach reads the responses already");
        }
    }

    /// Waits for the end of the call: half-closes, if that was not done, and reads what is left of
    /// the responses, or lets [#onEach] do so.
    ///
    /// @throws dev.duet.StatusException if the call ended with another status than OK
    public void await() {
        Thread reading = reader;
        if (reading == Thread.currentThread()) {
            throw new IllegalStateException("the action of onEach cannot await the end");
        }
        complete();
        if (reading == null) {
            while (call.receive() != null) {
                // nobody wants the rest
            }
            return;
        }
        try {
            reading.join();
        } catch (InterruptedException e) {
            call.cancel("the calling thread was interrupted");
            Thread.currentThread().interrupt();
            throw Status.CANCELLED
                    .withDescription("the calling thread was interrupted")
                    .exception(e);
        }
        switch (readerFailure) {
            case null -> {} // read to the end
            case Error e -> throw e;
            case Throwable e -> throw (RuntimeException) e;
        }
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
