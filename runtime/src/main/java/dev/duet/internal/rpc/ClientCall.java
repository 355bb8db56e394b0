package dev.duet.internal.rpc;

import dev.duet.CallOptions;
import dev.duet.Deadline;
import dev.duet.Metadata;
import dev.duet.MethodDescriptor;
import dev.duet.ResponseInfo;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.internal.http2.Connection;
import dev.duet.internal.http2.Stream;
import dev.duet.internal.http2.StreamException;
import dev.duet.internal.http2.StreamFailure;
import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.hpack.HeaderBlock;
import dev.duet.internal.http2.hpack.HeaderField;
import dev.duet.internal.transport.Timer;

import java.util.List;
import java.util.concurrent.TimeoutException;

/// One call as the client sees it: the one streaming call that all four kinds are made of.
///
/// One thread may receive while others send. The call ends when the status has been read, when it
/// is cancelled, or when its deadline passes; every operation after that throws, or returns null at
/// the end of an OK stream.
///
/// @param <Q> the request type
/// @param <S> the response type
public final class ClientCall<Q, S> {
    private static final byte[] NO_BYTES = {};

    private final MethodDescriptor<Q, S> method;
    private final CallOptions options;
    private final Compression compression;
    private final Stream stream;
    private final MessageSender<Q> sender;
    private final MessageReceiver<S> receiver;
    private final List<HeaderField> requestHeaders;
    private final ResponseInfo info;
    private final Hooks hooks;
    private final Timer timer;
    private boolean headersRead;

    /// How the call ended on our side, before the server said anything; or null.
    private volatile Status given;

    /// How the call ended; null as long as it goes on.
    private volatile Status status;

    private volatile Metadata trailers = Metadata.EMPTY;

    /// Why the stream failed, or null.
    private volatile StreamFailure failure;

    /// Prepares a call; nothing is sent before [#start] or the first message.
    ///
    /// @param connection carries it
    /// @param authority the server's name, for the request's headers
    /// @param compression how messages may be compressed
    /// @param maxMessageBytes the largest response, unless the options say
    /// @param method what is called
    /// @param options how
    /// @param hooks what interceptors want to see, or null
    /// @param attemptsBefore how often it was sent before
    public ClientCall(
            Connection connection,
            String authority,
            Compression compression,
            int maxMessageBytes,
            MethodDescriptor<Q, S> method,
            CallOptions options,
            Hooks hooks,
            int attemptsBefore) {
        this.hooks = hooks;
        this.method = method;
        this.options = options;
        this.stream = connection.newStream();
        this.compression = compression;
        this.sender = new MessageSender<>(stream, method.requestCodec(), compression);
        this.receiver =
                new MessageReceiver<>(
                        stream,
                        method.responseCodec(),
                        compression,
                        options.maxInboundMessageSize().orElse(maxMessageBytes));
        this.info = options.responseInfo();
        Deadline deadline = options.deadline();
        String encoding = options.compression();
        if (encoding != null && !encoding.equals(Compression.IDENTITY)) {
            if (!compression.knows(encoding)) {
                throw new IllegalArgumentException("the encoding " + encoding + " is not known");
            }
            sender.compressWith(encoding);
        }
        this.requestHeaders =
                HeaderLists.request(
                        "http",
                        method.path(),
                        authority,
                        UserAgent.VALUE,
                        deadline == null ? Long.MAX_VALUE : deadline.remainingNanos(),
                        encoding,
                        compression.acceptHeader(),
                        attemptsBefore,
                        options.metadata());
        this.timer =
                deadline == null
                        ? null
                        : connection
                                .loop()
                                .schedule(deadline.remainingNanos(), this::deadlineExceeded);
    }

    /// Sends the request's headers, so that the server may answer before the first message.
    ///
    /// @throws StatusException if the call has ended
    public void start() {
        submit(false);
    }

    /// Sends a message; waits while there is no room.
    ///
    /// @param request the message
    /// @param last whether it is the only or last one: half-closes behind it
    /// @throws StatusException if the call has ended
    public void send(Q request, boolean last) {
        send(request, last, Long.MAX_VALUE);
    }

    /// Sends a message if there is room in time.
    ///
    /// @param request the message
    /// @param last whether it is the only or last one: half-closes behind it
    /// @param deadlineNanos until when to wait, as [System#nanoTime] counts; `Long.MIN_VALUE` for
    ///   not at all
    /// @return false if there was no room; nothing was sent then
    /// @throws StatusException if the call has ended
    public boolean send(Q request, boolean last, long deadlineNanos) {
        if (hooks != null) {
            hooks.request(request);
        }
        try {
            return sender.send(requestHeaders, request, null, last, deadlineNanos);
        } catch (StreamException e) {
            throw cannotSend(e.failure());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /// Says whether the requests that follow are compressed, if the options name an encoding.
    ///
    /// @param on false to send them as they are
    public void compressing(boolean on) {
        sender.compressing(on);
    }

    /// Whether the last response that was received had come compressed.
    ///
    /// @return true if it had
    public boolean receivedCompressed() {
        return receiver.lastCompressed();
    }

    /// Half-closes: there will be no more requests. Repeated calls do nothing.
    public void complete() {
        if (stream.localMaySend()) {
            submit(true);
        }
    }

    private void submit(boolean end) {
        try {
            stream.submit(requestHeaders, NO_BYTES, 0, 0, null, end, Long.MAX_VALUE);
        } catch (StreamException e) {
            if (!end) {
                throw cannotSend(e.failure());
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /// Why a message cannot be sent: mostly, the server has ended the call, and then its status
    /// says more than the stream does. If that is OK, nobody wants the message: CANCELLED.
    ///
    /// @throws IllegalStateException if we have half-closed ourselves; the call goes on
    private StatusException cannotSend(StreamFailure reason) {
        if (stream.remoteEnded() && given == null) {
            HeaderBlock block = stream.trailers() == null ? stream.headers() : stream.trailers();
            if (block != null && new ResponseHead(block).endsCall()) {
                ResponseTrailers last = new ResponseTrailers(block);
                if (!last.status().isOk()) {
                    return new StatusException(last.status(), last.metadata());
                }
            }
            return Status.CANCELLED
                    .withDescription("the server has ended the call; receive tells its status")
                    .exception();
        }
        boolean halfClosed = stream.failure() == null && reason.code() == ErrorCode.STREAM_CLOSED;
        if (halfClosed && given == null) {
            throw new IllegalStateException("the call is half-closed: no requests may follow");
        }
        return fail(reason).exception();
    }

    /// Waits for the next response.
    ///
    /// @return the response, or null at the end of a call that ended with OK
    /// @throws StatusException if the call ended with another status
    public S receive() {
        try {
            return receive(Long.MAX_VALUE);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /// Waits for the next response for some time.
    ///
    /// @param deadlineNanos until when, as [System#nanoTime] counts
    /// @return the response, or null at the end of a call that ended with OK
    /// @throws TimeoutException if none has come in time
    /// @throws StatusException if the call ended with another status
    public S receive(long deadlineNanos) throws TimeoutException {
        try {
            if (status == null) {
                awaitHeaders(deadlineNanos);
            }
            if (status == null) {
                S message = receiver.receive(deadlineNanos);
                if (message != null) {
                    if (hooks != null) {
                        hooks.response(message);
                    }
                    return message;
                }
                end(stream.trailers());
            }
        } catch (StreamException e) {
            fail(e.failure());
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (StatusException e) {
            give(e.status());
            throw e;
        }
        if (status.isOk()) {
            return null;
        }
        throw new StatusException(status, trailers);
    }

    /// Waits for the only response of a call, and for its end.
    ///
    /// @return the response
    /// @throws StatusException if the call ended with another status than OK, or without exactly
    ///   one message
    public S receiveOnly() {
        S response = receive();
        checkOnly(response);
        return response;
    }

    /// Makes sure that a response is the only one of its call; waits for the call's end.
    ///
    /// @param response what was received first, or null
    /// @throws StatusException if there is none, or another, or the call does not end with OK
    void checkOnly(S response) {
        if (response == null) {
            throw Status.UNIMPLEMENTED
                    .withDescription("the server has sent no response")
                    .exception();
        }
        if (receive() != null) {
            throw give(Status.UNIMPLEMENTED.withDescription(
                            "the server has sent more than one response"))
                    .exception();
        }
    }

    /// Ends the call at once, unless it has ended. Any thread; never blocks.
    ///
    /// @param reason for people
    public void cancel(String reason) {
        if (status == null) {
            give(Status.CANCELLED.withDescription(reason));
        }
    }

    /// Whether the call has failed and the server has certainly not looked at it.
    ///
    /// @return true if it may be sent again
    public boolean unprocessed() {
        StreamFailure reason = failure;
        return reason != null && reason.kind() == StreamFailure.Kind.NOT_PROCESSED;
    }

    /// How the call ended.
    ///
    /// @return the status, or null as long as it goes on
    public Status status() {
        return status;
    }

    // ---- what comes back

    private void awaitHeaders(long deadlineNanos)
            throws StreamException, InterruptedException, TimeoutException {
        if (headersRead) {
            return;
        }
        HeaderBlock block = stream.awaitHeaders(deadlineNanos);
        if (block == null) {
            throw new TimeoutException("no answer in time");
        }
        headersRead = true;
        ResponseHead head = new ResponseHead(block);
        if (!head.isGrpc()) {
            throw give(head.httpError()).exception();
        }
        if (head.endsCall()) {
            end(block);
            return;
        }
        if (head.encoding() != null && !compression.knows(head.encoding())) {
            throw give(Status.INTERNAL.withDescription(
                            "the encoding " + head.encoding() + " is not known"))
                    .exception();
        }
        receiver.decompressWith(head.encoding());
        if (info != null) {
            info.begun(HeaderLists.metadata(block.fields()));
        }
    }

    private void end(HeaderBlock block) {
        ResponseTrailers last = new ResponseTrailers(block);
        trailers = last.metadata();
        finish(given == null ? last.status() : given);
        if (stream.localMaySend()) {
            stream.reset(ErrorCode.NO_ERROR, "the call has ended");
        }
    }

    // ---- how it ends without the server

    private void deadlineExceeded() {
        if (status == null) {
            give(Status.DEADLINE_EXCEEDED.withDescription("the call's deadline has passed"));
        }
    }

    /// Ends the call from our side.
    private Status give(Status ours) {
        synchronized (this) {
            if (given == null) {
                given = ours;
            }
        }
        stream.reset(ErrorCode.CANCEL, given.description());
        return finish(given);
    }

    private Status fail(StreamFailure reason) {
        failure = reason;
        return finish(given == null ? FailureStatus.of(reason) : given);
    }

    private synchronized Status finish(Status outcome) {
        if (status == null) {
            status = outcome;
            if (timer != null) {
                timer.cancel();
            }
            if (info != null) {
                info.ended(status, trailers);
            }
            if (hooks != null) {
                hooks.end(status, trailers);
            }
        }
        return status;
    }

    private StatusException interrupted() {
        Status ours = give(Status.CANCELLED.withDescription("the calling thread was interrupted"));
        Thread.currentThread().interrupt();
        return ours.exception();
    }

    @Override
    public String toString() {
        return method.fullName() + (status == null ? "" : " " + status);
    }
}
