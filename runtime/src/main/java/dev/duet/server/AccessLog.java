package dev.duet.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLong;

/// Logs a line for every call when it has ended: who called what, how it ended, how long it took
/// and how many messages went each way.
///
/// ```
/// 127.0.0.1:50312 routeguide.RouteGuide/RouteChat OK 12.4 ms, 3 in, 2 out
/// ```
///
/// The logger is called `dev.duet.access`, the level is INFO.
public final class AccessLog implements ServerInterceptor {
    private static final double NANOS_PER_MILLI = 1e6;

    private final Logger log = System.getLogger("dev.duet.access");

    /// Creates an access log.
    public AccessLog() {}

    @Override
    public void intercept(CallContext call, Next next) throws Exception {
        long start = System.nanoTime();
        AtomicLong in = new AtomicLong();
        AtomicLong out = new AtomicLong();
        call.onRequest(message -> in.incrementAndGet());
        call.onResponse(message -> out.incrementAndGet());
        call.onEnd(
                (status, trailers) -> {
                    double millis = (System.nanoTime() - start) / NANOS_PER_MILLI;
                    log.log(
                            Level.INFO,
                            "{0} {1} {2} {3}, {4} in, {5} out",
                            call.peer(),
                            call.method().fullName(),
                            status,
                            "%.1f ms".formatted(millis),
                            in,
                            out);
                });
        next.proceed();
    }
}
