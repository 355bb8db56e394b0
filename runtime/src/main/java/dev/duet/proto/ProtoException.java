package dev.duet.proto;

/// Says that bytes are not a well-formed message.
public final class ProtoException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Creates an exception.
    ///
    /// @param message what is wrong with the bytes
    public ProtoException(String message) {
        super(message);
    }
}
