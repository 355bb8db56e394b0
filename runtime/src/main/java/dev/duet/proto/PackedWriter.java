package dev.duet.proto;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Writes packed repeated fields of numbers, for generated code. An empty list writes nothing.
public final class PackedWriter {
    private static final int MAX_VARINT32 = 5;
    private static final int MAX_VARINT64 = 10;

    private PackedWriter() {}

    /// Writes elements of type `int32`.
    ///
    /// @param out where they go
    /// @param number the field number
    /// @param list the elements
    public static void int32(ProtoWriter out, int number, IntList list) {
        if (list.isEmpty()) {
            return;
        }
        int before = out.length();
        int[] values = list.array();
        for (int i = list.size() - 1; i >= 0; i--) {
            int at = out.ensure(MAX_VARINT64);
            out.grown(Varints.put64(out.array(), at, values[i]));
        }
        out.writeLength(number, before);
    }

    /// Writes elements of type `uint32`.
    ///
    /// @param out where they go
    /// @param number the field number
    /// @param list the elements
    public static void uint32(ProtoWriter out, int number, IntList list) {
        if (list.isEmpty()) {
            return;
        }
        int before = out.length();
        int[] values = list.array();
        for (int i = list.size() - 1; i >= 0; i--) {
            int at = out.ensure(MAX_VARINT32);
            out.grown(Varints.put32(out.array(), at, values[i]));
        }
        out.writeLength(number, before);
    }

    /// Writes elements of type `sint32`.
    ///
    /// @param out where they go
    /// @param number the field number
    /// @param list the elements
    public static void sint32(ProtoWriter out, int number, IntList list) {
        if (list.isEmpty()) {
            return;
        }
        int before = out.length();
        int[] values = list.array();
        for (int i = list.size() - 1; i >= 0; i--) {
            int at = out.ensure(MAX_VARINT32);
            out.grown(Varints.put32(out.array(), at, values[i] << 1 ^ values[i] >> 31));
        }
        out.writeLength(number, before);
    }

    /// Writes elements of type `fixed32` or `sfixed32`.
    ///
    /// @param out where they go
    /// @param number the field number
    /// @param list the elements
    public static void fixed32(ProtoWriter out, int number, IntList list) {
        if (list.isEmpty()) {
            return;
        }
        int length = Math.multiplyExact(list.size(), 4);
        int before = out.length();
        buffer(out, length).asIntBuffer().put(list.array(), 0, list.size());
        out.writeLength(number, before);
    }

    /// Writes elements of type `int64` or `uint64`.
    ///
    /// @param out where they go
    /// @param number the field number
    /// @param list the elements
    public static void int64(ProtoWriter out, int number, LongList list) {
        if (list.isEmpty()) {
            return;
        }
        int before = out.length();
        long[] values = list.array();
        for (int i = list.size() - 1; i >= 0; i--) {
            int at = out.ensure(MAX_VARINT64);
            out.grown(Varints.put64(out.array(), at, values[i]));
        }
        out.writeLength(number, before);
    }

    /// Writes elements of type `sint64`.
    ///
    /// @param out where they go
    /// @param number the field number
    /// @param list the elements
    public static void sint64(ProtoWriter out, int number, LongList list) {
        if (list.isEmpty()) {
            return;
        }
        int before = out.length();
        long[] values = list.array();
        for (int i = list.size() - 1; i >= 0; i--) {
            int at = out.ensure(MAX_VARINT64);
            out.grown(Varints.put64(out.array(), at, values[i] << 1 ^ values[i] >> 63));
        }
        out.writeLength(number, before);
    }

    /// Writes elements of type `fixed64` or `sfixed64`.
    ///
    /// @param out where they go
    /// @param number the field number
    /// @param list the elements
    public static void fixed64(ProtoWriter out, int number, LongList list) {
        if (list.isEmpty()) {
            return;
        }
        int length = Math.multiplyExact(list.size(), 8);
        int before = out.length();
        buffer(out, length).asLongBuffer().put(list.array(), 0, list.size());
        out.writeLength(number, before);
    }

    /// Writes elements of type `float`.
    ///
    /// @param out where they go
    /// @param number the field number
    /// @param list the elements
    public static void float32(ProtoWriter out, int number, FloatList list) {
        if (list.isEmpty()) {
            return;
        }
        int length = Math.multiplyExact(list.size(), 4);
        int before = out.length();
        buffer(out, length).asFloatBuffer().put(list.array(), 0, list.size());
        out.writeLength(number, before);
    }

    /// Writes elements of type `double`.
    ///
    /// @param out where they go
    /// @param number the field number
    /// @param list the elements
    public static void float64(ProtoWriter out, int number, DoubleList list) {
        if (list.isEmpty()) {
            return;
        }
        int length = Math.multiplyExact(list.size(), 8);
        int before = out.length();
        buffer(out, length).asDoubleBuffer().put(list.array(), 0, list.size());
        out.writeLength(number, before);
    }

    /// Writes elements of type `bool`.
    ///
    /// @param out where they go
    /// @param number the field number
    /// @param list the elements
    public static void bool(ProtoWriter out, int number, BooleanList list) {
        if (list.isEmpty()) {
            return;
        }
        int before = out.length();
        boolean[] values = list.array();
        for (int i = list.size() - 1; i >= 0; i--) {
            int at = out.ensure(1) - 1;
            out.array()[at] = (byte) (values[i] ? 1 : 0);
            out.grown(at);
        }
        out.writeLength(number, before);
    }

    private static ByteBuffer buffer(ProtoWriter out, int length) {
        int at = out.reserve(length);
        return ByteBuffer.wrap(out.array(), at, length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
