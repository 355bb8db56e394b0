package dev.duet.internal.http2.frame;

/// Frame types, flags and sizes on the wire (RFC 9113, sections 4.1 and 6).
public final class FrameType {
    /// Octets of a frame header.
    public static final int HEADER_LENGTH = 9;

    /// The largest payload before SETTINGS, and the least that SETTINGS_MAX_FRAME_SIZE may say.
    public static final int MIN_MAX_FRAME_SIZE = 1 << 14;

    /// The most that SETTINGS_MAX_FRAME_SIZE may say.
    public static final int MAX_MAX_FRAME_SIZE = (1 << 24) - 1;

    /// DATA.
    public static final int DATA = 0;

    /// HEADERS.
    public static final int HEADERS = 1;

    /// PRIORITY.
    public static final int PRIORITY = 2;

    /// RST_STREAM.
    public static final int RST_STREAM = 3;

    /// SETTINGS.
    public static final int SETTINGS = 4;

    /// PUSH_PROMISE.
    public static final int PUSH_PROMISE = 5;

    /// PING.
    public static final int PING = 6;

    /// GOAWAY.
    public static final int GOAWAY = 7;

    /// WINDOW_UPDATE.
    public static final int WINDOW_UPDATE = 8;

    /// CONTINUATION.
    public static final int CONTINUATION = 9;

    /// On DATA and HEADERS: the last of its direction.
    public static final int END_STREAM = 0x1;

    /// On SETTINGS and PING: the answer.
    public static final int ACK = 0x1;

    /// On HEADERS and CONTINUATION: the header block is complete.
    public static final int END_HEADERS = 0x4;

    /// On DATA and HEADERS: padding follows.
    public static final int PADDED = 0x8;

    /// On HEADERS: priority fields come first.
    public static final int PRIORITY_FIELDS = 0x20;

    private FrameType() {}
}
