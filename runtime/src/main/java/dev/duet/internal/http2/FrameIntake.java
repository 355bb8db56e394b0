package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.Frame;
import dev.duet.internal.http2.frame.FrameReader;
import dev.duet.internal.http2.frame.Http2Exception;
import dev.duet.internal.http2.hpack.HpackDecoder;
import dev.duet.internal.log.LazyLogger;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;

/// Reads what a connection's transport has, cuts it into frames for the [FrameHandler], and keeps
/// the beginning of one that is not complete. Loop only.
final class FrameIntake {
    private static final LazyLogger LOG = new LazyLogger(FrameIntake.class);

    private final Connection connection;
    private final FrameReader reader;

    /// Null unless the frames are to be shown.
    private final FrameLog log;

    private byte[] unread = {};
    private int prefaceRead;

    FrameIntake(Connection connection, Limits limits, FrameLog log) {
        this.connection = connection;
        this.log = log;
        HpackDecoder decoder =
                new HpackDecoder(
                        HpackDecoder.DEFAULT_TABLE_SIZE,
                        limits.maxHeaderListBytes(),
                        limits.maxHeaderFields());
        this.reader =
                new FrameReader(
                        decoder,
                        limits.headerBlockBytes(),
                        Limits.HEADER_FRAGMENTS,
                        connection.role() == Role.CLIENT);
    }

    /// Reads once, as much as the loop's buffer holds. What cannot be read ends the connection.
    void read() {
        ByteBuffer in = connection.loop().readBuffer();
        try {
            in.put(unread);
            int count = connection.transport().read(in);
            if (count < 0) {
                connection.lose("the peer has closed the connection");
                return;
            }
            in.flip();
            connection.heard();
            if (readPreface(in)) {
                readFrames(in);
            }
            keepUnread(in);
        } catch (IOException e) {
            connection.lose("the connection broke: " + e.getMessage());
        } catch (Http2Exception e) {
            unread = new byte[0];
            connection.closeWith(e.code(), e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.get()
                    .log(
                            Level.ERROR,
                            "a fault while reading from " + connection.transport().peer(),
                            e);
            connection.lose("a fault: " + e);
        }
    }

    /// Whether the peer's preface is behind us.
    private boolean readPreface(ByteBuffer in) throws Http2Exception {
        int expected = Handshake.expected(connection.role());
        if (prefaceRead < expected) {
            prefaceRead = Handshake.read(in, prefaceRead);
        }
        return prefaceRead == expected;
    }

    private void readFrames(ByteBuffer in) throws Http2Exception {
        while (!connection.isClosed()) {
            try {
                Frame frame = reader.read(in);
                if (frame == null) {
                    break;
                }
                if (log != null) {
                    log.received(frame);
                }
                connection.handler.handle(frame);
                connection.dueReaders().run();
            } catch (Http2Exception e) {
                if (log != null) {
                    log.note(e.code() + ": " + e.getMessage());
                }
                if (e.isConnectionError()) {
                    throw e;
                }
                connection.handler.streamError(e);
            }
        }
        connection.checkReplies();
    }

    private void keepUnread(ByteBuffer in) {
        int left = connection.isClosed() ? 0 : in.remaining();
        if (left > 0 || unread.length > 0) {
            unread = new byte[left];
            in.get(in.position(), unread);
        }
    }
}
