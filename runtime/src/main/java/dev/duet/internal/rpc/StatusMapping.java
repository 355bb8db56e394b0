package dev.duet.internal.rpc;

import dev.duet.Status;

/// What an end of a call without `grpc-status` means: an HTTP status, or a reset of the stream.
///
/// The tables are those of gRPC's `http-grpc-status-mapping` and of `PROTOCOL-HTTP2`, section
/// "Errors".
public final class StatusMapping {
    private StatusMapping() {}

    /// Returns the code for a response that has an HTTP status but no `grpc-status`.
    ///
    /// @param httpStatus the value of `:status`, not 1xx
    /// @return the code, never OK
    public static Status.Code ofHttpStatus(int httpStatus) {
        return switch (httpStatus) {
            case 400, 431 -> Status.Code.INTERNAL;
            case 401 -> Status.Code.UNAUTHENTICATED;
            case 403 -> Status.Code.PERMISSION_DENIED;
            case 404 -> Status.Code.UNIMPLEMENTED;
            case 429, 502, 503, 504 -> Status.Code.UNAVAILABLE;
            default -> Status.Code.UNKNOWN;
        };
    }

    /// Returns the code for a stream that was reset.
    ///
    /// @param errorCode the number in RST_STREAM (RFC 9113, section 7)
    /// @return the code, never OK
    public static Status.Code ofResetCode(int errorCode) {
        return switch (errorCode) {
            case 0x7 -> Status.Code.UNAVAILABLE; // REFUSED_STREAM
            case 0x8 -> Status.Code.CANCELLED; // CANCEL
            case 0xb -> Status.Code.RESOURCE_EXHAUSTED; // ENHANCE_YOUR_CALM
            case 0xc -> Status.Code.PERMISSION_DENIED; // INADEQUATE_SECURITY
            default -> Status.Code.INTERNAL;
        };
    }
}
