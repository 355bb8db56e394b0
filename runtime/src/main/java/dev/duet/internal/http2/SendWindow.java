package dev.duet.internal.http2;

/// What may still be sent, as the peer allows it (RFC 9113, section 6.9). Guarded by the {@link
/// ConnectionWriter}'s lock.
final class SendWindow {
    private static final long MAX = Integer.MAX_VALUE;

    /// May be negative, when the peer takes back credit by its settings.
    private long available;

    SendWindow(long initial) {
        this.available = initial;
    }

    int available() {
        return (int) Math.max(0, available);
    }

    void spend(int bytes) {
        available -= bytes;
    }

    /// Adds credit, which may be negative.
    ///
    /// @return false if the window has become larger than 2^31-1, which is the peer's error
    boolean add(long bytes) {
        available += bytes;
        return available <= MAX;
    }
}
