package dev.duet.internal.http2;

import java.util.concurrent.locks.LockSupport;

/// A thread that has parked until it can go on: there is something to read, or room to send.
///
/// @param thread the thread
/// @param connection the connection on which it will probably send something, or null
/// @param runsOnLoop whether it is a virtual thread that runs on the connection's event loop
record ParkedThread(Thread thread, Connection connection, boolean runsOnLoop) implements Wakeable {
    @Override
    public void wake() {
        LockSupport.unpark(thread);
    }
}
