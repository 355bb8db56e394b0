package dev.duet.internal.transport;

/// How long a loop is not lent after its guest did not get on.
///
/// Most often the operating system had something else to do for some milliseconds: then the loop is
/// lent again soon. But if handlers keep every carrier, the guest hardly gets on between one pause
/// and the next, and each is twice as long as the one before. Not thread-safe.
final class LoanPause {
    static final long SHORTEST_NANOS = 10_000_000;
    static final long LONGEST_NANOS = 1_000_000_000;

    /// A guest that has got on so often since the last pause does so as a rule.
    static final int MANY_BEATS = 32;

    private long length = SHORTEST_NANOS / 2;
    private int beatsBefore;

    /// The length of the pause that begins now.
    ///
    /// @param beats how often the guest has got on since it was invited; may overflow
    /// @return nanoseconds
    long next(int beats) {
        boolean asARule = beats - beatsBefore >= MANY_BEATS;
        beatsBefore = beats;
        length = asARule ? SHORTEST_NANOS : Math.min(2 * length, LONGEST_NANOS);
        return length;
    }
}
