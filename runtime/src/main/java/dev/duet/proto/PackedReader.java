package dev.duet.proto;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Reads repeated fields of numbers, for generated code.
///
/// Each method takes the field's tag, which has just been read, and what was read of the field
/// before; it reads one element or, if the tag says so, the packed elements, and returns the list
/// to use from now on.
public final class PackedReader {
    private PackedReader() {}

    /// Reads elements of type `int32` or `uint32`.
    ///
    /// @param in where they are
    /// @param tag the field's tag
    /// @param list what was read before
    /// @return the list with the new elements added
    public static IntList int32(ProtoReader in, int tag, IntList list) {
        IntList result = list.growing();
        if ((tag & 7) == WireType.LENGTH_DELIMITED) {
            int outer = in.enter(in.readLength());
            result.reserve(LongVarints.count(in));
            while (in.position < in.limit) {
                result.append(in.readInt32());
            }
            in.leave(outer);
        } else {
            do {
                result.append(in.readInt32());
            } while (in.skipTag(tag));
        }
        return result;
    }

    /// Reads elements of type `sint32`.
    ///
    /// @param in where they are
    /// @param tag the field's tag
    /// @param list what was read before
    /// @return the list with the new elements added
    public static IntList sint32(ProtoReader in, int tag, IntList list) {
        IntList result = list.growing();
        if ((tag & 7) == WireType.LENGTH_DELIMITED) {
            int outer = in.enter(in.readLength());
            result.reserve(LongVarints.count(in));
            while (in.position < in.limit) {
                result.append(in.readSInt32());
            }
            in.leave(outer);
        } else {
            do {
                result.append(in.readSInt32());
            } while (in.skipTag(tag));
        }
        return result;
    }

    /// Reads elements of type `fixed32` or `sfixed32`.
    ///
    /// @param in where they are
    /// @param tag the field's tag
    /// @param list what was read before
    /// @return the list with the new elements added
    public static IntList fixed32(ProtoReader in, int tag, IntList list) {
        IntList result = list.growing();
        if ((tag & 7) == WireType.LENGTH_DELIMITED) {
            int length = in.readLength();
            int count = fixedCount(length, 4);
            result.reserve(count);
            buffer(in, length).asIntBuffer().get(result.array(), result.size(), count);
            result.grown(count);
        } else {
            do {
                result.append(in.readFixed32());
            } while (in.skipTag(tag));
        }
        return result;
    }

    /// Reads elements of type `int64` or `uint64`.
    ///
    /// @param in where they are
    /// @param tag the field's tag
    /// @param list what was read before
    /// @return the list with the new elements added
    public static LongList int64(ProtoReader in, int tag, LongList list) {
        LongList result = list.growing();
        if ((tag & 7) == WireType.LENGTH_DELIMITED) {
            int outer = in.enter(in.readLength());
            result.reserve(LongVarints.count(in));
            while (in.position < in.limit) {
                result.append(in.readInt64());
            }
            in.leave(outer);
        } else {
            do {
                result.append(in.readInt64());
            } while (in.skipTag(tag));
        }
        return result;
    }

    /// Reads elements of type `sint64`.
    ///
    /// @param in where they are
    /// @param tag the field's tag
    /// @param list what was read before
    /// @return the list with the new elements added
    public static LongList sint64(ProtoReader in, int tag, LongList list) {
        LongList result = list.growing();
        if ((tag & 7) == WireType.LENGTH_DELIMITED) {
            int outer = in.enter(in.readLength());
            result.reserve(LongVarints.count(in));
            while (in.position < in.limit) {
                result.append(in.readSInt64());
            }
            in.leave(outer);
        } else {
            do {
                result.append(in.readSInt64());
            } while (in.skipTag(tag));
        }
        return result;
    }

    /// Reads elements of type `fixed64` or `sfixed64`.
    ///
    /// @param in where they are
    /// @param tag the field's tag
    /// @param list what was read before
    /// @return the list with the new elements added
    public static LongList fixed64(ProtoReader in, int tag, LongList list) {
        LongList result = list.growing();
        if ((tag & 7) == WireType.LENGTH_DELIMITED) {
            int length = in.readLength();
            int count = fixedCount(length, 8);
            result.reserve(count);
            buffer(in, length).asLongBuffer().get(result.array(), result.size(), count);
            result.grown(count);
        } else {
            do {
                result.append(in.readFixed64());
            } while (in.skipTag(tag));
        }
        return result;
    }

    /// Reads elements of type `float`.
    ///
    /// @param in where they are
    /// @param tag the field's tag
    /// @param list what was read before
    /// @return the list with the new elements added
    public static FloatList float32(ProtoReader in, int tag, FloatList list) {
        FloatList result = list.growing();
        if ((tag & 7) == WireType.LENGTH_DELIMITED) {
            int length = in.readLength();
            int count = fixedCount(length, 4);
            result.reserve(count);
            buffer(in, length).asFloatBuffer().get(result.array(), result.size(), count);
            result.grown(count);
        } else {
            do {
                result.append(in.readFloat());
            } while (in.skipTag(tag));
        }
        return result;
    }

    /// Reads elements of type `double`.
    ///
    /// @param in where they are
    /// @param tag the field's tag
    /// @param list what was read before
    /// @return the list with the new elements added
    public static DoubleList float64(ProtoReader in, int tag, DoubleList list) {
        DoubleList result = list.growing();
        if ((tag & 7) == WireType.LENGTH_DELIMITED) {
            int length = in.readLength();
            int count = fixedCount(length, 8);
            result.reserve(count);
            buffer(in, length).asDoubleBuffer().get(result.array(), result.size(), count);
            result.grown(count);
        } else {
            do {
                result.append(in.readDouble());
            } while (in.skipTag(tag));
        }
        return result;
    }

    /// Reads elements of type `bool`.
    ///
    /// @param in where they are
    /// @param tag the field's tag
    /// @param list what was read before
    /// @return the list with the new elements added
    public static BooleanList bool(ProtoReader in, int tag, BooleanList list) {
        BooleanList result = list.growing();
        if ((tag & 7) == WireType.LENGTH_DELIMITED) {
            int outer = in.enter(in.readLength());
            result.reserve(LongVarints.count(in));
            while (in.position < in.limit) {
                result.append(in.readBool());
            }
            in.leave(outer);
        } else {
            do {
                result.append(in.readBool());
            } while (in.skipTag(tag));
        }
        return result;
    }

    private static int fixedCount(int length, int size) {
        if (length % size != 0) {
            throw ProtoException.truncated();
        }
        return length / size;
    }

    private static ByteBuffer buffer(ProtoReader in, int length) {
        return ByteBuffer.wrap(in.array, in.advance(length), length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
