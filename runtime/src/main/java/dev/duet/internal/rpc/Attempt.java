package dev.duet.internal.rpc;

import dev.duet.Metadata;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.internal.http2.Connection;
import dev.duet.internal.http2.Stream;
import dev.duet.internal.http2.StreamException;
import dev.duet.internal.http2.StreamFailure;
import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.hpack.HeaderBlock;
import dev.duet.internal.http2.hpack.HeaderField;
import dev.duet.proto.Codec;
import dev.duet.proto.ProtoWriter;

import java.util.List;
import java.util.concurrent.TimeoutException;

/// One attempt at a call: a stream. What becomes of the call if it fails, [ClientCall] decides.
///
/// @param <S> the response type
final class Attempt<S> {
    private static final byte[] NO_BYTES = {};

    private final Stream stream;
    private final List<HeaderField> requestHeaders;
    private final Compression compression;
    private final MessageReceiver<S> receiver;

    /// The response's headers, once they were awaited and understood. For the thread that awaits
    /// them and those that it tells.
    private HeaderBlock headers;

    /// Prepares an attempt; nothing is sent yet.
    Attempt(
            Connection connection,
            List<HeaderField> requestHeaders,
            Codec<S> responseCodec,
            Compression compression,
            int maxMessageBytes) {
        this.stream = connection.newStream();
        this.requestHeaders = requestHeaders;
        this.compression = compression;
        this.receiver = new MessageReceiver<>(stream, responseCodec, compression, maxMessageBytes);
    }

    // ---- requests

    /// Sends the request's headers, so that the server may answer before the first message.
    void start() throws StreamException, InterruptedException {
        stream.submit(requestHeaders, NO_BYTES, 0, 0, null, false, Long.MAX_VALUE);
    }

    /// Sends a message.
    ///
    /// @param last whether to half-close behind it
    /// @param deadlineNanos see [Stream#submit]
    /// @return false if there was no room in time, and nothing was sent
    boolean send(ProtoWriter message, boolean last, long deadlineNanos)
            throws StreamException, InterruptedException {
        return KeptWriters.submit(stream, requestHeaders, message, null, last, deadlineNanos);
    }

    /// Sends some bytes of messages; the array is not used again.
    void send(byte[] bytes) throws StreamException, InterruptedException {
        stream.submit(requestHeaders, bytes, 0, bytes.length, null, false, Long.MAX_VALUE);
    }

    /// Half-closes, if that was not done. Never waits.
    void complete() throws InterruptedException {
        if (!maySend()) {
            return;
        }
        try {
            stream.submit(requestHeaders, NO_BYTES, 0, 0, null, true, Long.MAX_VALUE);
        } catch (StreamException e) {
            // receiving tells how the attempt has ended
        }
    }

    boolean maySend() {
        return stream.localMaySend();
    }

    // ---- responses

    /// Waits for the response's headers.
    ///
    /// @return null if messages may follow, or how the attempt has ended without any
    Outcome awaitHeaders(long deadlineNanos) throws InterruptedException, TimeoutException {
        if (headers != null) {
            return null;
        }
        HeaderBlock block;
        try {
            block = stream.awaitHeaders(deadlineNanos);
        } catch (StreamException e) {
            return Outcome.of(e.failure(), stream);
        }
        if (block == null) {
            throw new TimeoutException("no answer in time");
        }
        ResponseHead head = new ResponseHead(block);
        if (head.isGrpc() && head.endsCall()) {
            release();
            return Outcome.of(new ResponseTrailers(block));
        }
        Status wrong = wrong(head);
        if (wrong != null) {
            reset(wrong.description());
            return Outcome.of(wrong);
        }
        receiver.decompressWith(head.encoding());
        headers = block;
        return null;
    }

    private Status wrong(ResponseHead head) {
        if (!head.isGrpc()) {
            return head.httpError();
        }
        return head.encoding() == null || compression.knows(head.encoding())
                ? null
                : Status.INTERNAL.withDescription(
                        "the encoding " + head.encoding() + " is not known");
    }

    /// The metadata of the response's headers, which have been awaited.
    Metadata headers() {
        return HeaderLists.metadata(headers.fields());
    }

    MessageReceiver<S> receiver() {
        return receiver;
    }

    /// How the response has ended, when its last message has been read.
    ResponseTrailers trailers() {
        release();
        return new ResponseTrailers(stream.trailers());
    }

    private void release() {
        if (stream.localMaySend()) {
            stream.reset(ErrorCode.NO_ERROR, "the call has ended");
        }
    }

    // ---- what a sender finds out

    /// Whether the response's headers are here, and messages may follow.
    boolean isAnswered() {
        HeaderBlock block = stream.headers();
        return block != null && new ResponseHead(block).isMessagesAhead();
    }

    /// How the attempt has ended, of which a sender has seen that it takes nothing more.
    Outcome outcome(StreamFailure failure) {
        HeaderBlock block = stream.headers();
        if (block == null) {
            return Outcome.of(failure, stream);
        }
        ResponseHead head = new ResponseHead(block);
        return head.isGrpc()
                ? Outcome.of(new ResponseTrailers(block))
                : Outcome.of(head.httpError());
    }

    /// The error that the server has ended the call with.
    ///
    /// @return null if it has not ended it, or with OK
    StatusException serversError() {
        HeaderBlock block = stream.trailers() == null ? stream.headers() : stream.trailers();
        if (block == null || !new ResponseHead(block).endsCall()) {
            return null;
        }
        ResponseTrailers last = new ResponseTrailers(block);
        return last.status().isOk() ? null : new StatusException(last.status(), last.metadata());
    }

    boolean isServerDone() {
        return stream.remoteEnded();
    }

    /// Whether we have half-closed, and nothing has failed.
    boolean isHalfClosed(StreamFailure reason) {
        return stream.failure() == null && reason.code() == ErrorCode.STREAM_CLOSED;
    }

    /// Ends the attempt. Any thread; never blocks.
    void reset(String reason) {
        stream.reset(ErrorCode.CANCEL, reason);
    }
}
