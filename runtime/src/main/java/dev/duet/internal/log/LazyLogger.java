package dev.duet.internal.log;

import java.lang.System.Logger;

/// A logger that is looked up when something is logged for the first time.
///
/// The JDK sets up its logging when the first logger is asked for, and that takes about as long as
/// all that a server does until it listens. What only has to be logged when something goes wrong
/// should not make every program wait for it.
///
/// Any thread may use it.
public final class LazyLogger {
    private final String name;
    private volatile Logger logger;

    /// Creates a logger that is named after a class.
    ///
    /// @param user the class that logs
    public LazyLogger(Class<?> user) {
        this.name = user.getName();
    }

    /// Returns the logger itself, so that what it notes as the place in the program is the
    /// caller's. Takes some ten milliseconds if it is the first of the program.
    ///
    /// @return always the same
    public Logger get() {
        Logger found = logger;
        if (found == null) {
            found = System.getLogger(name);
            logger = found;
        }
        return found;
    }
}
