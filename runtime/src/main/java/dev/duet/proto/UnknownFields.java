package dev.duet.proto;

import java.util.Arrays;

/// The fields of a message that its type does not know, as the bytes they came in.
///
/// They are kept in the order of their arrival and written behind the known fields, so that a
/// program passes on what a newer version of the schema put in. Immutable.
public final class UnknownFields {
    /// No unknown fields.
    public static final UnknownFields EMPTY = new UnknownFields(new byte[0], 0);

    private static final int INITIAL_CAPACITY = 16;

    /// May be longer than the content; a successor may have taken what lies behind the content.
    private final byte[] array;

    private final int length;
    private boolean extended;

    private UnknownFields(byte[] array, int length) {
        this.array = array;
        this.length = length;
    }

    /// Takes serialized fields as unknown ones.
    ///
    /// @param fields whole fields, tags included
    /// @return the unknown fields
    /// @throws ProtoException if the bytes are not a sequence of fields
    public static UnknownFields of(Bytes fields) {
        byte[] array = fields.exactArray();
        var in = new ProtoReader(array);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            in.skip(tag);
        }
        return fields.isEmpty() ? EMPTY : new UnknownFields(array, array.length);
    }

    /// Says whether there are none.
    ///
    /// @return whether there is no unknown field
    public boolean isEmpty() {
        return length == 0;
    }

    /// Returns the length of the serialized form.
    ///
    /// @return the number of bytes
    public int size() {
        return length;
    }

    /// Returns the serialized form.
    ///
    /// @return the fields, tags included
    public Bytes toBytes() {
        return Bytes.copyOf(array, 0, length);
    }

    /// Reads the fields.
    ///
    /// @return a reader at the first tag
    public ProtoReader reader() {
        return new ProtoReader(array, 0, length);
    }

    void writeTo(ProtoWriter out) {
        out.putBytes(array, 0, length);
    }

    /// Returns these fields and a further one.
    UnknownFields append(int tag, byte[] body, int offset, int bodyLength) {
        int tagSize = Varints.size(tag & 0xFFFF_FFFFL);
        int newLength = Math.addExact(length, Math.addExact(tagSize, bodyLength));
        byte[] target = array;
        // An array with room is shared with the first successor, so that appending stays linear.
        if (extended || newLength > array.length) {
            int capacity = Math.max(INITIAL_CAPACITY, length == 0 ? newLength : newLength / 2 * 3);
            target = Arrays.copyOf(array, Math.max(capacity, newLength));
        }
        extended = length > 0;
        int at = length;
        for (int rest = tag; ; rest >>>= 7) {
            if ((rest & -0x80) == 0) {
                target[at++] = (byte) rest;
                break;
            }
            target[at++] = (byte) (rest | 0x80);
        }
        System.arraycopy(body, offset, target, at, bodyLength);
        return new UnknownFields(target, newLength);
    }

    /// Returns these fields and a varint field.
    UnknownFields appendVarint(int number, long value) {
        var out = new ProtoWriter();
        out.putVarint64(value);
        return append(number << 3, out.array(), out.start(), out.length());
    }

    /// Returns these fields and a length-delimited field.
    UnknownFields appendBytes(int number, Bytes value) {
        var out = new ProtoWriter();
        out.putBytes(value);
        out.putVarint32(value.size());
        int tag = number << 3 | WireType.LENGTH_DELIMITED;
        return append(tag, out.array(), out.start(), out.length());
    }

    /// Returns these fields and those that `others` holds.
    UnknownFields plus(UnknownFields others) {
        if (isEmpty()) {
            return others;
        }
        if (others.isEmpty()) {
            return this;
        }
        byte[] joined = Arrays.copyOf(array, length + others.length);
        System.arraycopy(others.array, 0, joined, length, others.length);
        return new UnknownFields(joined, joined.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnknownFields that
                && Arrays.equals(array, 0, length, that.array, 0, that.length);
    }

    @Override
    public int hashCode() {
        int result = 1;
        for (int i = 0; i < length; i++) {
            result = 31 * result + array[i];
        }
        return result;
    }

    /// Shows each field's number and what it holds.
    @Override
    public String toString() {
        var text = new StringBuilder("{");
        var in = reader();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            text.append(text.length() == 1 ? "" : ", ").append(tag >>> 3).append(": ");
            switch (tag & 7) {
                case WireType.VARINT -> text.append(in.readInt64());
                case WireType.FIXED32 ->
                        text.append("0x").append(Integer.toHexString(in.readFixed32()));
                case WireType.FIXED64 ->
                        text.append("0x").append(Long.toHexString(in.readFixed64()));
                case WireType.LENGTH_DELIMITED -> text.append(in.readBytes());
                default -> {
                    in.skip(tag);
                    text.append("{…}");
                }
            }
        }
        return text.append('}').toString();
    }
}
