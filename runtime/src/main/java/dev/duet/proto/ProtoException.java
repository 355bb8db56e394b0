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

    static ProtoException truncated() {
        return new ProtoException("the message ends in the middle of a field");
    }

    static ProtoException malformedVarint() {
        return new ProtoException("a varint is longer than 10 bytes");
    }

    static ProtoException negativeLength() {
        return new ProtoException("a length is negative or larger than 2 GiB");
    }

    static ProtoException malformedTag(int tag) {
        return new ProtoException("a tag is malformed: 0x" + Integer.toHexString(tag));
    }

    static ProtoException unmatchedGroup(int tag) {
        return new ProtoException("the end of group " + (tag >>> 3) + " matches no start");
    }

    static ProtoException tooDeep() {
        return new ProtoException(
                "messages are nested more than " + ProtoReader.MAX_DEPTH + " levels deep");
    }

    static ProtoException invalidUtf8() {
        return new ProtoException("a string is not valid UTF-8");
    }
}
