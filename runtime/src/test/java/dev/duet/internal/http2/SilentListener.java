package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.hpack.HeaderBlock;

/// Does nothing about what a connection tells. Tests override what they look at.
public class SilentListener implements ConnectionListener {
    @Override
    public void opened(Stream stream, HeaderBlock headers) {}

    @Override
    public void ready() {}

    @Override
    public void draining(ErrorCode code, String message) {}

    @Override
    public void closed(String reason) {}
}
