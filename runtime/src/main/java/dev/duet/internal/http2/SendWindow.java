package dev.duet.internal.http2;

/// What may still be sent, as the peer allows it (RFC 9113, section 6.9). Guarded by the {@link
/// ConnectionWriter}'s lock.
final class SendWindow {
    /// May be negative, when the peer takes back credit by its settings: by no more than the
    /// largest window there is.
    private int available;

    SendWindow(int initial) {
        this.available = initial;
    }

    int available() {
        return Math.max(0, available);
    }

    void spend(int bytes) {
        available -= bytes;
    }

    /// Adds credit, which may be negative.
    ///
    /// @return false if the window has become larger than 2^31-1, which is the peer's error
    boolean add(long bytes) {
        long sum = available + bytes;
        available = (int) Math.min(sum, Integer.MAX_VALUE);
        return sum == available;
    }
}
