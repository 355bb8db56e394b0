package dev.duet.internal.http2.hpack;

import java.util.Arrays;

/// A growing buffer for an encoded header block. Not thread-safe; made to be used again and again.
public final class BlockBuffer {
    private static final int FIRST_SIZE = 64;

    private byte[] array = new byte[FIRST_SIZE];
    private int length;

    /// Empties it. An array that a large block has left is dropped.
    public void reset(int largestKept) {
        length = 0;
        if (array.length > Math.max(largestKept, FIRST_SIZE)) {
            array = new byte[FIRST_SIZE];
        }
    }

    /// The array of which the first [#length()] octets are the content; valid until the next
    /// change.
    public byte[] array() {
        return array;
    }

    /// The octets written since the last reset.
    public int length() {
        return length;
    }

    /// Writes an integer (RFC 7541, section 5.1).
    ///
    /// @param pattern the bits of the first octet above the prefix
    /// @param mask the prefix, all ones
    void writeInteger(int pattern, int mask, int value) {
        ensure(6);
        if (value < mask) {
            array[length++] = (byte) (pattern | value);
            return;
        }
        array[length++] = (byte) (pattern | mask);
        int rest = value - mask;
        while (rest > 0x7f) {
            array[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        array[length++] = (byte) rest;
    }

    /// Writes a string (RFC 7541, section 5.2), with the Huffman code where that is shorter.
    void writeString(String text) {
        int encoded = Huffman.encodedLength(text);
        if (encoded < text.length()) {
            writeInteger(0x80, 0x7f, encoded);
            ensure(encoded);
            Huffman.encode(text, array, length);
            length += encoded;
            return;
        }
        writeInteger(0, 0x7f, text.length());
        ensure(text.length());
        for (int i = 0; i < text.length(); i++) {
            array[length++] = (byte) text.charAt(i);
        }
    }

    private void ensure(int room) {
        if (array.length - length < room) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, length + room));
        }
    }
}
