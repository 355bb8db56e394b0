package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.frame.Http2Exception;
import dev.duet.internal.transport.EventLoop;

/// Tells a client that opens streams only to have them reset ("rapid reset", "made you reset") from
/// one that cancels much.
///
/// Proxies with deadlines and hedging reset many calls too. So a connection is closed only if there
/// are many resets in a period of time and more than half of the streams opened in it were reset
/// before they had an answer. Event loop only.
final class AbuseMeter {
    private final EventLoop loop;
    private long periodStart;
    private int opened;
    private int resetUnanswered;

    AbuseMeter(EventLoop loop) {
        this.loop = loop;
        this.periodStart = loop.nanoTime();
    }

    void opened() {
        if (loop.nanoTime() - periodStart > Limits.RESET_PERIOD_NANOS) {
            periodStart = loop.nanoTime();
            opened = 0;
            resetUnanswered = 0;
        }
        opened++;
    }

    /// Counts a stream that was reset before it had an answer, by the peer or because of it.
    ///
    /// @throws Http2Exception if that is too much: a connection error
    void resetUnanswered() throws Http2Exception {
        resetUnanswered++;
        if (resetUnanswered > Limits.RESETS && resetUnanswered * 2 > opened) {
            throw Http2Exception.connection(
                    ErrorCode.ENHANCE_YOUR_CALM, "too many streams are reset without an answer");
        }
    }
}
