package dev.duet.internal.rpc;

import dev.duet.Metadata;
import dev.duet.Status;
import dev.duet.internal.http2.Stream;
import dev.duet.internal.http2.StreamException;
import dev.duet.internal.http2.hpack.HeaderField;
import dev.duet.proto.Codec;

import java.util.List;

/// What a server sends on a call, in order: headers, messages, trailers.
///
/// Any thread may send. Its monitor is held while the first block is sent, and the last: whether
/// they are one block depends on who comes first.
///
/// @param <S> the response type
final class ResponseSide<S> {
    private static final byte[] NO_BYTES = {};

    private final Stream stream;
    private final MessageEncoder<S> encoder;
    private volatile Metadata headers = Metadata.EMPTY;
    private volatile Metadata trailers = Metadata.EMPTY;

    /// The response of a call that has one only; null until there is one.
    private S only;

    ResponseSide(Stream stream, Codec<S> codec, Compression compression) {
        this.stream = stream;
        this.encoder = new MessageEncoder<>(codec, compression);
    }

    /// Sends metadata ahead of the first message.
    ///
    /// @throws IllegalStateException if the headers have been sent
    synchronized void sendHeaders(Metadata metadata) throws StreamException, InterruptedException {
        if (stream.answered()) {
            throw new IllegalStateException("the headers have been sent");
        }
        headers = metadata;
        submit(headersIfFirst(), null, false);
    }

    void addTrailers(Metadata metadata) {
        trailers = trailers.merge(metadata);
    }

    /// What was added to the trailers.
    Metadata trailers() {
        return trailers;
    }

    /// Compresses messages from now on, unless the headers have been sent.
    void compressWith(String name) {
        if (!name.equals(Compression.IDENTITY) && !stream.answered()) {
            encoder.compressWith(name);
        }
    }

    void compressing(boolean on) {
        encoder.compressing(on);
    }

    /// Sends a message.
    ///
    /// @param deadlineNanos until when to wait for room; see [Stream#submit]
    /// @return false if there was no room in time, and nothing was sent
    boolean send(S response, long deadlineNanos) throws StreamException, InterruptedException {
        if (!stream.answered()) {
            synchronized (this) { // what is sent first never waits
                if (!stream.answered()) {
                    List<HeaderField> first = HeaderLists.response(encoder.encoding(), headers);
                    return send(first, response, null, false, deadlineNanos);
                }
            }
        }
        return send(null, response, null, false, deadlineNanos);
    }

    /// Keeps the only response of a call, to be sent with the status.
    void keepOnly(S response) {
        only = response;
    }

    /// Sends the status, and before it the only response of a call that ends well. Does nothing if
    /// a status has been sent.
    synchronized void complete(Status status, Metadata last)
            throws StreamException, InterruptedException {
        if (!stream.localMaySend()) {
            return;
        }
        Metadata all = trailers.merge(last);
        if (only != null && status.isOk()) {
            List<HeaderField> end = HeaderLists.trailers(status, all);
            send(headersIfFirst(), only, end, true, Long.MAX_VALUE);
        } else if (stream.answered() || !headers.isEmpty()) {
            submit(headersIfFirst(), HeaderLists.trailers(status, all), true);
        } else {
            submit(HeaderLists.trailersOnly(200, status, all), null, true);
        }
    }

    private List<HeaderField> headersIfFirst() {
        return stream.answered() ? null : HeaderLists.response(encoder.encoding(), headers);
    }

    private boolean send(
            List<HeaderField> first,
            S message,
            List<HeaderField> last,
            boolean end,
            long deadlineNanos)
            throws StreamException, InterruptedException {
        return KeptWriters.submit(
                stream, first, encoder.encode(message, true), last, end, deadlineNanos);
    }

    private void submit(List<HeaderField> first, List<HeaderField> last, boolean end)
            throws StreamException, InterruptedException {
        stream.submit(first, NO_BYTES, 0, 0, last, end, Long.MAX_VALUE);
    }
}
