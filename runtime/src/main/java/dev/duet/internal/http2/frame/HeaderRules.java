package dev.duet.internal.http2.frame;

import dev.duet.internal.http2.hpack.HeaderField;

import java.util.List;

/// What makes a header list well-formed (RFC 9113, section 8). Whatever is malformed is a stream
/// error PROTOCOL_ERROR. Not meant for lists that were cut because they were oversize.
///
/// One rule is left out on purpose: white space around a value is let through, because gRPC peers
/// send it in `grpc-message`, and nothing behind us reads it as anything but content.
public final class HeaderRules {
    private static final int METHOD = 1;
    private static final int SCHEME = 2;
    private static final int PATH = 4;
    private static final int AUTHORITY = 8;
    private static final int STATUS = 16;

    private static final int REQUIRED_IN_REQUEST = METHOD | SCHEME | PATH;
    private static final int REQUIRED_IN_CONNECT = METHOD | AUTHORITY;

    /// For each char below 256, whether a field name may contain it.
    private static final boolean[] NAME_CHARS = new boolean[256];

    static {
        for (int c = 0x21; c < 0x7f; c++) {
            NAME_CHARS[c] = c != ':' && (c < 'A' || c > 'Z');
        }
    }

    private HeaderRules() {}

    /// Checks the first header list of a request.
    ///
    /// @throws Http2Exception a stream error
    public static void checkRequest(int streamId, List<HeaderField> fields) throws Http2Exception {
        int seen = checkFields(streamId, fields);
        boolean connect = (seen & METHOD) != 0 && "CONNECT".equals(find(fields, ":method"));
        if (seen != REQUIRED_IN_REQUEST
                && seen != (REQUIRED_IN_REQUEST | AUTHORITY)
                && !(connect && seen == REQUIRED_IN_CONNECT)) {
            throw malformed(streamId, "pseudo-header fields missing or out of place");
        }
        if ((seen & PATH) != 0 && find(fields, ":path").isEmpty()) {
            throw malformed(streamId, "empty :path");
        }
    }

    /// Checks the header list of a response, final or interim.
    ///
    /// @throws Http2Exception a stream error
    public static void checkResponse(int streamId, List<HeaderField> fields) throws Http2Exception {
        if (checkFields(streamId, fields) != STATUS) {
            throw malformed(streamId, "pseudo-header fields missing or out of place");
        }
        String status = find(fields, ":status");
        boolean threeDigits = status.length() == 3;
        for (int i = 0; i < status.length(); i++) {
            threeDigits &= status.charAt(i) >= '0' && status.charAt(i) <= '9';
        }
        if (!threeDigits || status.charAt(0) == '0' || status.equals("101")) {
            throw malformed(streamId, ":status " + status);
        }
    }

    /// Checks the trailers of a request or response.
    ///
    /// @throws Http2Exception a stream error
    public static void checkTrailers(int streamId, List<HeaderField> fields) throws Http2Exception {
        if (checkFields(streamId, fields) != 0) {
            throw malformed(streamId, "pseudo-header field in trailers");
        }
    }

    /// The number of octets that the content must have, or -1 if the list does not say.
    ///
    /// @throws Http2Exception a stream error, if it is no number or there are different ones
    public static long contentLength(int streamId, List<HeaderField> fields) throws Http2Exception {
        long announced = -1;
        for (int i = 0; i < fields.size(); i++) {
            HeaderField field = fields.get(i);
            if (field.name().equals("content-length")) {
                long length = parseLength(streamId, field.value());
                if (announced >= 0 && announced != length) {
                    throw malformed(streamId, "different content-lengths");
                }
                announced = length;
            }
        }
        return announced;
    }

    private static long parseLength(int streamId, String text) throws Http2Exception {
        if (text.isEmpty() || text.length() > 18) {
            throw malformed(streamId, "content-length '" + text + "'");
        }
        long length = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw malformed(streamId, "content-length '" + text + "'");
            }
            length = length * 10 + digit;
        }
        return length;
    }

    /// Checks every field by itself and that pseudo-header fields come first and once; returns
    /// which of them there are.
    private static int checkFields(int streamId, List<HeaderField> fields) throws Http2Exception {
        int seen = 0;
        boolean pseudo = true;
        for (int i = 0; i < fields.size(); i++) {
            HeaderField field = fields.get(i);
            String name = field.name();
            if (!name.isEmpty() && name.charAt(0) == ':') {
                int bit = pseudoBit(name);
                if (!pseudo || bit == 0 || (seen & bit) != 0) {
                    throw malformed(streamId, "pseudo-header field " + name);
                }
                seen |= bit;
            } else {
                pseudo = false;
                checkName(streamId, name);
                checkConnectionSpecific(streamId, name, field.value());
            }
            checkValue(streamId, name, field.value());
        }
        return seen;
    }

    private static int pseudoBit(String name) {
        return switch (name) {
            case ":method" -> METHOD;
            case ":scheme" -> SCHEME;
            case ":path" -> PATH;
            case ":authority" -> AUTHORITY;
            case ":status" -> STATUS;
            default -> 0;
        };
    }

    private static void checkName(int streamId, String name) throws Http2Exception {
        if (name.isEmpty()) {
            throw malformed(streamId, "empty field name");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= NAME_CHARS.length || !NAME_CHARS[c]) {
                throw malformed(streamId, "char " + (int) c + " in a field name");
            }
        }
    }

    private static void checkValue(int streamId, String name, String value) throws Http2Exception {
        if (value.indexOf('\0') >= 0 || value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            throw malformed(streamId, "NUL or a line break in the value of " + name);
        }
    }

    private static void checkConnectionSpecific(int streamId, String name, String value)
            throws Http2Exception {
        boolean allowed =
                switch (name) {
                    case "connection",
                            "keep-alive",
                            "proxy-connection",
                            "transfer-encoding",
                            "upgrade" ->
                            false;
                    case "te" -> value.equals("trailers");
                    default -> true;
                };
        if (!allowed) {
            throw malformed(streamId, "connection-specific field " + name);
        }
    }

    private static String find(List<HeaderField> fields, String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return fields.get(i).value();
            }
        }
        return "";
    }

    private static Http2Exception malformed(int streamId, String message) {
        return Http2Exception.stream(streamId, ErrorCode.PROTOCOL_ERROR, message);
    }
}
