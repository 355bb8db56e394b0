package dev.duet.internal.http2.frame;

/// What the peer did against the protocol, and how far the damage goes: the stream or the
/// connection (RFC 9113, section 5.4). It has no stack trace: it says what was wrong on the wire.
public final class Http2Exception extends Exception {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final int streamId;

    private Http2Exception(ErrorCode code, int streamId, String message) {
        super(message, null, false, false);
        this.code = code;
        this.streamId = streamId;
    }

    /// An error that ends the connection, to be told by GOAWAY.
    public static Http2Exception connection(ErrorCode code, String message) {
        return new Http2Exception(code, 0, message);
    }

    /// An error that ends one stream, to be told by RST_STREAM.
    public static Http2Exception stream(int streamId, ErrorCode code, String message) {
        return new Http2Exception(code, streamId, message);
    }

    /// The code for the peer.
    public ErrorCode code() {
        return code;
    }

    /// The stream to reset, or 0 for a connection error.
    public int streamId() {
        return streamId;
    }

    /// Whether the connection cannot go on.
    public boolean isConnectionError() {
        return streamId == 0;
    }
}
