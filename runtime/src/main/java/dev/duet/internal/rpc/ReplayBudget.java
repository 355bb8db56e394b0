package dev.duet.internal.rpc;

import java.util.concurrent.atomic.AtomicLong;

/// The bytes that the calls of a channel may keep to send them again: 1 MiB a call, 16 MiB in all.
/// Any thread may use it.
public final class ReplayBudget {
    private static final int CALL_BYTES = 1 << 20;
    private static final long CHANNEL_BYTES = 16 << 20;

    private final int callBytes;
    private final AtomicLong left;

    /// Creates a budget with the default limits.
    public ReplayBudget() {
        this(CALL_BYTES, CHANNEL_BYTES);
    }

    /// Creates a budget.
    ///
    /// @param callBytes what a call may keep
    /// @param channelBytes what all calls may keep
    public ReplayBudget(int callBytes, long channelBytes) {
        this.callBytes = callBytes;
        this.left = new AtomicLong(channelBytes);
    }

    /// A budget without limits.
    static ReplayBudget unlimited() {
        return new ReplayBudget(Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    int callBytes() {
        return callBytes;
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
    ///
    /// @return bytes
    public long available() {
        return left.get();
    }
}
