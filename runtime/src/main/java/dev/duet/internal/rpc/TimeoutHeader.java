package dev.duet.internal.rpc;

import dev.duet.Status;
import dev.duet.StatusException;

/// The header `grpc-timeout`: one to eight digits and a unit, such as `250m` for a quarter of a
/// second.
public final class TimeoutHeader {
    private static final int MAX_DIGITS = 8;
    private static final long MAX_VALUE = 99_999_999;

    /// From the finest to the coarsest.
    private static final String UNITS = "numSMH";

    private static final long[] NANOS_PER_UNIT = {
        1, 1_000, 1_000_000, 1_000_000_000, 60_000_000_000L, 3_600_000_000_000L
    };

    private TimeoutHeader() {}

    /// Returns the header for a time, in the finest unit whose number has eight digits at most.
    ///
    /// @param nanos how long the call may take; less than one counts as one, as the protocol knows
    ///   positive numbers only
    /// @return the header's value; at least the given time, unless that is over 11,000 years
    public static String format(long nanos) {
        long positive = Math.max(1, nanos);
        int unit = 0;
        while (ceilDiv(positive, NANOS_PER_UNIT[unit]) > MAX_VALUE) {
            unit++;
        }
        return ceilDiv(positive, NANOS_PER_UNIT[unit]) + UNITS.substring(unit, unit + 1);
    }

    private static long ceilDiv(long positive, long divisor) {
        return (positive - 1) / divisor + 1;
    }

    /// Returns the time that a header stands for.
    ///
    /// @param header the header's value
    /// @return nanoseconds; [Long#MAX_VALUE] for times that are longer
    /// @throws StatusException with INTERNAL if it is not a timeout
    public static long parse(String header) {
        int digits = header.length() - 1;
        int unit = digits < 0 ? -1 : UNITS.indexOf(header.charAt(digits));
        if (unit < 0 || digits < 1 || digits > MAX_DIGITS) {
            throw malformed();
        }
        long value = 0;
        for (int i = 0; i < digits; i++) {
            char c = header.charAt(i);
            if (c < '0' || c > '9') {
                throw malformed();
            }
            value = value * 10 + (c - '0');
        }
        boolean tooLong = value > Long.MAX_VALUE / NANOS_PER_UNIT[unit];
        return tooLong ? Long.MAX_VALUE : value * NANOS_PER_UNIT[unit];
    }

    private static StatusException malformed() {
        return StatusException.untraced(
                Status.INTERNAL.withDescription(
                        "grpc-timeout is not one to eight digits and one of H M S m u n"));
    }
}
