package dev.duet.testing.wire;

import java.util.HashMap;
import java.util.Map;

/// The flow-control windows of one direction: what may still be sent on each stream and, as stream
/// 0, on the connection.
final class Windows {
    private static final int DEFAULT = 65_535;

    private final Map<Integer, Long> windows = new HashMap<>(Map.of(0, (long) DEFAULT));
    private int initial = DEFAULT;

    long available(int streamId) {
        return windows.getOrDefault(streamId, (long) initial);
    }

    void change(int streamId, long octets) {
        windows.put(streamId, available(streamId) + octets);
    }

    /// A new SETTINGS_INITIAL_WINDOW_SIZE.
    void initial(int octets) {
        int difference = octets - initial;
        windows.replaceAll((id, window) -> id == 0 ? window : window + difference);
        initial = octets;
    }
}
