package dev.duet.internal.rpc;

import dev.duet.Status;
import dev.duet.internal.http2.StreamFailure;

/// The status of a call whose stream has failed (gRPC over HTTP/2, "Errors").
final class FailureStatus {
    private FailureStatus() {}

    static Status of(StreamFailure failure) {
        Status.Code code =
                switch (failure.kind()) {
                    case NOT_PROCESSED, CONNECTION_LOST -> Status.Code.UNAVAILABLE;
                    case RESET_BY_PEER -> StatusMapping.ofResetCode(failure.code().value());
                    case RESET_LOCALLY -> Status.Code.INTERNAL;
                };
        return Status.of(code).withDescription(failure.message());
    }
}
