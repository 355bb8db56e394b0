package dev.duet.cli;

import sun.misc.Signal;

/// Hears of Ctrl-C and of requests to end. The JDK has no public way to hear of a second Ctrl-C.
final class Signals {
    private Signals() {}

    /// Calls this whenever the user presses Ctrl-C, on a thread of the JVM's.
    static void onInterrupt(Runnable action) {
        handle("INT", action);
    }

    /// Calls this whenever the process is asked to end.
    static void onTerminate(Runnable action) {
        handle("TERM", action);
    }

    @SuppressWarnings("sunapi")
    private static void handle(String name, Runnable action) {
        Signal.handle(new Signal(name), _ -> action.run());
    }
}
