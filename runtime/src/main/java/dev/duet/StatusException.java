package dev.duet;

import java.util.Objects;

/// Ends a call with a status other than OK, or tells that one has ended so.
///
/// A service throws it to answer with a status and trailers. A client's operations throw it when
/// the call did not succeed. It is unchecked, as any remote operation may fail.
public final class StatusException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Status status;
    private final transient Metadata trailers;

    /// Creates an exception without trailers.
    ///
    /// @param status how the call ended
    public StatusException(Status status) {
        this(status, Metadata.EMPTY, null, true);
    }

    /// Creates an exception.
    ///
    /// @param status how the call ended
    /// @param trailers the metadata that came, or goes, with the status
    public StatusException(Status status, Metadata trailers) {
        this(status, trailers, null, true);
    }

    /// Creates an exception without trailers.
    ///
    /// @param status how the call ended
    /// @param cause what led to it, on this side
    public StatusException(Status status, Throwable cause) {
        this(status, Metadata.EMPTY, cause, true);
    }

    /// Creates an exception.
    ///
    /// @param status how the call ended
    /// @param trailers the metadata that came, or goes, with the status
    /// @param cause what led to it, on this side
    public StatusException(Status status, Metadata trailers, Throwable cause) {
        this(status, trailers, cause, true);
    }

    private StatusException(Status status, Metadata trailers, Throwable cause, boolean traced) {
        super(status.toString(), cause, traced, traced);
        this.status = status;
        this.trailers = Objects.requireNonNull(trailers, "trailers");
    }

    /// Returns an exception without a stack trace, which costs a fiftieth of one with it. For
    /// answers that are an ordinary thing, such as NOT_FOUND from a cache.
    ///
    /// @param status how the call ended
    /// @param trailers the metadata that came, or goes, with the status
    /// @return a new exception
    public static StatusException untraced(Status status, Metadata trailers) {
        return new StatusException(status, trailers, null, false);
    }

    /// Returns an exception without a stack trace and without trailers.
    ///
    /// @param status how the call ended
    /// @return a new exception
    public static StatusException untraced(Status status) {
        return untraced(status, Metadata.EMPTY);
    }

    /// Returns how the call ended.
    ///
    /// @return the status
    public Status status() {
        return status;
    }

    /// Returns the metadata that came, or goes, with the status.
    ///
    /// @return the trailers, never null
    public Metadata trailers() {
        return trailers;
    }
}
