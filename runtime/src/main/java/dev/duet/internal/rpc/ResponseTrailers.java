package dev.duet.internal.rpc;

import dev.duet.Metadata;
import dev.duet.Status;
import dev.duet.internal.http2.hpack.HeaderBlock;

/// What ends a response: the status, and metadata.
///
/// @param status how the call ended
/// @param metadata what came with it
record ResponseTrailers(Status status, Metadata metadata) {
    /// @param block the trailers, or null if the stream ended without
    ResponseTrailers(HeaderBlock block) {
        this(
                statusOf(block),
                block == null ? Metadata.EMPTY : HeaderLists.metadata(block.fields()));
    }

    private static Status statusOf(HeaderBlock block) {
        if (block == null) {
            return Status.INTERNAL.withDescription("the server ended the stream without a status");
        }
        String value = HeaderLists.find(block.fields(), "grpc-status");
        if (value == null) {
            return (block.oversize() ? Status.INTERNAL : Status.UNKNOWN)
                    .withDescription("the server's trailers have no status");
        }
        String message = HeaderLists.find(block.fields(), "grpc-message");
        Status status =
                isNumber(value)
                        ? Status.of(Integer.parseInt(value))
                        : Status.UNKNOWN.withDescription("the status is not a number: " + value);
        return message == null ? status : status.withDescription(PercentEncoding.decode(message));
    }

    private static boolean isNumber(String value) {
        boolean digits = !value.isEmpty() && value.length() < 10;
        for (int i = 0; i < value.length(); i++) {
            digits &= value.charAt(i) >= '0' && value.charAt(i) <= '9';
        }
        return digits;
    }
}
