package dev.duet.internal.transport;

/// Virtual threads that Java's own scheduler runs, for work beside the calls. One that is made in
/// the usual way gets the scheduler of the virtual thread that makes it, which may be a loop's. Any
/// thread.
public final class FreeThreads {
    private FreeThreads() {}

    /// Makes one.
    ///
    /// @param name its name
    /// @param task what it does
    /// @return the thread, not started
    public static Thread unstarted(String name, Runnable task) {
        return CarrierAccess.ON
                ? CarrierAccess.newThread(CarrierAccess.defaultScheduler(), name, task)
                : Thread.ofVirtual().name(name).unstarted(task);
    }

    /// Makes one and starts it.
    ///
    /// @param name its name
    /// @param task what it does
    /// @return the thread
    public static Thread start(String name, Runnable task) {
        Thread thread = unstarted(name, task);
        thread.start();
        return thread;
    }
}
