package dev.duet.proto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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

    private static final int MAX_VARINT = 10;

    /// Up to this length a look at the bytes beats the JDK's decoder.
    private static final int SHORT_STRING = 32;

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] array;
    private int position;
    private int limit;
    private int depth;

    /// Values of at least so many bytes may keep the array.
    private int kept;

    /// The tag that ends the group being read at [#groupDepth]; 0 where no group is open.
    private int groupEnd;

    private int groupDepth;

    /// The limit of the message around the group whose end has just been read.
    private int groupLimit;

    /// Numbers that a closed enum does not have; null where there are none.
    private LongList missing;

    /// A map entry with such a number; null where there is none.
    private Bytes missingEntry;

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
        if (missing != null || missingEntry != null) {
            missing = null;
            missingEntry = null;
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
        return readLongTag();
    }

    private int endOfMessage() {
        if (groupEnd != 0 && groupDepth == depth) {
            throw ProtoException.truncated();
        }
        return 0;
    }

    private int readLongTag() {
        int tag = 0;
        int last = 0;
        int shift = 0;
        do {
            if (position == limit) {
                throw ProtoException.truncated();
            }
            last = array[position++];
            if (shift == 28 && (last & 0xF0) != 0) {
                throw ProtoException.malformedTag(tag);
            }
            tag |= (last & 0x7F) << shift;
            shift += 7;
        } while (last < 0);
        if (tag >>> 3 == 0) {
            throw ProtoException.malformedTag(tag);
        }
        return tag;
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
        return limit - at >= MAX_VARINT ? readLongVarint(at) : readVarintNearLimit();
    }

    private long readLongVarint(int start) {
        byte[] from = array;
        int at = start + 1;
        long value = from[start] & 0x7F;
        int next = from[at++];
        value |= (long) (next & 0x7F) << 7;
        if (next < 0) {
            next = from[at++];
            value |= (long) (next & 0x7F) << 14;
            if (next < 0) {
                next = from[at++];
                value |= (long) (next & 0x7F) << 21;
                if (next < 0) {
                    next = from[at++];
                    value |= (long) (next & 0x7F) << 28;
                    for (int shift = 35; next < 0; shift += 7) {
                        if (shift > 63) {
                            throw ProtoException.malformedVarint();
                        }
                        next = from[at++];
                        value |= (long) (next & 0x7F) << shift;
                    }
                }
            }
        }
        position = at;
        return value;
    }

    private long readVarintNearLimit() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (position == limit) {
                throw ProtoException.truncated();
            }
            byte next = array[position++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw ProtoException.malformedVarint();
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
                    && length <= Math.min(SHORT_STRING, limit - at)
                    && isShortAscii(from, at, length)) {
                position = at + length;
                return ascii(from, at, length);
            }
        }
        return readAnyString();
    }

    /// Looks at up to [#SHORT_STRING] bytes without a loop: eight at a time, some of them twice.
    private static boolean isShortAscii(byte[] from, int at, int length) {
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

    /// The fastest way to a short text.
    @SuppressWarnings("deprecation") // nothing is wrong with it for ASCII
    private static String ascii(byte[] from, int at, int length) {
        return length == 0 ? "" : new String(from, 0, at, length);
    }

    /// Reads what [#readString()] has no fast way for, and which is too large to be inlined with
    /// it.
    private String readAnyString() {
        int length = readLength();
        int at = position;
        position = at + length;
        String value = null;
        if (length >= LongUtf8.MIN_LENGTH) {
            value = LongUtf8.decode(array, at, length);
        }
        return value == null ? decodeAndCheck(at, length) : value;
    }

    private String decodeAndCheck(int at, int length) {
        String value = new String(array, at, length, StandardCharsets.UTF_8);
        // Broken UTF-8 decodes to replacement characters; a real one is rare.
        if (value.indexOf('\uFFFD') >= 0) {
            requireUtf8(at, length);
        }
        return value;
    }

    private void requireUtf8(int at, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(array, at, length));
        } catch (CharacterCodingException malformed) {
            throw ProtoException.invalidUtf8();
        }
    }

    /// Reads a `string` of a file that does not ask for UTF-8 to be checked.
    ///
    /// @return the value, in which malformed bytes have become U+FFFD
    public String readUncheckedString() {
        int length = readLength();
        int at = position;
        position = at + length;
        return new String(array, at, length, StandardCharsets.UTF_8);
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
        long outer = enterGroup(number);
        M message = codec.merge(base == null ? codec.defaultMessage() : base, this);
        leaveGroup(outer);
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
        FixedList<String> result = FixedList.growing(list);
        do {
            result.append(readString());
        } while (skipTag(tag));
        return result;
    }

    /// Reads the strings of a repeated field whose file does not ask for UTF-8 to be checked.
    ///
    /// @param tag the field's tag, which has just been read
    /// @param list what was read before
    /// @return the list with the new elements added
    public List<String> readUncheckedStrings(int tag, List<String> list) {
        FixedList<String> result = FixedList.growing(list);
        do {
            result.append(readUncheckedString());
        } while (skipTag(tag));
        return result;
    }

    /// Reads the byte strings of a repeated field that lie side by side.
    ///
    /// @param tag the field's tag, which has just been read
    /// @param list what was read before
    /// @return the list with the new elements added
    public List<Bytes> readBytes(int tag, List<Bytes> list) {
        FixedList<Bytes> result = FixedList.growing(list);
        do {
            result.append(readBytes());
        } while (skipTag(tag));
        return result;
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
        FixedList<T> result = FixedList.growing(list);
        if ((tag & 7) == type.wireType()) {
            do {
                append(result, type.read(this, null));
            } while (skipTag(tag));
        } else {
            int outer = enter(readLength());
            while (position < limit) {
                append(result, type.read(this, null));
            }
            leave(outer);
        }
        return result;
    }

    private static <T> void append(FixedList<T> list, @Nullable T value) {
        if (value != null) {
            list.append(value);
        }
    }

    /// Remembers a number that a closed enum does not have.
    void missing(int number) {
        missing = missing == null ? LongList.EMPTY.growing() : missing;
        missing.append(number);
    }

    /// Forgets the numbers that a closed enum does not have, and says whether there were any.
    boolean dropMissing() {
        boolean any = missing != null;
        missing = null;
        return any;
    }

    /// Remembers a map entry whose value is a number that a closed enum does not have.
    void missingEntry(int from, int length) {
        missingEntry = Bytes.copyOf(array, from, length);
    }

    /// Moves the numbers that a closed enum does not have, if the last field had any, to the
    /// unknown fields.
    ///
    /// @param number the number of the last field
    /// @param fields what was read before
    /// @return the unknown fields with the new ones added
    public UnknownFields takeMissing(int number, UnknownFields fields) {
        UnknownFields result = fields;
        if (missing != null) {
            for (int i = 0; i < missing.size(); i++) {
                result = result.appendVarint(number, missing.getLong(i));
            }
            missing = null;
        }
        if (missingEntry != null) {
            result = result.appendBytes(number, missingEntry);
            missingEntry = null;
        }
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
        if (tag >>> 3 == 0) {
            throw ProtoException.malformedTag(tag);
        }
        switch (tag & 7) {
            case WireType.VARINT -> readInt64();
            case WireType.FIXED64 -> advance(8);
            case WireType.LENGTH_DELIMITED -> advance(readLength());
            case WireType.START_GROUP -> skipGroup(tag);
            case WireType.END_GROUP -> endGroup(tag);
            case WireType.FIXED32 -> advance(4);
            default -> throw ProtoException.malformedTag(tag);
        }
    }

    private void skipGroup(int tag) {
        long outer = enterGroup(tag >>> 3);
        for (int inner = readTag(); inner != 0; inner = readTag()) {
            skip(inner);
        }
        leaveGroup(outer);
    }

    /// Starts to read a group; [#leaveGroup(long)] takes what this returns.
    long enterGroup(int number) {
        long outer = (long) groupDepth << 32 | groupEnd & 0xFFFF_FFFFL;
        if (++depth > MAX_DEPTH) {
            throw ProtoException.tooDeep();
        }
        groupEnd = number << 3 | WireType.END_GROUP;
        groupDepth = depth;
        return outer;
    }

    /// Makes what has been read the end of the group, up to [#leaveGroup(long)].
    private void endGroup(int tag) {
        if (tag != groupEnd || groupDepth != depth) {
            throw ProtoException.unmatchedGroup(tag);
        }
        groupEnd = 0;
        groupLimit = limit;
        limit = position;
    }

    void leaveGroup(long outer) {
        if (groupEnd != 0) {
            throw ProtoException.truncated(); // its end was not read
        }
        depth--;
        limit = groupLimit;
        groupEnd = (int) outer;
        groupDepth = (int) (outer >>> 32);
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
        return readLongLength();
    }

    private int readLongLength() {
        long length = readInt64();
        if (length < 0 || length > Integer.MAX_VALUE) {
            throw ProtoException.negativeLength();
        }
        if (length > limit - position) {
            throw ProtoException.truncated();
        }
        return (int) length;
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

    int position() {
        return position;
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

    /// Counts the varints up to the limit.
    int countVarints() {
        int count = 0;
        for (int i = position; i < limit; i++) {
            count += array[i] >= 0 ? 1 : 0;
        }
        return count;
    }

    boolean atLimit() {
        return position == limit;
    }

    byte[] array() {
        return array;
    }
}
