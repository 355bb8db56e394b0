package dev.duet.internal.http2.hpack;

/// A header block that breaks RFC 7541. The compression state is lost, and the connection with it.
public final class HpackException extends Exception {
    private static final long serialVersionUID = 1;

    /// Creates one without a stack trace: it says what the peer did, not where we noticed.
    public HpackException(String message) {
        super(message, null, false, false);
    }
}
