package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.frame.Http2Exception;
import dev.duet.internal.transport.EventLoop;

/// Sends peers away that change their settings without end. Each time costs an acknowledgement and
/// perhaps a look at every stream, however well they read. Event loop only.
final class SettingsGuard {
    private final EventLoop loop;
    private long periodStart;
    private int frames;

    SettingsGuard(EventLoop loop) {
        this.loop = loop;
        this.periodStart = loop.nanoTime();
    }

    /// Counts a SETTINGS frame.
    ///
    /// @throws Http2Exception if there are too many: a connection error
    void received() throws Http2Exception {
        long now = loop.nanoTime();
        if (now - periodStart > Limits.SETTINGS_PERIOD_NANOS) {
            periodStart = now;
            frames = 0;
        }
        if (++frames > Limits.SETTINGS_FRAMES) {
            throw Http2Exception.connection(ErrorCode.ENHANCE_YOUR_CALM, "too many SETTINGS");
        }
    }
}
