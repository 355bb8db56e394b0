package dev.duet.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/// Hears of Ctrl-C and of requests to end.
///
/// A shutdown hook would not do: it never hears of a second Ctrl-C. The JDK's `sun.misc.Signal`
/// does, is exported for such uses, and has no successor; it is called by reflection because every
/// mention of it in a source is a warning that cannot be switched off.
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

    private static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler call =
                    (_, _, _) -> {
                        action.run();
                        return null;
                    };
            Object listener =
                    Proxy.newProxyInstance(
                            handler.getClassLoader(), new Class<?>[] {handler}, call);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java cannot listen for the signal " + name, e);
        }
    }
}
