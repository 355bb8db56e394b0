package dev.duet.proto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Puts short texts of ASCII characters into an array: a look at each character beats an
/// intermediate array.
final class ShortText {
    /// The length up to which this is the fastest way.
    static final int MAX_LENGTH = 8;

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private ShortText() {}

    /// Puts up to [#MAX_LENGTH] characters, of which those above 0x7F come out wrong.
    ///
    /// @return a number with the bits of all characters
    static int put(String value, int length, byte[] into, int at) {
        if (length >= 4) {
            int bits = put4(value, 0, into, at);
            return length == 4 ? bits : bits | put4(value, length - 4, into, at + length - 4);
        }
        if (length == 0) {
            return 0;
        }
        int first = value.codePointAt(0);
        int middle = value.codePointAt(length >> 1);
        int last = value.codePointAt(length - 1);
        into[at] = (byte) first;
        into[at + (length >> 1)] = (byte) middle;
        into[at + length - 1] = (byte) last;
        return first | middle | last;
    }

    private static int put4(String value, int from, byte[] into, int at) {
        int a = value.codePointAt(from);
        int b = value.codePointAt(from + 1);
        int c = value.codePointAt(from + 2);
        int d = value.codePointAt(from + 3);
        INT.set(into, at, a | b << 8 | c << 16 | d << 24);
        return a | b | c | d;
    }
}
