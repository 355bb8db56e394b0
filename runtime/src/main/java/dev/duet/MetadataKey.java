package dev.duet;

import java.util.Set;

/// What may be a key of metadata.
///
/// gRPC's rule: lower-case letters, digits, `_`, `-` and `.`; keys that begin with `grpc-` are the
/// protocol's own. HTTP/2 forbids some more names (RFC 9113, section 8.2.2), and a few would change
/// the meaning of the request.
final class MetadataKey {
    static final String BINARY_SUFFIX = "-bin";

    private static final Set<String> NOT_METADATA =
            Set.of(
                    "connection",
                    "content-length",
                    "content-type",
                    "host",
                    "keep-alive",
                    "proxy-connection",
                    "te",
                    "transfer-encoding",
                    "upgrade");

    /// Keys of the protocol whose values come from above it: details of an error, and tracing.
    private static final Set<String> OPEN_GRPC_KEYS =
            Set.of("grpc-status-details-bin", "grpc-tags-bin", "grpc-trace-bin");

    private MetadataKey() {}

    static boolean isBinary(String key) {
        return key.endsWith(BINARY_SUFFIX);
    }

    static void requireText(String key) {
        if (isBinary(key)) {
            throw new IllegalArgumentException(
                    "metadata '"
                            + key
                            + "' has bytes, not text: use the methods for binary values");
        }
    }

    static void requireBinary(String key) {
        if (!isBinary(key)) {
            throw new IllegalArgumentException(
                    "metadata '" + key + "' has text: only keys that end in -bin have bytes");
        }
    }

    /// Checks a key that a user wants to send.
    static void requireSendable(String key) {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("a metadata key is empty");
        }
        for (int i = 0; i < key.length(); i++) {
            if (!isAllowed(key.charAt(i))) {
                throw new IllegalArgumentException(
                        "metadata key '"
                                + key
                                + "' may only have lower-case letters, digits, '_', '-' and '.'");
            }
        }
        boolean reserved = key.startsWith("grpc-") && !OPEN_GRPC_KEYS.contains(key);
        if (reserved || NOT_METADATA.contains(key)) {
            throw new IllegalArgumentException(
                    "metadata key '" + key + "' belongs to the protocol");
        }
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
    }
}
