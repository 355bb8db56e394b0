package dev.duet.proto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Reads the fields of a message, one after the other.
///
/// A codec asks for a tag, and then for the field that the tag announces. Nothing that is read
/// keeps a reference to the array, unless it was left to the reader. Whatever the bytes are,
/// reading ends with a value or with a [ProtoException], takes time in proportion to their number,
/// and nests at most [#MAX_DEPTH] deep.
///
/// A reader belongs to one thread at a time.
public final class ProtoReader {
    /// How deep messages may be nested in each other.
    public static final int MAX_DEPTH = 100;

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    // All the state is in this object, for speed, and open to helpers that read what is less common
    // or large.

    byte[] array;
    int position;
    int limit;
    int depth;

    /// Values of at least so many bytes may keep the array.
    private int kept;

    /// The tag that ends the group being read at [#groupDepth]; 0 where no group is open.
    int groupEnd;

    int groupDepth;

    /// The limit of the message around the group whose end has just been read.
    int groupLimit;

    /// Numbers that a closed enum does not have; null where there are none.
    MissingNumbers missing;

    /// Creates a reader of a whole array.
    ///
    /// @param array the bytes
    public ProtoReader(byte[] array) {
        this(array, 0, array.length);
    }

    /// Creates a reader of a part of an array.
    ///
    /// @param array holds the bytes
    /// @param offset the index of the first byte
    /// @param length how many bytes to read
    public ProtoReader(byte[] array, int offset, int length) {
        reset(array, offset, length);
    }

    /// Makes the reader start afresh on other bytes.
    ///
    /// @param array holds the bytes
    /// @param offset the index of the first byte
    /// @param length how many bytes to read
    public void reset(byte[] array, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, array.length);
        kept = Integer.MAX_VALUE;
        if (this.array != array) {
            this.array = array; // with the garbage collector's bookkeeping, the dearest store here
        }
        position = offset;
        limit = offset + length;
        depth = 0;
        groupEnd = 0;
        groupDepth = 0;
        if (missing != null) {
            missing = null;
        }
    }

    /// Makes the reader start afresh on an array that is left to it: nobody changes it any more. A
    /// [Bytes] that is most of it keeps it, instead of a copy.
    ///
    /// @param array holds the bytes
    /// @param offset the index of the first byte
    /// @param length how many bytes to read
    public void resetToOwn(byte[] array, int offset, int length) {
        reset(array, offset, length);
        kept = array.length / 2 + 1;
    }

    /// Reads the next tag.
    ///
    /// Tags that no field has, the one that ends a group among them, are for [#skip] or
    /// [#readUnknown] to judge: behind the end of the group being read, the next tag is 0.
    ///
    /// @return the field number times eight, plus the wire type; 0 at the end of the message
    public int readTag() {
        int at = position;
        if (at == limit) {
            return endOfMessage();
        }
        int first = array[at];
        if (first > 0) {
            position = at + 1;
            return first;
        }
        return LongVarints.readTag(this);
    }

    private int endOfMessage() {
        if (groupEnd != 0 && groupDepth == depth) {
            throw ProtoException.truncated();
        }
        return 0;
    }

    /// Continues in a repeated field if its next element comes right behind the last one.
    ///
    /// @param tag the tag of the field
    /// @return whether the next tag is this one; if so, it has been read
    boolean skipTag(int tag) {
        int at = position;
        if ((tag & -1 << 7) == 0) {
            if (at < limit && array[at] == tag) {
                position = at + 1;
                return true;
            }
        } else if ((tag & -1 << 14) == 0
                && limit - at >= 2
                && array[at] == (byte) (tag | 0x80)
                && array[at + 1] == tag >>> 7) {
            position = at + 2;
            return true;
        }
        return false;
    }

    /// Reads an `int32` or `uint32`, or the number of an enum value.
    ///
    /// @return the value
    public int readInt32() {
        return (int) readInt64();
    }

    /// Reads a `sint32`.
    ///
    /// @return the value
    public int readSInt32() {
        int value = readInt32();
        return value >>> 1 ^ -(value & 1);
    }

    /// Reads an `int64` or `uint64`.
    ///
    /// @return the value
    public long readInt64() {
        int at = position;
        int first;
        if (at < limit && (first = array[at]) >= 0) {
            position = at + 1;
            return first;
        }
        return limit - at >= LongVarints.MAX_LENGTH
                ? LongVarints.read(this, at)
                : LongVarints.readNearLimit(this);
    }

    /// Reads a `sint64`.
    ///
    /// @return the value
    public long readSInt64() {
        long value = readInt64();
        return value >>> 1 ^ -(value & 1);
    }

    /// Reads a `bool`.
    ///
    /// @return the value
    public boolean readBool() {
        return readInt64() != 0;
    }

    /// Reads a `fixed32` or `sfixed32`.
    ///
    /// @return the value
    public int readFixed32() {
        return (int) INT.get(array, advance(4));
    }

    /// Reads a `fixed64` or `sfixed64`.
    ///
    /// @return the value
    public long readFixed64() {
        return (long) LONG.get(array, advance(8));
    }

    /// Reads a `float`.
    ///
    /// @return the value
    public float readFloat() {
        return Float.intBitsToFloat(readFixed32());
    }

    /// Reads a `double`.
    ///
    /// @return the value
    public double readDouble() {
        return Double.longBitsToDouble(readFixed64());
    }

    /// Reads a `string`, which must be UTF-8.
    ///
    /// @return the value
    public String readString() {
        int at = position;
        if (at < limit) {
            byte[] from = array;
            int length = from[at++];
            if (length >= 0
                    && length <= Math.min(Utf8.MAX_SHORT, limit - at)
                    && Utf8.isShortAscii(from, at, length)) {
                position = at + length;
                return Utf8.ascii(from, at, length);
            }
        }
        return Utf8.read(this); // too large to be inlined here
    }

    /// Reads a `string` of a file that does not ask for UTF-8 to be checked.
    ///
    /// @return the value, in which malformed bytes have become U+FFFD
    public String readUncheckedString() {
        int length = readLength();
        int at = position;
        position = at + length;
        return Utf8.decodeUnchecked(array, at, length);
    }

    /// Reads a `bytes` value.
    ///
    /// @return the value
    public Bytes readBytes() {
        int length = readLength();
        int at = position;
        position = at + length;
        return length >= kept ? Bytes.wrap(array, at, length) : Bytes.copyOf(array, at, length);
    }

    /// Reads a message.
    ///
    /// @param <M> the message type
    /// @param codec the codec of the message type
    /// @param base what an earlier occurrence of the same field held, or null
    /// @return the message, merged into `base`
    public <M extends Message<M>> M readMessage(MessageCodec<M> codec, @Nullable M base) {
        int length = readLength();
        int outerLimit = limit;
        limit = position + length;
        if (++depth > MAX_DEPTH) {
            throw ProtoException.tooDeep();
        }
        M message = codec.merge(base == null ? codec.defaultMessage() : base, this);
        depth--;
        limit = outerLimit;
        return message;
    }

    /// Reads a message in the delimited encoding, also known as a group.
    ///
    /// @param <M> the message type
    /// @param number the field number
    /// @param codec the codec of the message type
    /// @param base what an earlier occurrence of the same field held, or null
    /// @return the message, merged into `base`
    public <M extends Message<M>> M readGroup(int number, MessageCodec<M> codec, @Nullable M base) {
        long outer = Groups.enter(this, number);
        M message = codec.merge(base == null ? codec.defaultMessage() : base, this);
        Groups.leave(this, outer);
        return message;
    }

    /// Reads the messages of a repeated field that lie side by side.
    ///
    /// @param <M> the message type
    /// @param tag the field's tag, which has just been read
    /// @param codec the codec of the message type
    /// @param list what was read before
    /// @return the list with the new elements added
    public <M extends Message<M>> List<M> readMessages(
            int tag, MessageCodec<M> codec, List<M> list) {
        FixedList<M> result = FixedList.growing(list);
        do {
            result.append(readMessage(codec, null));
        } while (skipTag(tag));
        return result;
    }

    /// Reads one message of a repeated field in the delimited encoding.
    ///
    /// @param <M> the message type
    /// @param number the field number
    /// @param codec the codec of the message type
    /// @param list what was read before
    /// @return the list with the new element added
    public <M extends Message<M>> List<M> readGroups(
            int number, MessageCodec<M> codec, List<M> list) {
        FixedList<M> result = FixedList.growing(list);
        result.append(readGroup(number, codec, null));
        return result;
    }

    /// Reads the strings of a repeated field that lie side by side.
    ///
    /// @param tag the field's tag, which has just been read
    /// @param list what was read before
    /// @return the list with the new elements added
    public List<String> readStrings(int tag, List<String> list) {
        return RepeatedReader.strings(this, tag, list);
    }

    /// Reads the strings of a repeated field whose file does not ask for UTF-8 to be checked.
    ///
    /// @param tag the field's tag, which has just been read
    /// @param list what was read before
    /// @return the list with the new elements added
    public List<String> readUncheckedStrings(int tag, List<String> list) {
        return RepeatedReader.uncheckedStrings(this, tag, list);
    }

    /// Reads the byte strings of a repeated field that lie side by side.
    ///
    /// @param tag the field's tag, which has just been read
    /// @param list what was read before
    /// @return the list with the new elements added
    public List<Bytes> readBytes(int tag, List<Bytes> list) {
        return RepeatedReader.bytes(this, tag, list);
    }

    /// Reads one entry of a map field.
    ///
    /// @param <K> the type of the keys
    /// @param <V> the type of the values
    /// @param map what was read before
    /// @param keyType the type of the keys
    /// @param valueType the type of the values
    /// @return the map with the new entry added
    public <K, V> Map<K, V> readMap(Map<K, V> map, ValueType<K> keyType, ValueType<V> valueType) {
        return MapEntries.read(this, map, keyType, valueType);
    }

    /// Reads one value of any type.
    ///
    /// @param <T> the Java type of the value
    /// @param type the type
    /// @param base what an earlier occurrence of the same field held, or null
    /// @return the value; `base` if it is a number that a closed enum does not have
    public <T> T readValue(ValueType<T> type, @Nullable T base) {
        T value = type.read(this, base);
        return value == null ? base : value;
    }

    /// Reads values of a repeated field of any type, packed or not.
    ///
    /// @param <T> the Java type of a value
    /// @param tag the field's tag, which has just been read
    /// @param type the type
    /// @param list what was read before
    /// @return the list with the new elements added
    public <T> List<T> readValues(int tag, ValueType<T> type, List<T> list) {
        return RepeatedReader.values(this, tag, type, list);
    }

    /// Remembers a number that a closed enum does not have.
    void missing(int number) {
        missing = missing == null ? new MissingNumbers() : missing;
        missing.add(number);
    }

    /// Moves the numbers that a closed enum does not have, if the last field had any, to the
    /// unknown fields.
    ///
    /// @param number the number of the last field
    /// @param fields what was read before
    /// @return the unknown fields with the new ones added
    public UnknownFields takeMissing(int number, UnknownFields fields) {
        if (missing == null) {
            return fields;
        }
        UnknownFields result = missing.addTo(fields, number);
        missing = null;
        return result;
    }

    /// Reads a field that the message type does not know.
    ///
    /// @param tag the field's tag, which has just been read
    /// @param fields what was read before
    /// @return the unknown fields with the new one added
    public UnknownFields readUnknown(int tag, UnknownFields fields) {
        int from = position;
        skip(tag);
        return (tag & 7) == WireType.END_GROUP
                ? fields
                : fields.append(tag, array, from, position - from);
    }

    /// Reads an item of a message in the MessageSet format, whose start has just been read.
    ///
    /// @param fields what was read before
    /// @return the unknown fields with the item added, as an ordinary field
    public UnknownFields readMessageSetItem(UnknownFields fields) {
        return MessageSets.readItem(this, fields);
    }

    /// Takes all that is left, for codecs that read by other means than this class.
    ///
    /// @return a view of the bytes, not a copy: it must not be kept or written to
    public ByteBuffer readRemaining() {
        ByteBuffer rest = ByteBuffer.wrap(array, position, limit - position);
        position = limit;
        return rest;
    }

    /// Skips a field.
    ///
    /// @param tag the field's tag, which has just been read
    public void skip(int tag) {
        Groups.skipField(this, tag);
    }

    /// Reads the length of a length-delimited field and checks that so much is there.
    int readLength() {
        int at = position;
        int first;
        if (at < limit && (first = array[at]) >= 0) {
            position = at + 1;
            if (first > limit - at - 1) {
                throw ProtoException.truncated();
            }
            return first;
        }
        return LongVarints.readLength(this);
    }

    /// Moves past `count` bytes.
    ///
    /// @return where they start
    int advance(int count) {
        int at = position;
        if (count > limit - at) {
            throw ProtoException.truncated();
        }
        position = at + count;
        return at;
    }

    /// Narrows the reader to a message that comes next; [#leaveMessage(int)] undoes it.
    int enterMessage() {
        if (++depth > MAX_DEPTH) {
            throw ProtoException.tooDeep();
        }
        return enter(readLength());
    }

    void leaveMessage(int outerLimit) {
        depth--;
        limit = outerLimit;
    }

    /// Narrows the reader to the next `length` bytes; [#leave(int)] undoes it.
    int enter(int length) {
        int outer = limit;
        limit = position + length;
        return outer;
    }

    void leave(int outerLimit) {
        limit = outerLimit;
    }
}
