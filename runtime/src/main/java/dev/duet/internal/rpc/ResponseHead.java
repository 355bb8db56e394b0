package dev.duet.internal.rpc;

import dev.duet.Status;
import dev.duet.internal.http2.hpack.HeaderBlock;
import dev.duet.internal.http2.hpack.HeaderField;

/// A response's first header block, understood.
final class ResponseHead {
    private final boolean oversize;
    private String httpStatus = "";
    private String contentType = "";
    private String encoding;
    private boolean endsCall;

    ResponseHead(HeaderBlock block) {
        this.oversize = block.oversize();
        for (HeaderField field : block.fields()) {
            switch (field.name()) {
                case ":status" -> httpStatus = field.value();
                case "content-type" -> contentType = field.value();
                case "grpc-encoding" -> encoding = field.value();
                case "grpc-status" -> endsCall = true;
                default -> {} // metadata
            }
        }
    }

    /// Whether messages or a gRPC status follow.
    boolean isGrpc() {
        return !oversize
                && (endsCall || httpStatus.equals("200") && RequestHead.isGrpc(contentType));
    }

    /// Whether the response is gRPC's and messages may follow.
    boolean isMessagesAhead() {
        return isGrpc() && !endsCall;
    }

    /// Whether the block carries the status itself ("Trailers-Only").
    boolean endsCall() {
        return endsCall;
    }

    /// The encoding of compressed messages, or null.
    String encoding() {
        return encoding;
    }

    /// What a response is worth that is none of gRPC's.
    Status httpError() {
        if (oversize) {
            return Status.INTERNAL.withDescription("the response's headers are too large");
        }
        if (httpStatus.equals("200")) {
            return Status.UNKNOWN.withDescription(
                    "the server's answer is no gRPC: its content-type is '" + contentType + "'");
        }
        int http = httpStatus.matches("[0-9]{3}") ? Integer.parseInt(httpStatus) : 0;
        return Status.of(StatusMapping.ofHttpStatus(http))
                .withDescription("the server answered with HTTP status " + httpStatus);
    }
}
