package dev.duet.internal.rpc;

import java.util.concurrent.atomic.AtomicLong;

/// The bytes that the calls of a channel may keep to send them again. Any thread may use it.
public final class ReplayBudget {
    /// What a call may keep that is tried again as a policy says.
    static final int RETRIED_CALL_BYTES = 1 << 20;

    /// What any other call may keep, in case the server refuses its stream: the usual window of a
    /// stream. A server that has let in more does not refuse any more.
    static final int CALL_BYTES = 1 << 16;

    private static final long CHANNEL_BYTES = 16 << 20;

    private final AtomicLong left;

    /// Creates a budget of 16 MiB.
    public ReplayBudget() {
        this(CHANNEL_BYTES);
    }

    private ReplayBudget(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    /// A budget without a limit.
    static ReplayBudget unlimited() {
        return new ReplayBudget(Long.MAX_VALUE);
    }

    boolean take(int bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        left.addAndGet(bytes);
        return false;
    }

    void giveBack(int bytes) {
        left.addAndGet(bytes);
    }

    /// What is not taken; all of it when no call keeps anything.
    long available() {
        return left.get();
    }
}
