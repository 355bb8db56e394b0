package dev.duet;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// What a caller may say about one call. Immutable: each `with…` returns changed options, which may
/// be kept and used for any number of calls; only [#withDeadline(Deadline)] and
/// [#withResponseInfo(ResponseInfo)] are about a single one.
public final class CallOptions {
    private static final int NOT_SET = -1;

    /// No deadline, no metadata, no compression, the channel's own limits.
    public static final CallOptions DEFAULT = new CallOptions(new Draft());

    private final Deadline deadline;
    private final Duration timeout;
    private final Metadata metadata;
    private final String compression;

    /// Null if the caller has not said.
    private final Boolean waitForReady;

    private final int maxInboundMessageSize;
    private final ResponseInfo responseInfo;

    private CallOptions(Draft draft) {
        this.deadline = draft.deadline;
        this.timeout = draft.timeout;
        this.metadata = draft.metadata;
        this.compression = draft.compression;
        this.waitForReady = draft.waitForReady;
        this.maxInboundMessageSize = draft.maxInboundMessageSize;
        this.responseInfo = draft.responseInfo;
    }

    /// Options that are being put together.
    private static final class Draft {
        Deadline deadline;
        Duration timeout;
        Metadata metadata = Metadata.EMPTY;
        String compression;
        Boolean waitForReady;
        int maxInboundMessageSize = NOT_SET;
        ResponseInfo responseInfo;
    }

    /// These options with a change.
    private CallOptions with(Consumer<Draft> change) {
        Draft draft = new Draft();
        draft.deadline = deadline;
        draft.timeout = timeout;
        draft.metadata = metadata;
        draft.compression = compression;
        draft.waitForReady = waitForReady;
        draft.maxInboundMessageSize = maxInboundMessageSize;
        draft.responseInfo = responseInfo;
        change.accept(draft);
        return new CallOptions(draft);
    }

    /// Returns options with a deadline.
    ///
    /// @param deadline when the call is given up; null for what the channel says, if anything
    /// @return the changed options
    public CallOptions withDeadline(Deadline deadline) {
        return with(draft -> draft.deadline = deadline);
    }

    /// Returns options with a deadline so far from **now**: from this very call, not from the time
    /// when the options are used. For options that are kept there is [#withTimeout(Duration)].
    ///
    /// @param timeout how long the call may take
    /// @return the changed options
    public CallOptions withDeadlineAfter(Duration timeout) {
        return withDeadline(Deadline.after(timeout));
    }

    /// Returns options with which every call may take so long, from its start. If there is a
    /// deadline too, the earlier one counts.
    ///
    /// @param timeout how long a call may take; null for what the channel says, if anything
    /// @return the changed options
    public CallOptions withTimeout(Duration timeout) {
        return with(draft -> draft.timeout = timeout);
    }

    /// Returns options with metadata, in place of what these have.
    ///
    /// @param metadata what the server receives before the first message
    /// @return the changed options
    public CallOptions withMetadata(Metadata metadata) {
        Objects.requireNonNull(metadata, "metadata");
        return with(draft -> draft.metadata = metadata);
    }

    /// Returns options with which requests are compressed.
    ///
    /// @param encoding the name of the compression, such as `gzip`; null or `identity` for none
    /// @return the changed options
    public CallOptions withCompression(String encoding) {
        String name = "identity".equals(encoding) ? null : encoding;
        return with(draft -> draft.compression = name);
    }

    /// Returns options that say what happens while there is no connection.
    ///
    /// @param waitForReady true to wait for one, until the deadline; false to fail with UNAVAILABLE
    ///   as soon as connecting has failed
    /// @return the changed options
    public CallOptions withWaitForReady(boolean waitForReady) {
        return with(draft -> draft.waitForReady = waitForReady);
    }

    /// Returns options with a limit for each message that arrives.
    ///
    /// @param bytes the size of the largest message that is accepted
    /// @return the changed options
    public CallOptions withMaxInboundMessageSize(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("negative message size limit: " + bytes);
        }
        return with(draft -> draft.maxInboundMessageSize = bytes);
    }

    /// Returns options with which headers, trailers and status of the response can be seen.
    ///
    /// @param responseInfo is filled by the call; null for none
    /// @return the changed options
    public CallOptions withResponseInfo(ResponseInfo responseInfo) {
        return with(draft -> draft.responseInfo = responseInfo);
    }

    /// Returns when the call is given up.
    ///
    /// @return the deadline, or null if there is none
    public Deadline deadline() {
        return deadline;
    }

    /// Returns how long a call may take from its start.
    ///
    /// @return the time, or null if there is no limit
    public Duration timeout() {
        return timeout;
    }

    /// Returns what the server receives before the first message.
    ///
    /// @return the metadata, never null
    public Metadata metadata() {
        return metadata;
    }

    /// Returns the name of the compression for requests.
    ///
    /// @return the name, or null for none
    public String compression() {
        return compression;
    }

    /// Says whether the call waits for a connection.
    ///
    /// @return true if it waits until its deadline; false also if nothing was said
    public boolean waitForReady() {
        return Boolean.TRUE.equals(waitForReady);
    }

    /// Says whether [#withWaitForReady(boolean)] was used: if not, the channel may decide.
    ///
    /// @return true if it was
    public boolean saysWaitForReady() {
        return waitForReady != null;
    }

    /// Returns the size of the largest message that is accepted.
    ///
    /// @return the limit in bytes; empty if the channel's own holds
    public OptionalInt maxInboundMessageSize() {
        return maxInboundMessageSize == NOT_SET
                ? OptionalInt.empty()
                : OptionalInt.of(maxInboundMessageSize);
    }

    /// Returns what the call fills.
    ///
    /// @return the place for headers, trailers and status, or null for none
    public ResponseInfo responseInfo() {
        return responseInfo;
    }
}
