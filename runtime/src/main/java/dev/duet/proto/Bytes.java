package dev.duet.proto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// An immutable sequence of bytes with value equality: the Java form of a `bytes` field.
public final class Bytes implements Comparable<Bytes> {
    /// No bytes at all.
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private static final int SHOWN = 32;

    private final byte[] array;

    private Bytes(byte[] array) {
        this.array = array;
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

    /// Returns the number of bytes.
    ///
    /// @return the number of bytes
    public int size() {
        return array.length;
    }

    /// Says whether there are no bytes.
    ///
    /// @return whether the size is 0
    public boolean isEmpty() {
        return array.length == 0;
    }

    /// Returns one byte.
    ///
    /// @param index which one, from 0
    /// @return the byte
    public byte get(int index) {
        return array[index];
    }

    /// Copies the bytes into a new array.
    ///
    /// @return the array
    public byte[] toByteArray() {
        return array.clone();
    }

    /// Copies the bytes into an array.
    ///
    /// @param into where they go
    /// @param offset the index of the first
    public void copyTo(byte[] into, int offset) {
        System.arraycopy(array, 0, into, offset, array.length);
    }

    /// Shows the bytes as a read-only buffer, without a copy.
    ///
    /// @return the buffer
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(array).asReadOnlyBuffer();
    }

    /// Takes the bytes as UTF-8.
    ///
    /// @return the text, in which malformed bytes have become U+FFFD
    public String toUtf8() {
        return new String(array, StandardCharsets.UTF_8);
    }

    /// The array itself, not to be changed.
    byte[] array() {
        return array;
    }

    /// Orders by the bytes, taken as unsigned, from the first on.
    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(array, other.array);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(array, that.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    /// Shows the size and the first bytes in hexadecimal digits.
    @Override
    public String toString() {
        var digits = HexFormat.of().formatHex(array, 0, Math.min(array.length, SHOWN));
        return array.length <= SHOWN
                ? "Bytes[" + digits + "]"
                : "Bytes[" + digits + "… of " + array.length + " bytes]";
    }
}
