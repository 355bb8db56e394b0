package dev.duet.bench.raw;

import java.util.Arrays;

/// What the server allows the client to send (RFC 9113 section 5.2): a window per stream and one
/// for the connection. Streams are known by their index, 0 for stream 1, 1 for stream 3, and so on.
final class SendWindows {
    private final int[] streams;
    private int initial = Frames.DEFAULT_WINDOW;
    private long connection = Frames.DEFAULT_WINDOW;

    SendWindows(int streamCount) {
        streams = new int[streamCount];
        Arrays.fill(streams, initial);
    }

    /// Takes the bytes of one message from both windows, or nothing if one of them is too small.
    boolean take(int stream, int bytes) {
        if (streams[stream] < bytes || connection < bytes) {
            return false;
        }
        streams[stream] -= bytes;
        connection -= bytes;
        return true;
    }

    void giveConnection(int bytes) {
        connection += bytes;
    }

    void giveStream(int stream, int bytes) {
        streams[stream] = Math.addExact(streams[stream], bytes);
    }

    /// A new SETTINGS_INITIAL_WINDOW_SIZE moves every stream's window by the difference; it may go
    /// below 0.
    void initialWindow(int bytes) {
        int difference = bytes - initial;
        initial = bytes;
        for (int i = 0; i < streams.length; i++) {
            streams[i] = Math.addExact(streams[i], difference);
        }
    }
}
