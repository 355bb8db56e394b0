package dev.duet.proto;

/// Writes a message backwards, from its last byte to its first.
public final class ProtoWriter {
    /// Creates an empty writer.
    public ProtoWriter() {}
}
