package dev.duet.internal.rpc;

import dev.duet.Metadata;
import dev.duet.Status;
import dev.duet.internal.http2.hpack.HeaderField;

import java.util.ArrayList;
import java.util.List;

/// Makes header lists of metadata and status, and metadata of header lists.
final class HeaderLists {
    private static final HeaderField STATUS_200 = new HeaderField(":status", "200");
    private static final HeaderField CONTENT_TYPE =
            new HeaderField("content-type", "application/grpc");
    private static final HeaderField POST = new HeaderField(":method", "POST");
    private static final HeaderField TE = new HeaderField("te", "trailers");

    /// The headers of a response that has no metadata.
    static final List<HeaderField> RESPONSE = List.of(STATUS_200, CONTENT_TYPE);

    /// The trailers of a call that ended well and has no metadata.
    static final List<HeaderField> OK_TRAILERS = List.of(new HeaderField("grpc-status", "0"));

    private HeaderLists() {}

    /// A client's first header block.
    static List<HeaderField> request(
            String scheme,
            String path,
            String authority,
            String userAgent,
            long timeoutNanos,
            String encoding,
            String acceptEncoding,
            int attemptsBefore,
            Metadata metadata) {
        List<HeaderField> fields = new ArrayList<>(10 + metadata.size());
        fields.add(POST);
        fields.add(new HeaderField(":scheme", scheme));
        fields.add(new HeaderField(":path", path));
        fields.add(new HeaderField(":authority", authority));
        fields.add(TE);
        if (timeoutNanos != Long.MAX_VALUE) {
            fields.add(new HeaderField("grpc-timeout", TimeoutHeader.format(timeoutNanos)));
        }
        fields.add(CONTENT_TYPE);
        fields.add(new HeaderField("user-agent", userAgent));
        if (encoding != null) {
            fields.add(new HeaderField("grpc-encoding", encoding));
        }
        fields.add(new HeaderField("grpc-accept-encoding", acceptEncoding));
        if (attemptsBefore > 0) {
            fields.add(
                    new HeaderField(
                            "grpc-previous-rpc-attempts", Integer.toString(attemptsBefore)));
        }
        addMetadata(fields, metadata);
        return fields;
    }

    /// A server's first header block.
    static List<HeaderField> response(String encoding, Metadata metadata) {
        if (encoding == null && metadata.isEmpty()) {
            return RESPONSE;
        }
        List<HeaderField> fields = new ArrayList<>(3 + metadata.size());
        fields.addAll(RESPONSE);
        if (encoding != null) {
            fields.add(new HeaderField("grpc-encoding", encoding));
        }
        addMetadata(fields, metadata);
        return fields;
    }

    /// What ends a response.
    static List<HeaderField> trailers(Status status, Metadata metadata) {
        if (status.isOk() && status.description().isEmpty() && metadata.isEmpty()) {
            return OK_TRAILERS;
        }
        List<HeaderField> fields = new ArrayList<>(2 + metadata.size());
        fields.add(new HeaderField("grpc-status", Integer.toString(status.code().value())));
        if (!status.description().isEmpty()) {
            fields.add(
                    new HeaderField("grpc-message", PercentEncoding.encode(status.description())));
        }
        addMetadata(fields, metadata);
        return fields;
    }

    /// A whole response in one block ("Trailers-Only").
    static List<HeaderField> trailersOnly(int httpStatus, Status status, Metadata metadata) {
        List<HeaderField> fields = new ArrayList<>(4 + metadata.size());
        fields.add(new HeaderField(":status", Integer.toString(httpStatus)));
        fields.add(CONTENT_TYPE);
        fields.addAll(trailers(status, metadata));
        return fields;
    }

    private static void addMetadata(List<HeaderField> fields, Metadata metadata) {
        metadata.forEachWire((name, value) -> fields.add(new HeaderField(name, value)));
    }

    /// The metadata in a header list: all but pseudo-headers and what belongs to the protocol.
    static Metadata metadata(List<HeaderField> fields) {
        int count = 0;
        for (HeaderField field : fields) {
            count += isMetadata(field.name()) ? 1 : 0;
        }
        if (count == 0) {
            return Metadata.EMPTY;
        }
        String[] pairs = new String[2 * count];
        int i = 0;
        for (HeaderField field : fields) {
            if (isMetadata(field.name())) {
                pairs[i++] = field.name();
                pairs[i++] = field.value();
            }
        }
        return Metadata.fromWire(pairs);
    }

    private static boolean isMetadata(String name) {
        return switch (name) {
            case "content-type", "te", "grpc-status", "grpc-message", "grpc-timeout" -> false;
            case "grpc-encoding", "grpc-accept-encoding" -> false;
            default -> !name.startsWith(":");
        };
    }

    /// The value of a field, or null if there is none.
    static String find(List<HeaderField> fields, String name) {
        for (HeaderField field : fields) {
            if (field.name().equals(name)) {
                return field.value();
            }
        }
        return null;
    }
}
