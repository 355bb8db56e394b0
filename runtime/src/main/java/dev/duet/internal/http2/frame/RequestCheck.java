package dev.duet.internal.http2.frame;

import dev.duet.internal.http2.hpack.HeaderBlock;

/// Checks the requests of one connection. Clients repeat themselves: a block that is the same
/// instance as the one before is not looked at again. Not thread-safe.
public final class RequestCheck {
    private HeaderBlock last;
    private long lastContentLength;

    /// Checks a request's header list, which must not be oversize.
    ///
    /// @param streamId the stream, for the error
    /// @param block the decoded block
    /// @return the number of octets that the content must have, or -1 if the list does not say
    /// @throws Http2Exception a stream error, if the list is malformed
    public long check(int streamId, HeaderBlock block) throws Http2Exception {
        if (block != last) {
            HeaderRules.checkRequest(streamId, block.fields());
            lastContentLength = HeaderRules.contentLength(streamId, block.fields());
            last = block;
        }
        return lastContentLength;
    }
}
