package dev.duet.internal.transport;

import java.io.IOException;
import java.nio.ByteBuffer;

/// A two-way stream of bytes that never blocks: reads and writes move what can be moved now, and a
/// [Handler] is told on the transport's [EventLoop] when more can be.
///
/// Threads: [#read] and [#setReading] belong to the loop thread. [#write] may be called by any
/// thread, one at a time. [#start], [#requestWrite] and [#close] may be called by any thread.
public interface Transport {

    /// Reads what is there, at most what `into` has room for. Loop thread.
    ///
    /// @return the number of bytes read, 0 if there is nothing now, -1 at the end
    /// @throws IOException if the connection broke or this side is closed
    int read(ByteBuffer into) throws IOException;

    /// Writes as much as fits from `count` buffers starting with the one at `offset`, and moves
    /// their positions by what was taken. Any thread, one at a time.
    ///
    /// @return the number of bytes taken, 0 if there is no room now
    /// @throws IOException if the connection broke or either side is closed
    long write(ByteBuffer[] from, int offset, int count) throws IOException;

    /// Attaches this transport to its loop for good. From then on `handler` is called there. Any
    /// thread, once.
    void start(EventLoop loop, Handler handler);

    /// Asks for one call of [Handler#writable] as soon as writing is possible. Requests that were
    /// made before that call begins are answered by it together. Any thread.
    void requestWrite();

    /// Switches calls of [Handler#readable] on (the initial state) or off. Loop thread.
    void setReading(boolean on);

    /// Closes both directions. The peer still reads what was written before. After this call no new
    /// call of the handler begins. Any thread; never blocks; repeated calls do nothing.
    void close();

    /// Names the other side for people: `127.0.0.1:50051`, `unix:/run/x.sock`, `memory`.
    String peer();

    /// Names this side in the same way as [#peer].
    String local();

    /// What a transport tells its user. Every call comes on the transport's loop. A handler that
    /// throws is logged and its transport closed, since it would be called again at once.
    interface Handler {

        /// There are bytes to read, or the end, or a failure that [Transport#read] will report.
        /// Called again, round after round, for as long as that is so and reading is on.
        void readable();

        /// Writing is possible again, or a failure that [Transport#write] will report. Called once
        /// for each [Transport#requestWrite].
        void writable();
    }
}
