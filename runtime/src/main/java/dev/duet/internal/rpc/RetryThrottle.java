package dev.duet.internal.rpc;

/// Keeps retries from overwhelming a server in trouble (gRPC proposal A6, "retry throttling"):
/// failures take tokens away, successes give a few back, and with half of them gone nothing is
/// tried again. One for each channel; any thread may use it.
public final class RetryThrottle {
    private static final double MAX_TOKENS = 10;
    private static final double TOKEN_RATIO = 0.1;

    private final double maxTokens;
    private final double tokenRatio;
    private double tokens;

    /// Creates a throttle with 10 tokens, a tenth of one for each success.
    public RetryThrottle() {
        this(MAX_TOKENS, TOKEN_RATIO);
    }

    /// Creates a throttle with all its tokens.
    ///
    /// @param maxTokens how many there are at most
    /// @param tokenRatio what a success gives back
    public RetryThrottle(double maxTokens, double tokenRatio) {
        this.maxTokens = maxTokens;
        this.tokenRatio = tokenRatio;
        this.tokens = maxTokens;
    }

    /// Whether another throttle has the same settings, however many tokens it has left.
    ///
    /// @param other the other one
    /// @return true if it has
    public boolean isLike(RetryThrottle other) {
        return maxTokens == other.maxTokens && tokenRatio == other.tokenRatio;
    }

    /// Counts a call that ended well.
    synchronized void succeeded() {
        tokens = Math.min(maxTokens, tokens + tokenRatio);
    }

    /// Counts a failure.
    ///
    /// @return whether another attempt may follow
    synchronized boolean failed() {
        tokens = Math.max(0, tokens - 1);
        return allows();
    }

    /// Whether another attempt may be made.
    synchronized boolean allows() {
        return tokens > maxTokens / 2;
    }
}
