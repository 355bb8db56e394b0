package dev.duet;

/// What comes with a response besides its messages: headers, trailers and the status.
///
/// A caller that wants to see them makes one, passes it along with
/// [CallOptions#withResponseInfo(ResponseInfo)], and reads it when the call has answered. Each call
/// needs one of its own. Any thread may read it.
public final class ResponseInfo {
    private volatile Metadata headers;
    private volatile Metadata trailers;
    private volatile Status status;

    /// Creates one that knows nothing yet.
    public ResponseInfo() {}

    /// Returns the metadata that came before the first message.
    ///
    /// @return the headers; null as long as they have not arrived, or if none came
    public Metadata headers() {
        return headers;
    }

    /// Returns the metadata that came at the end.
    ///
    /// @return the trailers; null as long as the call has not ended
    public Metadata trailers() {
        return trailers;
    }

    /// Returns how the call ended.
    ///
    /// @return the status; null as long as the call has not ended
    public Status status() {
        return status;
    }

    /// Called by the runtime when the headers arrive.
    ///
    /// @param headers what came
    public void begun(Metadata headers) {
        this.headers = headers;
    }

    /// Called by the runtime when the call has ended. The trailers are there before the status is.
    ///
    /// @param status how the call ended
    /// @param trailers what came, empty if nothing did
    public void ended(Status status, Metadata trailers) {
        this.trailers = trailers;
        this.status = status;
    }
}
