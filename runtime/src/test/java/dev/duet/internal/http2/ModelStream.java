package dev.duet.internal.http2;

/// What the [ModelPeer] knows of one stream.
final class ModelStream {
    final int id;

    /// What the peer may send, and what it lets the other side send.
    long sendWindow;

    long receiveWindow;
    int sent;
    int received;
    boolean headersSent;
    boolean headersReceived;

    /// Whether the peer has sent END_STREAM, and received it.
    boolean ended;

    boolean otherEnded;

    /// Whether the peer has sent RST_STREAM, and received it.
    boolean reset;

    boolean otherReset;

    int emptyFrames;

    ModelStream(int id, long sendWindow, long receiveWindow) {
        this.id = id;
        this.sendWindow = sendWindow;
        this.receiveWindow = receiveWindow;
    }

    boolean isOver() {
        return reset || otherReset || ended && otherEnded;
    }

    @Override
    public String toString() {
        return id
                + " ended "
                + ended
                + "/"
                + otherEnded
                + ", windows "
                + sendWindow
                + "/"
                + receiveWindow;
    }

    boolean maySend() {
        return !ended && !reset && !otherReset;
    }
}
