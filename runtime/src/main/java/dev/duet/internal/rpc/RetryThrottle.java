package dev.duet.internal.rpc;

/// Keeps retries from overwhelming a server in trouble (gRPC proposal A6, "retry throttling"):
/// failures take tokens away, successes give a few back, and with half of them gone nothing is
/// tried again. One for each channel; any thread may use it.
public final class RetryThrottle {
    private static final double MAX_TOKENS = 10;
    private static final double TOKEN_RATIO = 0.1;

    private double tokens = MAX_TOKENS;

    /// Creates a throttle with all its tokens.
    public RetryThrottle() {}

    /// Counts a call that ended well.
    synchronized void succeeded() {
        tokens = Math.min(MAX_TOKENS, tokens + TOKEN_RATIO);
    }

    /// Counts a failure.
    ///
    /// @return whether another attempt may follow
    synchronized boolean failed() {
        tokens = Math.max(0, tokens - 1);
        return tokens > MAX_TOKENS / 2;
    }
}
