package dev.duet.proto;

/// A value of a generated enum, open or closed.
public interface ProtoEnum {
    /// Returns the value's number in the proto file.
    ///
    /// @return the number
    int number();
}
