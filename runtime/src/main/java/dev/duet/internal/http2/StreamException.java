package dev.duet.internal.http2;

/// Thrown by a stream's blocking operations once the stream has failed. It has no stack trace: the
/// layer above turns it into an exception of its own.
public final class StreamException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient StreamFailure failure;

    StreamException(StreamFailure failure) {
        super(failure.message(), null, false, false);
        this.failure = failure;
    }

    /// Why the stream failed.
    ///
    /// @return the reason
    public StreamFailure failure() {
        return failure;
    }
}
