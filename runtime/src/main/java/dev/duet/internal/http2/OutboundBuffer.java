package dev.duet.internal.http2;

import dev.duet.internal.http2.frame.FrameType;
import dev.duet.internal.http2.frame.FrameWriter;
import dev.duet.internal.http2.hpack.BlockBuffer;
import dev.duet.internal.transport.BufferPool;
import dev.duet.internal.transport.Transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// The bytes between calls and a connection's transport: pages that are filled and, swapped out of
/// the way, drained. A connection that has nothing to say holds no page, and one that says little a
/// small one.
///
/// The filling half is guarded by the [ConnectionWriter]'s lock. The draining half belongs to
/// whoever writes (see [Flusher]).
final class OutboundBuffer {
    /// A DATA frame is cut short rather than begun on a page with less room than this.
    private static final int MIN_DATA_ROOM = 1024;

    /// Writes one frame at the position of a page with enough room.
    @FunctionalInterface
    interface Frame {
        void write(ByteBuffer page);
    }

    private final BufferPool pool;

    private ByteBuffer[] filling = new ByteBuffer[4];
    private int fillingCount;
    private int fillingBytes;
    private int replies;
    private boolean idle = true;
    private boolean news;

    /// Whether the last burst was larger than a small page.
    private boolean large;

    private boolean closed;

    /// The DATA frame at the end of the last page, which may still grow; stream 0 if there is none.
    private int lastStream;

    private int lastStart;
    private int lastLength;

    private ByteBuffer[] draining = new ByteBuffer[4];
    private int drainingFrom;
    private int drainingCount;

    OutboundBuffer(BufferPool pool) {
        this.pool = pool;
    }

    // ---- filling, under the writer's lock

    /// Whether calls may append. Frames of the connection itself may always be appended.
    boolean hasRoom() {
        return fillingBytes < Limits.OUTBOUND_BYTES;
    }

    /// Whether frames that steer the connection have made it far larger than calls can.
    boolean isOverfull() {
        return fillingBytes > Limits.OUTBOUND_BYTES + Limits.CONTROL_BYTES;
    }

    /// Replies that were appended and not yet swapped out.
    int replies() {
        return replies;
    }

    /// Appends a frame that the peer has provoked.
    void appendReply(int bytes, Frame frame) {
        replies++;
        appendControl(bytes, frame);
    }

    void appendControl(int bytes, Frame frame) {
        frame.write(page(bytes));
        appended(bytes);
    }

    void appendHeaders(int streamId, BlockBuffer block, boolean end) {
        int bytes = FrameWriter.headersLength(block.length(), Limits.MAX_FRAME_BYTES);
        ByteBuffer page =
                bytes <= BufferPool.PAGE_SIZE
                        ? page(bytes)
                        : addPage(ByteBuffer.allocateDirect(bytes));
        FrameWriter.headers(page, streamId, end, block, Limits.MAX_FRAME_BYTES);
        appended(bytes);
    }

    /// Appends bytes of a stream: to its DATA frame, if that is the last of the buffer and has
    /// room, so that small messages share one frame; else in a frame of their own.
    ///
    /// @param end whether these are the last ones
    /// @return how many bytes were taken, at least one unless there were none
    int appendData(int streamId, byte[] bytes, int offset, int length, int maxFrame, boolean end) {
        int count = appendDataHeader(streamId, length, maxFrame, end);
        filling[fillingCount - 1].put(bytes, offset, count);
        dropIfClosed();
        return count;
    }

    /// Appends bytes of a buffer; its position does not matter.
    int appendData(
            int streamId, ByteBuffer bytes, int offset, int length, int maxFrame, boolean end) {
        int count = appendDataHeader(streamId, length, maxFrame, end);
        ByteBuffer page = filling[fillingCount - 1];
        page.put(page.position(), bytes, offset, count);
        page.position(page.position() + count);
        dropIfClosed();
        return count;
    }

    /// Makes the last frame one of DATA for some more bytes, which are to be put behind it.
    ///
    /// @return how many there are
    private int appendDataHeader(int streamId, int length, int maxFrame, boolean end) {
        if (lastStream == streamId && streamId != 0) {
            ByteBuffer page = filling[fillingCount - 1];
            int grow = Math.min(Math.min(length, page.remaining()), maxFrame - lastLength);
            if (grow > 0 || length == 0) {
                lastLength += grow;
                FrameWriter.patchDataLength(page, lastStart, lastLength);
                boolean last = end && grow == length;
                if (last) {
                    FrameWriter.patchEndStream(page, lastStart);
                }
                fillingBytes += grow;
                lastStream = last ? 0 : streamId;
                return grow;
            }
        }
        int whole = Math.min(length, maxFrame);
        ByteBuffer page = page(FrameType.HEADER_LENGTH + Math.min(whole, MIN_DATA_ROOM));
        int count = Math.min(whole, page.remaining() - FrameType.HEADER_LENGTH);
        boolean last = end && count == length;
        lastStart = page.position();
        FrameWriter.dataHeader(page, streamId, count, last);
        count(FrameType.HEADER_LENGTH + count);
        lastLength = count;
        lastStream = last ? 0 : streamId;
        return count;
    }

    /// Whether the buffer has ceased to be empty since the last call.
    boolean takeNews() {
        boolean result = news;
        news = false;
        return result;
    }

    /// Notes that nobody is about to write: the next byte is news.
    void becomeIdle() {
        idle = true;
    }

    boolean isEmpty() {
        return fillingCount == 0;
    }

    /// Makes what was filled the draining half, which is empty.
    ///
    /// @return false if there is nothing
    boolean swap() {
        if (fillingCount == 0) {
            return false;
        }
        ByteBuffer[] empty = draining;
        draining = filling;
        drainingFrom = 0;
        drainingCount = fillingCount;
        for (int i = 0; i < drainingCount; i++) {
            draining[i].flip();
        }
        filling = empty;
        fillingCount = 0;
        large = fillingBytes > BufferPool.SMALL_PAGE_SIZE;
        fillingBytes = 0;
        replies = 0;
        lastStream = 0;
        return true;
    }

    /// Returns the pages of the filling half and takes no more bytes to be written.
    void close() {
        closed = true;
        for (int i = 0; i < fillingCount; i++) {
            release(filling[i]);
            filling[i] = null;
        }
        fillingCount = 0;
        fillingBytes = 0;
        lastStream = 0;
    }

    private ByteBuffer page(int room) {
        lastStream = 0;
        if (fillingCount > 0 && filling[fillingCount - 1].remaining() >= room) {
            return filling[fillingCount - 1];
        }
        boolean small = fillingCount == 0 && !large && room <= BufferPool.SMALL_PAGE_SIZE;
        return addPage(small ? pool.acquireSmall() : pool.acquire());
    }

    private ByteBuffer addPage(ByteBuffer page) {
        lastStream = 0;
        if (fillingCount == filling.length) {
            filling = Arrays.copyOf(filling, fillingCount * 2);
        }
        filling[fillingCount++] = page;
        return page;
    }

    private void appended(int bytes) {
        count(bytes);
        dropIfClosed();
    }

    private void dropIfClosed() {
        if (closed) {
            close();
        }
    }

    private void count(int bytes) {
        fillingBytes += bytes;
        if (idle) {
            idle = false;
            news = true;
        }
    }

    private void release(ByteBuffer page) {
        if (page.capacity() <= BufferPool.PAGE_SIZE) {
            pool.release(page);
        }
    }

    // ---- draining, by whoever writes

    /// Shows what is about to be written.
    void showTo(FrameLog log) {
        for (int i = drainingFrom; i < drainingCount; i++) {
            log.sent(draining[i].duplicate());
        }
    }

    /// Returns the pages of the draining half: nothing of it will be written any more.
    void dropDraining() {
        while (drainingFrom < drainingCount) {
            release(draining[drainingFrom]);
            draining[drainingFrom++] = null;
        }
    }

    /// Writes as much as the transport takes.
    ///
    /// @return whether that was all
    /// @throws IOException if the connection is lost
    boolean writeTo(Transport transport) throws IOException {
        while (drainingFrom < drainingCount) {
            long written = transport.write(draining, drainingFrom, drainingCount - drainingFrom);
            while (drainingFrom < drainingCount && !draining[drainingFrom].hasRemaining()) {
                release(draining[drainingFrom]);
                draining[drainingFrom++] = null;
            }
            if (written == 0 && drainingFrom < drainingCount) {
                return false;
            }
        }
        return true;
    }
}
