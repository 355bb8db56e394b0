package dev.duet.internal.http2.hpack;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The static Huffman code of RFC 7541, appendix B.
///
/// The code is canonical: codes of one length are consecutive in the order of their symbols, and
/// longer codes follow shorter ones. The lengths therefore say everything, and the tables are built
/// from them. Decoding looks at the next [#FAST_BITS] bits at once, which settles every symbol that
/// occurs in ordinary headers; rarer ones are found by comparing with the last code of each length.
final class Huffman {
    private static final int END_OF_STRING = 256;
    private static final int SHORTEST = 5;
    private static final int LONGEST = 30;
    private static final int FAST_BITS = 10;
    private static final int FAST_MASK = (1 << FAST_BITS) - 1;

    /// Code lengths in bits of the symbols 0 to 255 and of the end of the string.
    private static final byte[] LENGTHS = {
        13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28,
        28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28,
        6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6,
        5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
        13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
        7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
        15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5,
        6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28,
        20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23,
        24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24,
        22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23,
        21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23,
        26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25,
        19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27,
        20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23,
        26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26,
        30,
    };

    private static final int[] CODES = new int[LENGTHS.length];

    /// The symbols in the order of their codes.
    private static final short[] SYMBOLS = new short[LENGTHS.length];

    /// For each length, the place in [#SYMBOLS] of its code 0, were there such a code.
    private static final int[] OFFSETS = new int[LONGEST + 1];

    /// For each length, the first code of the next length, left-aligned in 32 bits, unsigned.
    private static final long[] LIMITS = new long[LONGEST + 1];

    /// For the next [#FAST_BITS] bits: symbol × 16 + length, or 0 where the code is longer.
    private static final short[] FAST = new short[1 << FAST_BITS];

    static {
        int[] counts = new int[LONGEST + 1];
        for (byte length : LENGTHS) {
            counts[length]++;
        }
        int[] next = new int[LONGEST + 1];
        int code = 0;
        int place = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code <<= 1;
            next[length] = code;
            OFFSETS[length] = place - code;
            code += counts[length];
            place += counts[length];
            LIMITS[length] = (long) code << (32 - length);
        }
        for (int symbol = 0; symbol < LENGTHS.length; symbol++) {
            int length = LENGTHS[symbol];
            CODES[symbol] = next[length]++;
            SYMBOLS[OFFSETS[length] + CODES[symbol]] = (short) symbol;
        }
        for (int symbol = 0; symbol < END_OF_STRING; symbol++) {
            int spare = FAST_BITS - LENGTHS[symbol];
            if (spare >= 0) {
                int first = CODES[symbol] << spare;
                short entry = (short) (symbol << 4 | LENGTHS[symbol]);
                Arrays.fill(FAST, first, first + (1 << spare), entry);
            }
        }
    }

    private Huffman() {}

    /// The octets that `text` takes when encoded.
    static int encodedLength(String text) {
        int bits = 0;
        for (int i = 0; i < text.length(); i++) {
            bits += LENGTHS[text.charAt(i) & 0xff];
        }
        return (bits + 7) >>> 3;
    }

    /// Writes `text` into `out` from `at` on, where [#encodedLength(String)] octets must be free.
    static void encode(String text, byte[] out, int at) {
        long bits = 0;
        int count = 0;
        int to = at;
        for (int i = 0; i < text.length(); i++) {
            int symbol = text.charAt(i) & 0xff;
            bits = bits << LENGTHS[symbol] | CODES[symbol];
            count += LENGTHS[symbol];
            if (count >= 32) {
                count -= 32;
                int word = (int) (bits >>> count);
                out[to] = (byte) (word >>> 24);
                out[to + 1] = (byte) (word >>> 16);
                out[to + 2] = (byte) (word >>> 8);
                out[to + 3] = (byte) word;
                to += 4;
            }
        }
        while (count >= 8) {
            count -= 8;
            out[to++] = (byte) (bits >>> count);
        }
        if (count > 0) {
            out[to] = (byte) (bits << (8 - count) | 0xff >>> count);
        }
    }

    /// The most octets that `length` encoded ones can stand for.
    static int maxDecodedLength(int length) {
        return (int) (length * 8L / SHORTEST);
    }

    /// Decodes `length` octets of `in` from `at` on into `out`, which has room for
    /// [#maxDecodedLength(int)].
    ///
    /// @return the number of octets written
    /// @throws HpackException if the padding is wrong or the end of the string is encoded
    static int decode(ByteBuffer in, int at, int length, byte[] out) throws HpackException {
        int from = at;
        int end = at + length;
        int written = 0;
        long bits = 0;
        int count = 0;
        while (true) {
            while (count < 32 && end - from >= 4) {
                bits = bits << 32 | in.getInt(from) & 0xffffffffL;
                from += 4;
                count += 32;
                int fast = FAST[(int) (bits >>> (count - FAST_BITS)) & FAST_MASK];
                while (fast != 0 && count >= 32) {
                    out[written++] = (byte) (fast >>> 4);
                    count -= fast & 15;
                    fast = FAST[(int) (bits >>> (count - FAST_BITS)) & FAST_MASK];
                }
            }
            while (count < 32 && from < end) {
                bits = bits << 8 | in.get(from++) & 0xff;
                count += 8;
            }
            int window = window(bits, count);
            int fast = FAST[window >>> (32 - FAST_BITS)];
            int used = fast != 0 ? fast & 15 : slowLength(window);
            if (used > count) {
                checkPadding(bits, count);
                return written;
            }
            int symbol = fast != 0 ? fast >>> 4 : SYMBOLS[OFFSETS[used] + (window >>> (32 - used))];
            if (symbol == END_OF_STRING) {
                throw new HpackException("Huffman code of the end of the string");
            }
            out[written++] = (byte) symbol;
            count -= used;
        }
    }

    /// The next 32 bits, filled up with ones.
    private static int window(long bits, int count) {
        return count >= 32
                ? (int) (bits >>> (count - 32))
                : (int) (bits << (32 - count) | 0xffffffffL >>> count);
    }

    private static int slowLength(int window) {
        long next = window & 0xffffffffL;
        int length = FAST_BITS + 1;
        while (next >= LIMITS[length]) {
            length++;
        }
        return length;
    }

    private static void checkPadding(long bits, int count) throws HpackException {
        int mask = (1 << count) - 1;
        if (count > 7 || (bits & mask) != mask) {
            throw new HpackException("Huffman padding is not the beginning of the end");
        }
    }
}
