package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.hpack.HeaderBlock;

/// What the layer above wants to know of a connection. Called on the event loop; must not block.
public interface ConnectionListener {
    /// The peer has opened a stream, with a well-formed header list unless it is oversize.
    ///
    /// @param stream the new stream
    /// @param headers its first header block
    void opened(Stream stream, HeaderBlock headers);

    /// The peer's first SETTINGS frame is here: the connection works.
    void ready();

    /// No new streams can be opened any more: the peer is going away. Those that are open go on.
    ///
    /// @param code why
    /// @param message for people, possibly empty
    void draining(ErrorCode code, String message);

    /// The connection is closed, and with it every stream. Called once.
    ///
    /// @param reason why, for people
    void closed(String reason);
}
