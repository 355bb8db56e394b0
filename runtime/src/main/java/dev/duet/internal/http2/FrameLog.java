package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.Frame;
import dev.duet.internal.http2.frame.FrameReader;
import dev.duet.internal.http2.frame.Http2Exception;
import dev.duet.internal.http2.hpack.HpackDecoder;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Every frame of a connection, for people who look for a mistake: on the left what was received,
/// on the right what was sent, in the order in which it happened.
///
/// ```
/// #1   0.004122  HEADERS 1 END_STREAM
///                  :status: 200
/// #1   0.004251                                                  WINDOW_UPDATE 1 +32768
/// ```
///
/// Off unless asked for when the connection begins: by the level `DEBUG` of the logger
/// `dev.duet.frames`, or by the system property `duet.frames`, which shows the frames on the
/// standard error stream. What is sent is read back from the pages that are about to be written, so
/// it is what the peer sees. What was received is noted by the event loop, what is sent by whoever
/// writes.
final class FrameLog {
    private static final Logger LOGGER = System.getLogger("dev.duet.frames");
    private static final AtomicInteger CONNECTIONS = new AtomicInteger();
    private static final int NO_LIMIT = 1 << 24;

    private final Consumer<String> lines;
    private final LongSupplier nanoClock;
    private final long begin;
    private final String name;
    private final FrameReader sentReader;
    private int sentToSkip;

    /// Creates a log.
    ///
    /// @param lines takes a text for each frame, of one or several lines
    /// @param nanoClock the time
    /// @param number what the connection is called
    /// @param role which end of it this is
    FrameLog(Consumer<String> lines, LongSupplier nanoClock, int number, Role role) {
        this.lines = lines;
        this.nanoClock = nanoClock;
        this.begin = nanoClock.getAsLong();
        this.name = "#" + number;
        HpackDecoder decoder =
                new HpackDecoder(HpackDecoder.DEFAULT_TABLE_SIZE, NO_LIMIT, NO_LIMIT);
        this.sentReader = new FrameReader(decoder, NO_LIMIT, NO_LIMIT, role == Role.SERVER);
        this.sentToSkip = role == Role.CLIENT ? Handshake.expected(Role.SERVER) : 0;
    }

    /// The log of a new connection, or null if none is wanted.
    static FrameLog ifWanted(Role role, String peer, LongSupplier nanoClock) {
        Consumer<String> lines;
        if (Boolean.getBoolean("duet.frames")) {
            lines = System.err::println;
        } else if (LOGGER.isLoggable(Level.DEBUG)) {
            lines = line -> LOGGER.log(Level.DEBUG, line);
        } else {
            return null;
        }
        FrameLog log = new FrameLog(lines, nanoClock, CONNECTIONS.incrementAndGet(), role);
        log.note((role == Role.SERVER ? "a client, " : "a server, ") + peer);
        return log;
    }

    void received(Frame frame) {
        lines.accept(line() + FrameText.of(frame, FrameText.LEFT));
    }

    /// Notes the frames of a page that is about to be written.
    ///
    /// @param page its own position and limit count; they are changed
    void sent(ByteBuffer page) {
        page.position(page.position() + sentToSkip);
        sentToSkip = 0;
        try {
            for (Frame frame = sentReader.read(page);
                    frame != null;
                    frame = sentReader.read(page)) {
                lines.accept(line() + FrameText.of(frame, FrameText.RIGHT));
            }
        } catch (Http2Exception e) {
            note("what is sent cannot be read: " + e.getMessage());
        }
    }

    /// Notes what is no frame: how the connection begins, errors, how it ends.
    void note(String text) {
        lines.accept(line() + "-- " + FrameText.printable(text));
    }

    private String line() {
        return String.format("%-4s %10.6f  ", name, (nanoClock.getAsLong() - begin) / 1e9);
    }
}
