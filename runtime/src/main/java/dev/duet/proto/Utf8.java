package dev.duet.proto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Makes texts of their UTF-8 form: of short ones in ASCII, and of any.
final class Utf8 {
    /// Up to this length a look at the bytes beats the JDK's decoder.
    static final int MAX_SHORT = 32;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Utf8() {}

    /// Looks at up to [#MAX_SHORT] bytes without a loop: eight at a time, some of them twice.
    ///
    /// @return whether all of them are ASCII; false also if they cannot be looked at in this way
    static boolean isShortAscii(byte[] from, int at, int length) {
        long bits;
        if (length >= Long.BYTES) {
            int last = at + length - Long.BYTES;
            bits = (long) LONG.get(from, at) | (long) LONG.get(from, last);
            if (length > 2 * Long.BYTES) {
                bits |= (long) LONG.get(from, at + Long.BYTES);
                bits |= (long) LONG.get(from, last - Long.BYTES);
            }
        } else if (at < from.length - Long.BYTES + 1) {
            // What lies behind the text is shifted out; in two steps, since 64 would be none.
            bits = (long) LONG.get(from, at) << (Long.BYTES - 1 - length) * Byte.SIZE << Byte.SIZE;
        } else if (at + length >= Long.BYTES) {
            bits = (long) LONG.get(from, at + length - Long.BYTES);
            bits = bits >>> (Long.BYTES - 1 - length) * Byte.SIZE >>> Byte.SIZE;
        } else {
            return false;
        }
        return (bits & 0x8080_8080_8080_8080L) == 0;
    }

    /// The fastest way to a short text of ASCII.
    @SuppressWarnings("deprecation") // nothing is wrong with it for ASCII
    static String ascii(byte[] from, int at, int length) {
        return length == 0 ? "" : new String(from, 0, at, length);
    }

    /// Reads any text and its length.
    ///
    /// @throws ProtoException if the bytes are not UTF-8
    static String read(ProtoReader in) {
        int length = in.readLength();
        int at = in.position;
        in.position = at + length;
        String value = null;
        if (length >= LongUtf8.MIN_LENGTH) {
            value = LongUtf8.decode(in.array, at, length);
        }
        return value == null ? decodeAndCheck(in.array, at, length) : value;
    }

    private static String decodeAndCheck(byte[] from, int at, int length) {
        String value = decodeUnchecked(from, at, length);
        // Broken UTF-8 decodes to replacement characters; a real one is rare.
        if (value.indexOf('\uFFFD') >= 0) {
            require(from, at, length);
        }
        return value;
    }

    private static void require(byte[] from, int at, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(from, at, length));
        } catch (CharacterCodingException malformed) {
            throw ProtoException.invalidUtf8();
        }
    }

    /// Makes a text in which malformed bytes have become U+FFFD.
    static String decodeUnchecked(byte[] from, int at, int length) {
        return new String(from, at, length, StandardCharsets.UTF_8);
    }
}
