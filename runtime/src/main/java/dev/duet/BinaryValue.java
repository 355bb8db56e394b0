package dev.duet;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The values of metadata keys that end in `-bin`: bytes, which travel as base64.
///
/// gRPC's rule: padding is not sent, and accepted with and without. HTTP allows intermediaries to
/// join the values of one name with commas, so a value is split at commas before it is decoded.
final class BinaryValue {
    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getDecoder();

    private BinaryValue() {}

    static String encode(byte[] value) {
        return ENCODER.encodeToString(value);
    }

    /// Decodes all values that one field on the wire stands for, in order, and adds them to a list.
    ///
    /// @throws StatusException with INTERNAL if the field is not base64
    static void decode(String key, String field, List<byte[]> into) {
        int start = 0;
        for (int comma = field.indexOf(','); comma >= 0; comma = field.indexOf(',', start)) {
            into.add(decodeOne(key, field.substring(start, comma)));
            start = comma + 1;
        }
        into.add(decodeOne(key, field.substring(start)));
    }

    /// Decodes the last of the values that one field on the wire stands for.
    ///
    /// @throws StatusException with INTERNAL if it is not base64
    static byte[] decodeLast(String key, String field) {
        List<byte[]> values = new ArrayList<>(1);
        decode(key, field, values);
        return values.getLast();
    }

    private static byte[] decodeOne(String key, String base64) {
        try {
            return DECODER.decode(base64.strip());
        } catch (IllegalArgumentException notBase64) {
            throw Status.INTERNAL
                    .withDescription("the value of metadata '" + key + "' is not base64")
                    .exception(notBase64);
        }
    }
}
