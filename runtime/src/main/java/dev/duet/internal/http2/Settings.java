package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.Setting;

import java.util.List;

/// What one side has declared by SETTINGS, as far as it matters to the other (RFC 9113, section
/// 6.5.2), but for the size of the header table, which goes straight to the encoder. Immutable.
///
/// @param maxConcurrentStreams streams that the other side may have open at once
/// @param initialWindow octets that may be sent on a new stream
/// @param maxFrameSize octets of the largest frame payload that it takes
record Settings(int maxConcurrentStreams, int initialWindow, int maxFrameSize) {
    /// The window of every connection, and of a stream unless settings say otherwise.
    static final int DEFAULT_WINDOW = 65_535;

    /// The size of header compression tables unless settings say otherwise.
    static final int DEFAULT_TABLE_SIZE = 4_096;

    /// What holds before the first SETTINGS frame.
    static final Settings DEFAULT = new Settings(Integer.MAX_VALUE, DEFAULT_WINDOW, 16 * 1024);

    /// These settings, changed by what a frame says.
    ///
    /// @param changes the parameters in the order of the frame; values were checked by the reader
    /// @return the settings from now on
    Settings with(List<Setting> changes) {
        int streams = maxConcurrentStreams;
        int window = initialWindow;
        int frameSize = maxFrameSize;
        for (Setting change : changes) {
            int value = (int) Math.min(change.value(), Integer.MAX_VALUE);
            switch (change.id()) {
                case Setting.MAX_CONCURRENT_STREAMS -> streams = value;
                case Setting.INITIAL_WINDOW_SIZE -> window = value;
                case Setting.MAX_FRAME_SIZE -> frameSize = value;
                default -> {} // says nothing about what we send
            }
        }
        return new Settings(streams, window, frameSize);
    }
}
