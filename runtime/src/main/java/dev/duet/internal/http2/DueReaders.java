package dev.duet.internal.http2;

import java.util.ArrayList;
import java.util.concurrent.locks.LockSupport;

/// Lets those who read a connection's streams go on when there is something for them: threads at
/// the end of the loop's round, readers on the loop right after the frame that brought it, since at
/// the end of the round thousands of other streams would have pushed it out of the processor's
/// cache.
final class DueReaders {
    private final Connection connection;
    private final Flusher flusher;

    // Touched by the loop only.
    private final ArrayList<LoopReader> onLoop = new ArrayList<>();
    private boolean collecting;

    DueReaders(Connection connection, Flusher flusher) {
        this.connection = connection;
        this.flusher = flusher;
    }

    /// Lets a stream's reader go on. Loop only.
    ///
    /// @param inbox what it reads
    /// @param reader who waits, or null if nobody has to go on
    void add(Inbox inbox, Thread reader) {
        if (reader == null) {
            return;
        }
        LoopReader loopReader = inbox.loopReader();
        if (loopReader == null) {
            connection.waker().add(new ParkedThread(reader, connection, inbox.isReaderOnLoop()));
            return;
        }
        onLoop.add(loopReader);
        if (!collecting && onLoop.size() == 1) {
            connection.loop().atEndOfRound(this::run);
        }
    }

    /// Lets a stream's reader go on. Any thread.
    ///
    /// @param inbox what it reads
    /// @param reader who waits, or null if nobody has to go on
    void wake(Inbox inbox, Thread reader) {
        if (connection.loop().inLoop()) {
            add(inbox, reader);
        } else if (reader != null && inbox.loopReader() != null) {
            connection.loop().execute(inbox.loopReader());
        } else {
            LockSupport.unpark(reader);
        }
    }

    /// From now on readers on the loop wait for [#run]. Loop only.
    void collect() {
        collecting = true;
    }

    /// Runs the readers on the loop that have been collected. Loop only.
    void run() {
        if (onLoop.isEmpty()) {
            return;
        }
        for (int i = 0; i < onLoop.size(); i++) { // readers may make others due
            onLoop.get(i).run();
        }
        onLoop.clear();
        haveRun();
    }

    /// Runs those that are left, for instance of streams that have failed, and collects no more.
    /// Loop only.
    void runLast() {
        run();
        collecting = false;
    }

    /// To be called when readers on the loop may have sent something. Loop only.
    void haveRun() {
        flusher.writeIfFull();
    }
}
