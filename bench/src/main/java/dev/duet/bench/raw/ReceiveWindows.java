package dev.duet.bench.raw;

import java.nio.ByteBuffer;

/// What the client allows the server to send: returned by WINDOW_UPDATE whenever half of a window
/// is used up, for the connection and for each stream.
final class ReceiveWindows {
    private final int streamHalf;
    private final int connectionHalf;
    private final int[] usedOfStream;
    private int usedOfConnection;

    ReceiveWindows(int streamCount, int streamWindow, int connectionWindow) {
        streamHalf = Math.ceilDiv(streamWindow, 2);
        connectionHalf = Math.ceilDiv(connectionWindow, 2);
        usedOfStream = new int[streamCount];
    }

    /// Room that [#received] may need in `out`.
    static final int UPDATES_SIZE = 2 * (Frames.HEADER_SIZE + 4);

    void received(int stream, int bytes, ByteBuffer out) {
        usedOfConnection += bytes;
        if (usedOfConnection >= connectionHalf) {
            Frames.writeWindowUpdate(out, 0, usedOfConnection);
            usedOfConnection = 0;
        }
        int used = usedOfStream[stream] + bytes;
        if (used >= streamHalf) {
            Frames.writeWindowUpdate(out, 2 * stream + 1, used);
            used = 0;
        }
        usedOfStream[stream] = used;
    }
}
