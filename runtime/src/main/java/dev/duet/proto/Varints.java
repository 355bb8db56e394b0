package dev.duet.proto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Varints, put into an array from their last byte to their first.
final class Varints {
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private Varints() {}

    /// Puts a value, taken as unsigned, before index `end`.
    ///
    /// @return the index of its first byte
    static int put32(byte[] into, int end, int value) {
        int at = end;
        if ((value & -1 << 7) == 0) {
            into[--at] = (byte) value;
        } else if ((value & -1 << 14) == 0) {
            at -= 2;
            SHORT.set(into, at, (short) (value & 0x7F | 0x80 | value << 1 & 0x7F00));
        } else if ((value & -1 << 21) == 0) {
            into[--at] = (byte) (value >>> 14);
            into[--at] = (byte) (value >>> 7 | 0x80);
            into[--at] = (byte) (value | 0x80);
        } else {
            if ((value & -1 << 28) != 0) {
                into[--at] = (byte) (value >>> 28);
                into[--at] = (byte) (value >>> 21 | 0x80);
            } else {
                into[--at] = (byte) (value >>> 21);
            }
            into[--at] = (byte) (value >>> 14 | 0x80);
            into[--at] = (byte) (value >>> 7 | 0x80);
            into[--at] = (byte) (value | 0x80);
        }
        return at;
    }

    /// Puts a value, taken as unsigned, before index `end`.
    ///
    /// @return the index of its first byte
    static int put64(byte[] into, int end, long value) {
        if ((value & -1L << 32) == 0) {
            return put32(into, end, (int) value);
        }
        int size = size(value);
        int at = end - size;
        long rest = value;
        for (int i = at; i < end - 1; i++) {
            into[i] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        into[end - 1] = (byte) rest;
        return at;
    }

    /// Puts a tag, and a value, taken as unsigned, behind it.
    ///
    /// @return the index of the tag's first byte
    static int putTagged(byte[] into, int end, int tag, int value) {
        if (((tag | value) & -1 << 7) == 0) { // most are so small: one store for both
            SHORT.set(into, end - 2, (short) (tag | value << 8));
            return end - 2;
        }
        return put32(into, put32(into, end, value), tag);
    }

    static int size(long value) {
        return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
    }
}
