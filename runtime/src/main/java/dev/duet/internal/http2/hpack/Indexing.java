package dev.duet.internal.http2.hpack;

import java.util.Map;

/// What the encoder puts into its dynamic table.
///
/// Most headers of a gRPC connection repeat from call to call, so the rule is to index. Exceptions
/// are by name: values that are different each time would only push out useful entries, and secrets
/// stay out of every table on the way, so that nobody who shares the connection can guess at them
/// by watching sizes (RFC 7541, section 7.1).
enum Indexing {
    /// Enter name and value.
    FIELD,

    /// The value is not worth an entry. The name is: where no table has it, one field is entered
    /// for the sake of its name, and later ones refer to that.
    NAME,

    /// Never enter it, and mark it so that no intermediary does.
    NEVER;

    private static final Map<String, Indexing> EXCEPTIONS =
            Map.ofEntries(
                    Map.entry("authorization", NEVER),
                    Map.entry("proxy-authorization", NEVER),
                    Map.entry("cookie", NEVER),
                    Map.entry("set-cookie", NEVER),
                    Map.entry("content-length", NAME),
                    Map.entry("date", NAME),
                    Map.entry("etag", NAME),
                    Map.entry("grpc-message", NAME),
                    Map.entry("grpc-status-details-bin", NAME),
                    Map.entry("grpc-timeout", NAME),
                    Map.entry("grpc-trace-bin", NAME),
                    Map.entry("traceparent", NAME),
                    Map.entry("tracestate", NAME),
                    Map.entry("x-request-id", NAME));

    /// How fields of that name are treated.
    static Indexing of(String name) {
        return EXCEPTIONS.getOrDefault(name, FIELD);
    }
}
