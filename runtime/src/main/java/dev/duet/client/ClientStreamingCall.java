package dev.duet.client;

import dev.duet.Status;
import dev.duet.internal.rpc.ClientCall;
import dev.duet.internal.rpc.WaitLimit;

import java.time.Duration;

/// A call with many requests and one response.
///
/// Any thread may send, and several at once; one thread waits for the response. Operations throw
/// `StatusException` when the call has ended with another status than OK. Closing a call that has
/// not ended cancels it.
///
/// @param <Q> the request type
/// @param <S> the response type
public final class ClientStreamingCall<Q, S> implements AutoCloseable {
    private final ClientCall<Q, S> call;

    /// Null until it is here. For the thread that waits for it.
    private S response;

    ClientStreamingCall(ClientCall<Q, S> call) {
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

    /// Half-closes: there are no more requests. Repeated calls do nothing.
    public void complete() {
        call.complete();
    }

    /// Half-closes, if that was not done, and waits for the response.
    ///
    /// @return the response; the same one if it has been waited for before
    public S await() {
        if (response == null) {
            call.complete();
            response = call.receiveOnly();
        }
        return response;
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
