package dev.duet.proto;

/// Turns messages of one type into protobuf bytes and back.
///
/// Generated code has one codec for each message type. A codec is immutable and may be used by any
/// number of threads at once.
///
/// @param <T> the message type
public interface Codec<T> {
    /// Writes a message in front of everything that `out` already holds.
    ///
    /// @param message the message
    /// @param out where the bytes go
    void encode(T message, ProtoWriter out);

    /// Reads one message, which takes all the bytes up to the reader's limit.
    ///
    /// @param in the bytes
    /// @return the message
    /// @throws ProtoException if the bytes are not a message of this type
    T decode(ProtoReader in);
}
