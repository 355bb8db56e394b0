package dev.duet.proto;

/// Who may add to a list or map in place. To everyone else it is immutable.
enum Growth {
    /// Nobody.
    NONE,
    /// The decoder that is making it; no message that a user can see holds it yet.
    DECODING,
    /// The builder that is making it.
    BUILDING;

    /// Room for how many elements a builder's first addition makes.
    static final int SLACK = 8;

    /// Returns the array length for `needed` elements where there were `size`.
    static int capacity(int size, int needed) {
        return size == 0 && needed > 1 ? needed : Math.max(needed, Math.max(SLACK, size * 2));
    }
}
