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
    private int beats;

    /// Notes that the guest got on while it had the loop.
    ///
    /// @param times how often
    void gotOn(int times) {
        beats = Math.min(beats + Math.min(times, MANY_BEATS), MANY_BEATS);
    }

    /// The length of the pause that begins now.
    ///
    /// @return nanoseconds
    long next() {
        length = beats == MANY_BEATS ? SHORTEST_NANOS : Math.min(2 * length, LONGEST_NANOS);
        beats = 0;
        return length;
    }
}
