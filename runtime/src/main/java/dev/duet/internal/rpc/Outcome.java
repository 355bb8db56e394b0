package dev.duet.internal.rpc;

import dev.duet.Metadata;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.internal.http2.Stream;
import dev.duet.internal.http2.StreamFailure;

/// How an attempt ended that has brought no response.
///
/// @param status what the call would end with
/// @param trailers what came with it
/// @param reach how far the attempt got
record Outcome(Status status, Metadata trailers, Reach reach) {
    /// How far an attempt got: what that says about sending it again without being asked to (gRPC
    /// proposal A6, "transparent retries").
    enum Reach {
        /// It has never left us.
        UNSENT,
        /// The server says that it has not looked at it.
        REFUSED,
        /// The server may have looked at it.
        PROCESSED
    }

    static Outcome of(StatusException e) {
        return new Outcome(e.status(), e.trailers(), Reach.PROCESSED);
    }

    static Outcome of(ResponseTrailers trailers) {
        return new Outcome(trailers.status(), trailers.metadata(), Reach.PROCESSED);
    }

    static Outcome of(Status status) {
        return new Outcome(status, Metadata.EMPTY, Reach.PROCESSED);
    }

    static Outcome of(StreamFailure failure, Stream stream) {
        boolean notProcessed = failure.kind() == StreamFailure.Kind.NOT_PROCESSED;
        Reach reach = stream.id() == 0 ? Reach.UNSENT : Reach.REFUSED;
        return new Outcome(
                FailureStatus.of(failure), Metadata.EMPTY, notProcessed ? reach : Reach.PROCESSED);
    }
}
