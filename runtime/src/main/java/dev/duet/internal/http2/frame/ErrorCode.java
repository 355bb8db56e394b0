package dev.duet.internal.http2.frame;

/// The error codes of RST_STREAM and GOAWAY (RFC 9113, section 7). The ordinal is the code.
public enum ErrorCode {
    /// No error: a graceful end.
    NO_ERROR,
    /// A violation of the protocol that no other code describes.
    PROTOCOL_ERROR,
    /// A fault inside the endpoint.
    INTERNAL_ERROR,
    /// More octets sent than the window allowed.
    FLOW_CONTROL_ERROR,
    /// No acknowledgement of SETTINGS came in time.
    SETTINGS_TIMEOUT,
    /// A frame for a stream that is half-closed.
    STREAM_CLOSED,
    /// A frame of an impossible size.
    FRAME_SIZE_ERROR,
    /// Nothing was done for the stream; it can be tried again.
    REFUSED_STREAM,
    /// The stream is no longer needed.
    CANCEL,
    /// The header compression state is lost.
    COMPRESSION_ERROR,
    /// The connection made by CONNECT failed.
    CONNECT_ERROR,
    /// The peer does things that generate too much load.
    ENHANCE_YOUR_CALM,
    /// The transport is not secure enough.
    INADEQUATE_SECURITY,
    /// HTTP/1.1 is asked for.
    HTTP_1_1_REQUIRED;

    private static final ErrorCode[] ALL = values();

    /// The code on the wire.
    public int value() {
        return ordinal();
    }

    /// The code of that value. Unknown ones are treated as INTERNAL_ERROR (RFC 9113, section 7).
    public static ErrorCode of(int value) {
        return value >= 0 && value < ALL.length ? ALL[value] : INTERNAL_ERROR;
    }
}
