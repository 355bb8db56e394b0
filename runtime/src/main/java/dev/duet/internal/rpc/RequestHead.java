package dev.duet.internal.rpc;

import dev.duet.Metadata;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.internal.http2.hpack.HeaderBlock;
import dev.duet.internal.http2.hpack.HeaderField;

import java.util.List;

/// A request's headers, understood (gRPC over HTTP/2, "Requests"). Immutable; many requests of one
/// connection may share one.
final class RequestHead {
    private static final int HTTP_OK = 200;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;
    private static final int HEADERS_TOO_LARGE = 431;

    private final List<HeaderField> fields;
    private String path = "";
    private String httpMethod = "";
    private String contentType = "";
    private String timeout;
    private String encoding;
    private String acceptEncoding;
    private long timeoutNanos = Long.MAX_VALUE;
    private int httpStatus = HTTP_OK;
    private Status refusal = Status.OK;
    private volatile Metadata metadata;

    RequestHead(HeaderBlock block) {
        this.fields = block.fields();
        for (HeaderField field : fields) {
            read(field);
        }
        if (block.oversize()) {
            refuse(HEADERS_TOO_LARGE, Status.RESOURCE_EXHAUSTED, "the headers are too large");
        } else if (!httpMethod.equals("POST")) {
            refuse(METHOD_NOT_ALLOWED, Status.INTERNAL, "the HTTP method is not POST");
        } else if (!isGrpc(contentType)) {
            refuse(
                    UNSUPPORTED_MEDIA_TYPE,
                    Status.INTERNAL,
                    "the content-type is not application/grpc");
        } else if (!path.startsWith("/")) {
            refuse(HTTP_OK, Status.UNIMPLEMENTED, "the path does not begin with a slash: " + path);
        } else if (timeout != null) {
            try {
                timeoutNanos = TimeoutHeader.parse(timeout);
            } catch (StatusException e) {
                refusal = e.status();
            }
        }
    }

    private void refuse(int http, Status status, String why) {
        httpStatus = http;
        refusal = status.withDescription(why);
    }

    private void read(HeaderField field) {
        switch (field.name()) {
            case ":path" -> path = field.value();
            case ":method" -> httpMethod = field.value();
            case "content-type" -> contentType = field.value();
            case "grpc-timeout" -> timeout = field.value();
            case "grpc-encoding" -> encoding = field.value();
            case "grpc-accept-encoding" -> acceptEncoding = field.value();
            default -> {} // metadata, or nothing that matters here
        }
    }

    /// Whether a content-type is gRPC's: `application/grpc`, alone or followed by `+format` or `;`.
    static boolean isGrpc(String contentType) {
        String base = "application/grpc";
        if (!contentType.regionMatches(true, 0, base, 0, base.length())) {
            return false;
        }
        return contentType.length() == base.length()
                || contentType.charAt(base.length()) == '+'
                || contentType.charAt(base.length()) == ';';
    }

    /// `/Service/Method`.
    String path() {
        return path;
    }

    /// The HTTP status to answer with: 200 unless the request is not a gRPC one.
    int httpStatus() {
        return httpStatus;
    }

    /// Why the request is refused; OK if it is not.
    Status refusal() {
        return refusal;
    }

    /// The time that the client gives the call; `Long.MAX_VALUE` if it says nothing.
    long timeoutNanos() {
        return timeoutNanos;
    }

    /// The encoding of compressed messages, or null.
    String encoding() {
        return encoding;
    }

    /// The encodings that the client understands, as it names them, or null.
    String acceptEncoding() {
        return acceptEncoding;
    }

    /// The metadata that the client sends.
    Metadata metadata() {
        Metadata result = metadata;
        if (result == null) {
            result = HeaderLists.metadata(fields);
            metadata = result;
        }
        return result;
    }
}
