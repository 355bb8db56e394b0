package dev.duet.internal.http2.frame;

/// One parameter of a SETTINGS frame (RFC 9113, section 6.5.2).
///
/// @param id which parameter, one of the constants for those that the reader hands on
/// @param value its value, 0 to 2^32 - 1
public record Setting(int id, long value) {
    /// The most octets of the HPACK table that the sender's decoder keeps.
    public static final int HEADER_TABLE_SIZE = 1;

    /// Whether the sender takes PUSH_PROMISE: 0 or 1.
    public static final int ENABLE_PUSH = 2;

    /// How many streams of the peer may be open at once.
    public static final int MAX_CONCURRENT_STREAMS = 3;

    /// The first window of every stream, in octets.
    public static final int INITIAL_WINDOW_SIZE = 4;

    /// The largest frame payload that the sender takes, in octets.
    public static final int MAX_FRAME_SIZE = 5;

    /// The largest header list that the sender takes, in octets; advice only.
    public static final int MAX_HEADER_LIST_SIZE = 6;

    /// The parameter's name in the RFC.
    ///
    /// @return the name, or the number of an unknown one
    public String name() {
        return switch (id) {
            case HEADER_TABLE_SIZE -> "HEADER_TABLE_SIZE";
            case ENABLE_PUSH -> "ENABLE_PUSH";
            case MAX_CONCURRENT_STREAMS -> "MAX_CONCURRENT_STREAMS";
            case INITIAL_WINDOW_SIZE -> "INITIAL_WINDOW_SIZE";
            case MAX_FRAME_SIZE -> "MAX_FRAME_SIZE";
            case MAX_HEADER_LIST_SIZE -> "MAX_HEADER_LIST_SIZE";
            default -> Integer.toString(id);
        };
    }
}
