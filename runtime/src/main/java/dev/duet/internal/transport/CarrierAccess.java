package dev.duet.internal.transport;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;

/// What is needed to schedule virtual threads, and for which Java 25 has no public way: making one
/// with a scheduler of its own, asking which platform thread carries the current one, and getting
/// at Java's own scheduler. Where `java.base/java.lang` is opened to Duet, reflection reaches them.
///
/// Switched on by the system property `duet.threadsOnLoops`; see docs/operation.md.
final class CarrierAccess {
    private static final String SWITCH = "duet.threadsOnLoops";

    private static final MethodHandle CURRENT_CARRIER;
    private static final MethodHandle NEW_THREAD;
    private static final Executor DEFAULT_SCHEDULER;

    /// Whether virtual threads are to be scheduled on event loops, and can be.
    static final boolean ON;

    /// Why they cannot be, although they are to; or null.
    private static final Exception OBSTACLE;

    static {
        MethodHandle currentCarrier = null;
        MethodHandle newThread = null;
        Executor defaultScheduler = null;
        Exception obstacle = null;
        if (Boolean.getBoolean(SWITCH)) {
            try {
                currentCarrier = open(Thread.class, "currentCarrierThread");
                newThread =
                        open(
                                Class.forName("java.lang.ThreadBuilders"),
                                "newVirtualThread",
                                Executor.class,
                                String.class,
                                int.class,
                                Runnable.class);
                defaultScheduler =
                        (Executor)
                                accessible(
                                                Class.forName("java.lang.VirtualThread"),
                                                "defaultScheduler")
                                        .invoke(null);
                // It makes virtual threads for the whole process: not on a loop's behalf.
                Class.forName("sun.nio.ch.Poller", true, null);
            } catch (ReflectiveOperationException | RuntimeException e) {
                obstacle = e;
            }
        }
        CURRENT_CARRIER = currentCarrier;
        NEW_THREAD = newThread;
        DEFAULT_SCHEDULER = defaultScheduler;
        ON = defaultScheduler != null && obstacle == null;
        OBSTACLE = obstacle;
    }

    private CarrierAccess() {}

    /// @throws IllegalStateException if the switch is on and cannot work
    static void check() {
        if (OBSTACLE != null) {
            Module own = CarrierAccess.class.getModule();
            throw new IllegalStateException(
                    "%s needs the JVM's option --add-opens=java.base/java.lang=%s and Java 25; this is Java %s"
                            .formatted(
                                    SWITCH,
                                    own.isNamed() ? own.getName() : "ALL-UNNAMED",
                                    Runtime.version()),
                    OBSTACLE);
        }
    }

    /// The platform thread that runs the caller. The caller itself, unless it is virtual and
    /// nothing is switched on.
    static Thread carrier() {
        if (!ON) {
            return Thread.currentThread();
        }
        try {
            return (Thread) CURRENT_CARRIER.invokeExact();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /// Java's own scheduler of virtual threads.
    static Executor defaultScheduler() {
        return DEFAULT_SCHEDULER;
    }

    /// Makes a virtual thread, not started, that runs where `scheduler` runs what it is given.
    static Thread newThread(Executor scheduler, String name, Runnable task) {
        try {
            return (Thread) NEW_THREAD.invokeExact(scheduler, name, 0, task);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static MethodHandle open(Class<?> owner, String name, Class<?>... parameters)
            throws ReflectiveOperationException {
        return MethodHandles.lookup().unreflect(accessible(owner, name, parameters));
    }

    private static Method accessible(Class<?> owner, String name, Class<?>... parameters)
            throws ReflectiveOperationException {
        Method method = owner.getDeclaredMethod(name, parameters);
        method.setAccessible(true);
        return method;
    }
}
