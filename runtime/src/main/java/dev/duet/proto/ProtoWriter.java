package dev.duet.proto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Writes a message backwards, from its last byte to its first.
///
/// Every method puts its bytes in front of those already there. So a message's size is known, by
/// subtraction, at the moment its length prefix is due, and nothing is measured twice or moved. The
/// bytes lie at the end of an array that grows by doubling and is kept by [#reset()]: a writer that
/// is used again allocates nothing.
///
/// A writer belongs to one thread at a time.
public final class ProtoWriter {
    private static final int INITIAL_CAPACITY = 256;
    private static final int MAX_RETAINED_CAPACITY = 1 << 20;
    private static final int MAX_CAPACITY = Integer.MAX_VALUE - 8;

    /// A tag and a varint: 5 + 10 bytes.
    private static final int MAX_SCALAR = 15;

    /// Texts of at least so many characters have a way of their own.
    private static final int LONG_STRING = 128;

    /// Byte strings of up to so many bytes are copied without a call.
    private static final int SHORT_BYTES = 32;

    /// This many bytes at the end of the array are never content. [LongText] needs one. A whole
    /// cache line keeps another thread's writer, which the garbage collector may put right behind
    /// the array, apart from what is written here for every message.
    private static final int SPARE = 64;

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] array = new byte[INITIAL_CAPACITY];
    private int start = INITIAL_CAPACITY - SPARE;

    /// Where the content would end if all of it were in the array.
    private int end = INITIAL_CAPACITY - SPARE;

    /// Puts long texts; made when there is one.
    private LongText longText;

    /// Values of at least so many bytes are left where they are.
    private int leftFrom = Integer.MAX_VALUE;

    /// What belongs before the last [#behindLeft] bytes, but was not copied there; or null.
    private Bytes left;

    private int behindLeft;

    /// Creates an empty writer.
    public ProtoWriter() {}

    /// Empties the writer. The array is kept, unless it has grown beyond a mebibyte.
    public void reset() {
        if (array.length > MAX_RETAINED_CAPACITY) {
            array = new byte[INITIAL_CAPACITY];
        }
        start = array.length - SPARE;
        end = start;
        leftFrom = Integer.MAX_VALUE;
        left = null;
    }

    /// Lets the writer, until its next reset, leave a large value where it is instead of copying
    /// it: the content is then what [#array()] holds, with [#left()] in the middle.
    ///
    /// @param bytes the least size of a value to be left; only one is
    public void leaveLarge(int bytes) {
        leftFrom = bytes;
    }

    /// Returns the value that was not copied.
    ///
    /// @return the value, or null if there is none
    public Bytes left() {
        return left;
    }

    /// Returns where in [#array()] the content of [#left()] is missing.
    ///
    /// @return the index of the byte that it belongs before
    public int leftAt() {
        return array.length - SPARE - behindLeft;
    }

    /// Returns how many bytes were written since the last reset.
    ///
    /// @return the length of the content, what was left included
    public int length() {
        return end - start;
    }

    /// Returns the array whose [#length()] bytes from [#start()] on are the content; unless some
    /// were left.
    ///
    /// @return the array itself, valid until the next write
    public byte[] array() {
        return array;
    }

    /// Returns where the content starts.
    ///
    /// @return the index of the first byte in [#array()]
    public int start() {
        return start;
    }

    /// Puts `count` bytes in front of the content for the caller to fill in.
    ///
    /// @param count how many bytes
    /// @return the index of the first of them in [#array()]
    public int reserve(int count) {
        start = ensure(count) - count;
        return start;
    }

    /// Copies the content.
    ///
    /// @return a new array that holds the content and nothing else
    public byte[] toByteArray() {
        return Arrays.copyOfRange(array, start, array.length - SPARE);
    }

    /// Writes an `int32` field.
    ///
    /// @param number the field number
    /// @param value the value
    public void writeInt32(int number, int value) {
        if (value >= 0) {
            writeUInt32(number, value);
        } else {
            writeUInt64(number, value);
        }
    }

    /// Writes a `uint32` field.
    ///
    /// @param number the field number
    /// @param value the value, taken as unsigned
    public void writeUInt32(int number, int value) {
        int at = ensure(MAX_SCALAR);
        start = Varints.putTagged(array, at, number << 3, value);
    }

    /// Writes a `sint32` field.
    ///
    /// @param number the field number
    /// @param value the value
    public void writeSInt32(int number, int value) {
        writeUInt32(number, value << 1 ^ value >> 31);
    }

    /// Writes an `int64` field.
    ///
    /// @param number the field number
    /// @param value the value
    public void writeInt64(int number, long value) {
        writeUInt64(number, value);
    }

    /// Writes a `uint64` field.
    ///
    /// @param number the field number
    /// @param value the value, taken as unsigned
    public void writeUInt64(int number, long value) {
        int at = ensure(MAX_SCALAR);
        at = Varints.put64(array, at, value);
        start = Varints.put32(array, at, number << 3);
    }

    /// Writes a `sint64` field.
    ///
    /// @param number the field number
    /// @param value the value
    public void writeSInt64(int number, long value) {
        writeUInt64(number, value << 1 ^ value >> 63);
    }

    /// Writes a `bool` field.
    ///
    /// @param number the field number
    /// @param value the value
    public void writeBool(int number, boolean value) {
        int at = ensure(MAX_SCALAR) - 1;
        array[at] = (byte) (value ? 1 : 0);
        start = Varints.put32(array, at, number << 3);
    }

    /// Writes a field of an enum type.
    ///
    /// @param number the field number
    /// @param value the value's number
    public void writeEnum(int number, int value) {
        writeInt32(number, value);
    }

    /// Writes a `fixed32` or `sfixed32` field.
    ///
    /// @param number the field number
    /// @param value the value
    public void writeFixed32(int number, int value) {
        int at = ensure(MAX_SCALAR) - 4;
        INT.set(array, at, value);
        start = Varints.put32(array, at, number << 3 | WireType.FIXED32);
    }

    /// Writes a `fixed64` or `sfixed64` field.
    ///
    /// @param number the field number
    /// @param value the value
    public void writeFixed64(int number, long value) {
        int at = ensure(MAX_SCALAR) - 8;
        LONG.set(array, at, value);
        start = Varints.put32(array, at, number << 3 | WireType.FIXED64);
    }

    /// Writes a `float` field.
    ///
    /// @param number the field number
    /// @param value the value
    public void writeFloat(int number, float value) {
        writeFixed32(number, Float.floatToRawIntBits(value));
    }

    /// Writes a `double` field.
    ///
    /// @param number the field number
    /// @param value the value
    public void writeDouble(int number, double value) {
        writeFixed64(number, Double.doubleToRawLongBits(value));
    }

    /// Writes a `string` field.
    ///
    /// @param number the field number
    /// @param value the value; a surrogate without its partner is written as `?`
    public void writeString(int number, String value) {
        int tag = number << 3 | WireType.LENGTH_DELIMITED;
        int length = value.length();
        if (length <= ShortText.MAX_LENGTH) {
            int at = ensure(ShortText.MAX_LENGTH + MAX_SCALAR) - length;
            if (ShortText.put(value, length, array, at) < 0x80) {
                start = Varints.putTagged(array, at, tag, length);
                return;
            }
        }
        int before = length();
        putText(value);
        int at = ensure(MAX_SCALAR); // before the array is looked at: it may be a new one
        start = Varints.putTagged(array, at, tag, length() - before);
    }

    /// Writes a `bytes` field.
    ///
    /// @param number the field number
    /// @param value the value
    public void writeBytes(int number, Bytes value) {
        int size = value.size();
        if (size >= Long.BYTES && size <= SHORT_BYTES && size < leftFrom) {
            int at = ensure(SHORT_BYTES + MAX_SCALAR) - size;
            copyShort(value.array(), value.offset(), size, array, at);
            start = Varints.putTagged(array, at, number << 3 | WireType.LENGTH_DELIMITED, size);
            return;
        }
        int before = length();
        putBytes(value);
        writeLength(number, before);
    }

    /// Copies [Long#BYTES] to [#SHORT_BYTES] bytes without a loop: eight at a time, some of them
    /// twice.
    private static void copyShort(byte[] from, int offset, int size, byte[] into, int at) {
        int last = size - Long.BYTES;
        LONG.set(into, at, (long) LONG.get(from, offset));
        LONG.set(into, at + last, (long) LONG.get(from, offset + last));
        if (size > 2 * Long.BYTES) {
            LONG.set(into, at + Long.BYTES, (long) LONG.get(from, offset + Long.BYTES));
            last -= Long.BYTES;
            LONG.set(into, at + last, (long) LONG.get(from, offset + last));
        }
    }

    /// Writes a field that holds a message.
    ///
    /// @param <M> the message type
    /// @param number the field number
    /// @param codec the codec of the message type
    /// @param value the message
    public <M extends Message<M>> void writeMessage(int number, MessageCodec<M> codec, M value) {
        int before = length();
        codec.encode(value, this);
        writeLength(number, before);
    }

    /// Writes a field that holds a message in the delimited encoding, also known as a group.
    ///
    /// @param <M> the message type
    /// @param number the field number
    /// @param codec the codec of the message type
    /// @param value the message
    public <M extends Message<M>> void writeGroup(int number, MessageCodec<M> codec, M value) {
        writeTag(number << 3 | WireType.END_GROUP);
        codec.encode(value, this);
        writeTag(number << 3 | WireType.START_GROUP);
    }

    /// Writes the messages of a repeated field.
    ///
    /// @param <M> the message type
    /// @param number the field number
    /// @param codec the codec of the message type
    /// @param values the messages
    public <M extends Message<M>> void writeMessages(
            int number, MessageCodec<M> codec, List<M> values) {
        for (int i = values.size() - 1; i >= 0; i--) {
            writeMessage(number, codec, values.get(i));
        }
    }

    /// Writes the messages of a repeated field in the delimited encoding, also known as groups.
    ///
    /// @param <M> the message type
    /// @param number the field number
    /// @param codec the codec of the message type
    /// @param values the messages
    public <M extends Message<M>> void writeGroups(
            int number, MessageCodec<M> codec, List<M> values) {
        for (int i = values.size() - 1; i >= 0; i--) {
            writeGroup(number, codec, values.get(i));
        }
    }

    /// Writes the strings of a repeated field.
    ///
    /// @param number the field number
    /// @param values the values
    public void writeStrings(int number, List<String> values) {
        for (int i = values.size() - 1; i >= 0; i--) {
            writeString(number, values.get(i));
        }
    }

    /// Writes the byte strings of a repeated field.
    ///
    /// @param number the field number
    /// @param values the values
    public void writeBytes(int number, List<Bytes> values) {
        for (int i = values.size() - 1; i >= 0; i--) {
            writeBytes(number, values.get(i));
        }
    }

    /// Writes the entries of a map field.
    ///
    /// @param <K> the type of the keys
    /// @param <V> the type of the values
    /// @param number the field number
    /// @param entries the entries
    /// @param keyType the type of the keys
    /// @param valueType the type of the values
    public <K, V> void writeMap(
            int number, Map<K, V> entries, ValueType<K> keyType, ValueType<V> valueType) {
        MapEntries.write(this, number, entries, keyType, valueType);
    }

    /// Writes a field of any type.
    ///
    /// @param <T> the Java type of the value
    /// @param number the field number
    /// @param type the type
    /// @param value the value
    public <T> void writeValue(int number, ValueType<T> type, T value) {
        type.write(number, value, this);
    }

    /// Writes a repeated field of any type, each value behind a tag of its own.
    ///
    /// @param <T> the Java type of a value
    /// @param number the field number
    /// @param type the type
    /// @param values the values
    public <T> void writeValues(int number, ValueType<T> type, List<T> values) {
        for (int i = values.size() - 1; i >= 0; i--) {
            type.write(number, values.get(i), this);
        }
    }

    /// Writes a repeated field of any type that can be packed, all values behind one tag.
    ///
    /// @param <T> the Java type of a value
    /// @param number the field number
    /// @param type the type
    /// @param values the values
    public <T> void writePackedValues(int number, ValueType<T> type, List<T> values) {
        if (!values.isEmpty()) {
            int before = length();
            for (int i = values.size() - 1; i >= 0; i--) {
                type.writePacked(values.get(i), this);
            }
            writeLength(number, before);
        }
    }

    /// Writes unknown fields as they came.
    ///
    /// @param fields the fields
    public void writeUnknown(UnknownFields fields) {
        if (!fields.isEmpty()) {
            fields.writeTo(this);
        }
    }

    /// Writes the fields of a message in the MessageSet format.
    ///
    /// @param fields the extensions, as ordinary fields
    public void writeMessageSet(UnknownFields fields) {
        MessageSets.write(fields, this);
    }

    /// Writes the length of what was put in front of the content since it was `before` bytes long,
    /// and a length-delimited tag in front of that.
    ///
    /// @param number the field number
    /// @param before what [#length()] was
    public void writeLength(int number, int before) {
        int at = ensure(MAX_SCALAR);
        int tag = number << 3 | WireType.LENGTH_DELIMITED;
        start = Varints.putTagged(array, at, tag, end - start - before);
    }

    /// Writes a tag alone.
    ///
    /// @param tag the field number times eight, plus the wire type
    public void writeTag(int tag) {
        int at = ensure(MAX_SCALAR); // before the array is looked at: it may be a new one
        start = Varints.put32(array, at, tag);
    }

    /// Counts in what was put in front of the content directly, down to index `at`.
    void grown(int at) {
        start = at;
    }

    void putVarint32(int value) {
        int at = ensure(MAX_SCALAR); // before the array is looked at: it may be a new one
        start = Varints.put32(array, at, value);
    }

    void putVarint64(long value) {
        int at = ensure(MAX_SCALAR); // before the array is looked at: it may be a new one
        start = Varints.put64(array, at, value);
    }

    void putFixed32(int value) {
        start = ensure(4) - 4;
        INT.set(array, start, value);
    }

    void putFixed64(long value) {
        start = ensure(8) - 8;
        LONG.set(array, start, value);
    }

    void putBytes(Bytes value) {
        if (value.size() >= leftFrom && left == null) {
            checkSize((long) array.length + value.size());
            left = value;
            behindLeft = array.length - SPARE - start;
            end += value.size();
            return;
        }
        putBytes(value.array(), value.offset(), value.size());
    }

    void putBytes(byte[] source, int offset, int length) {
        start = ensure(length) - length;
        System.arraycopy(source, offset, array, start, length);
    }

    /// Puts the UTF-8 form of a text.
    private void putText(String value) {
        if (value.length() < LONG_STRING) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            putBytes(utf8, 0, utf8.length);
            return;
        }
        if (longText == null) {
            longText = new LongText(this);
        }
        longText.put(value);
    }

    /// Makes sure that at least `count` bytes are free in front of the content.
    int ensure(int count) {
        int at = start;
        return at >= count ? at : grow(count);
    }

    private static void checkSize(long bytes) {
        if (bytes > MAX_CAPACITY) {
            throw new IllegalStateException("a message is larger than 2 GiB");
        }
    }

    private int grow(int count) {
        checkSize((long) length() + count); // which counts what was left
        int length = array.length - start;
        long needed = (long) length + count;
        checkSize(needed);
        int capacity = (int) Math.min(MAX_CAPACITY, Math.max(2L * array.length, needed + 64));
        byte[] larger = new byte[capacity];
        System.arraycopy(array, start, larger, capacity - length, length);
        end += capacity - array.length;
        array = larger;
        start = capacity - length;
        return start;
    }
}
