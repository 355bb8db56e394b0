package dev.duet.proto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/// An immutable sequence of bytes with value equality: the Java form of a `bytes` field.
public final class Bytes implements Comparable<Bytes> {
    /// No bytes at all.
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private static final int SHOWN = 32;

    /// May hold more than the content, if that is most of it.
    private final byte[] array;

    private final int offset;
    private final int length;

    private Bytes(byte[] array) {
        this(array, 0, array.length);
    }

    private Bytes(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /// Makes a value of the given bytes.
    ///
    /// @param bytes the bytes, which are copied
    /// @return the value
    public static Bytes of(byte... bytes) {
        return copyOf(bytes, 0, bytes.length);
    }

    /// Makes a value of a part of an array.
    ///
    /// @param array holds the bytes, which are copied
    /// @param offset the index of the first byte
    /// @param length how many bytes
    /// @return the value
    public static Bytes copyOf(byte[] array, int offset, int length) {
        return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(array, offset, offset + length));
    }

    /// Makes a value of what remains in a buffer, whose position does not change.
    ///
    /// @param buffer holds the bytes, which are copied
    /// @return the value
    public static Bytes copyOf(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(buffer.position(), copy);
        return copy.length == 0 ? EMPTY : new Bytes(copy);
    }

    /// Makes a value of the UTF-8 form of a text.
    ///
    /// @param text the text
    /// @return the value
    public static Bytes utf8(String text) {
        return text.isEmpty() ? EMPTY : new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Makes a value of an array that nobody changes from now on.
    static Bytes wrap(byte[] array) {
        return array.length == 0 ? EMPTY : new Bytes(array);
    }

    /// Makes a value of a part of an array that nobody changes from now on. The array lives as long
    /// as the value.
    static Bytes wrap(byte[] array, int offset, int length) {
        return length == 0 ? EMPTY : new Bytes(array, offset, length);
    }

    /// Returns the number of bytes.
    ///
    /// @return the number of bytes
    public int size() {
        return length;
    }

    /// Says whether there are no bytes.
    ///
    /// @return whether the size is 0
    public boolean isEmpty() {
        return length == 0;
    }

    /// Returns one byte.
    ///
    /// @param index which one, from 0
    /// @return the byte
    public byte get(int index) {
        return array[offset + Objects.checkIndex(index, length)];
    }

    /// Copies the bytes into a new array.
    ///
    /// @return the array
    public byte[] toByteArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /// Copies the bytes into an array.
    ///
    /// @param into where they go
    /// @param at the index of the first
    public void copyTo(byte[] into, int at) {
        System.arraycopy(array, offset, into, at, length);
    }

    /// Shows the bytes as a read-only buffer, without a copy.
    ///
    /// @return the buffer
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(array, offset, length).slice().asReadOnlyBuffer();
    }

    /// Takes the bytes as UTF-8.
    ///
    /// @return the text, in which malformed bytes have become U+FFFD
    public String toUtf8() {
        return new String(array, offset, length, StandardCharsets.UTF_8);
    }

    /// The array that holds the content, from [#offset()] on. Not to be changed.
    byte[] array() {
        return array;
    }

    /// Where in [#array()] the content begins.
    int offset() {
        return offset;
    }

    /// An array that holds the content and nothing else. Not to be changed.
    byte[] exactArray() {
        return length == array.length ? array : toByteArray();
    }

    /// Orders by the bytes, taken as unsigned, from the first on.
    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(
                array,
                offset,
                offset + length,
                other.array,
                other.offset,
                other.offset + other.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that
                && Arrays.equals(
                        array,
                        offset,
                        offset + length,
                        that.array,
                        that.offset,
                        that.offset + that.length);
    }

    @Override
    public int hashCode() {
        if (length == array.length) {
            return Arrays.hashCode(array);
        }
        int result = 1;
        for (int i = offset; i < offset + length; i++) {
            result = 31 * result + array[i];
        }
        return result;
    }

    /// Shows the size and the first bytes in hexadecimal digits.
    @Override
    public String toString() {
        var digits = HexFormat.of().formatHex(array, offset, offset + Math.min(length, SHOWN));
        return length <= SHOWN
                ? "Bytes[" + digits + "]"
                : "Bytes[" + digits + "… of " + length + " bytes]";
    }
}
