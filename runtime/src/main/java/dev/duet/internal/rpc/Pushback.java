package dev.duet.internal.rpc;

import dev.duet.Metadata;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/// What a server says in its trailers about further attempts (gRPC proposal A6).
final class Pushback {
    private static final String KEY = "grpc-retry-pushback-ms";

    private Pushback() {}

    /// Whether there should be no further attempt: the value is negative or not a number.
    static boolean forbids(Metadata trailers) {
        return trailers.containsKey(KEY) && pauseNanos(trailers).isEmpty();
    }

    /// The pause that the server wants before the next attempt.
    static OptionalLong pauseNanos(Metadata trailers) {
        String value = trailers.get(KEY);
        try {
            int millis = value == null ? -1 : Integer.parseInt(value);
            return millis < 0
                    ? OptionalLong.empty()
                    : OptionalLong.of(TimeUnit.MILLISECONDS.toNanos(millis));
        } catch (NumberFormatException notANumber) {
            return OptionalLong.empty();
        }
    }
}
