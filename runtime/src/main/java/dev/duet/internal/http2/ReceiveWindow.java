package dev.duet.internal.http2;

/// What the peer may still send, as we have told it (RFC 9113, section 6.9), and what we owe it.
///
/// Credit is given back in portions of half the window, so that a WINDOW_UPDATE frame is rare. Not
/// thread-safe: its owner guards it.
final class ReceiveWindow {
    private int size;

    /// What the peer believes it may send.
    private int available;

    /// What was received and consumed, but not given back yet.
    private int owed;

    ReceiveWindow(int size) {
        this.size = size;
        this.available = size;
    }

    /// Counts what has arrived.
    ///
    /// @return false if it is more than the peer was allowed to send
    boolean receive(int bytes) {
        available -= bytes;
        return available >= 0 || bytes == 0; // settings may have made the window negative
    }

    /// Counts what has been consumed.
    ///
    /// @return the increment to tell the peer now, or 0
    int consume(int bytes) {
        owed += bytes;
        return owed < size / 2 ? 0 : giveAll();
    }

    /// Gives back all that is owed, however little.
    ///
    /// @return the increment to tell the peer now
    int giveAll() {
        int increment = owed;
        owed = 0;
        available += increment;
        return increment;
    }

    /// Makes the window larger from now on; the peer has to be told of the credit.
    void grow(int bytes) {
        size += bytes;
        available += bytes;
    }

    int size() {
        return size;
    }

    /// Gives credit beyond the window's size.
    void extend(int bytes) {
        available += bytes;
    }

    /// Takes back credit that was given beyond the window's size: as much of what has been consumed
    /// is never given back.
    void shrink(int bytes) {
        owed -= bytes;
    }

    /// What the peer may still send.
    int available() {
        return available;
    }

    /// What is neither with the peer nor held by the application, and will be given back later.
    int owed() {
        return owed;
    }
}
