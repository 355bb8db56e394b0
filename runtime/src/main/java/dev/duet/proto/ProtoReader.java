package dev.duet.proto;

/// Reads the fields of a message.
public final class ProtoReader {
    /// Creates an empty reader.
    public ProtoReader() {}
}
