package dev.duet.compiler.model;

/// A choice of fields of which at most one is set.
public final class Oneof extends Element {
    /// Its place among the oneofs of its message.
    public final int index;

    /// Whether it was made for an `optional` field of proto3.
    public final boolean isSynthetic;

    /// A oneof in a message.
    public Oneof(MessageType parent, int index, boolean isSynthetic) {
        super(parent.file, parent);
        this.index = index;
        this.isSynthetic = isSynthetic;
    }

    @Override
    public String kind() {
        return "oneof";
    }
}
