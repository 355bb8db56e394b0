package dev.duet.internal.rpc;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The encoding of `grpc-message`: UTF-8, of which all but printable ASCII, and `%` itself, is
/// written as `%` and two hexadecimal digits.
///
/// Decoding accepts everything. A bad escape stays as it is, bytes that are not UTF-8 become
/// replacement characters: a strange message is better than none.
public final class PercentEncoding {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PercentEncoding() {}

    /// Returns a text as it goes over the wire.
    ///
    /// @param text any text
    /// @return ASCII without control characters, and without blanks at its ends (which HTTP/2
    ///   forbids in a field)
    public static String encode(String text) {
        if (isPlain(text)) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder encoded = new StringBuilder(bytes.length + 32);
        for (int i = 0; i < bytes.length; i++) {
            boolean blankAtEnd = bytes[i] == ' ' && (i == 0 || i == bytes.length - 1);
            if (isPlain((char) (bytes[i] & 0xFF)) && !blankAtEnd) {
                encoded.append((char) bytes[i]);
            } else {
                encoded.append('%');
                HEX.toHexDigits(encoded, bytes[i]);
            }
        }
        return encoded.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return false;
            }
        }
        return !text.startsWith(" ") && !text.endsWith(" ");
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c <= '~' && c != '%';
    }

    /// Returns the text that something on the wire stands for.
    ///
    /// @param encoded what came; a character up to U+00FF is taken for the byte of its number
    /// @return the text
    public static String decode(String encoded) {
        if (isPlainOrBlank(encoded)) {
            return encoded;
        }
        byte[] bytes = new byte[encoded.length()];
        int length = 0;
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%' && isEscape(encoded, i)) {
                bytes[length++] = (byte) HexFormat.fromHexDigits(encoded, i + 1, i + 3);
                i += 2;
            } else {
                bytes[length++] = (byte) c;
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static boolean isPlainOrBlank(String encoded) {
        for (int i = 0; i < encoded.length(); i++) {
            if (!isPlain(encoded.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEscape(String encoded, int at) {
        return at + 2 < encoded.length()
                && HexFormat.isHexDigit(encoded.charAt(at + 1))
                && HexFormat.isHexDigit(encoded.charAt(at + 2));
    }
}
