package dev.duet.proto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Varints, put into an array from their last byte to their first.
final class Varints {
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

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

    /// Puts a tag, and a value, taken as unsigned, behind it. Four bytes may be changed.
    ///
    /// @return the index of the tag's first byte
    static int putTagged(byte[] into, int end, int tag, int value) {
        if (((tag | value) & -1 << 7) == 0) { // most are so small: one store for both
            SHORT.set(into, end - 2, (short) (tag | value << 8));
            return end - 2;
        }
        if ((tag & -1 << 7 | value & -1 << 21) == 0) {
            return putMedium(into, end, tag, value);
        }
        return put32(into, put32(into, end, value), tag);
    }

    /// Puts a tag of one byte and a value of two or three by one store: what is before them is not
    /// content yet.
    private static int putMedium(byte[] into, int end, int tag, int value) {
        int low = value & 0x7F | 0x80 | value << 1 & 0x7F00;
        if ((value & -1 << 14) == 0) {
            INT.set(into, end - 4, tag << 8 | low << 16);
            return end - 3;
        }
        INT.set(into, end - 4, tag | low << 8 | 0x800000 | value >>> 14 << 24);
        return end - 4;
    }

    static int size(long value) {
        return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
    }
}
