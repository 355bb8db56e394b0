package dev.duet.proto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicReference;

/// Makes long texts of their UTF-8 form, a word of eight bytes at a time: faster than the JDK,
/// which goes byte by byte behind the first byte that is not ASCII.
///
/// That pays for letters up to U+00FF, and where letters of the same size lie side by side. A text
/// that seems to be ASCII, or in which letters of different sizes take turns, is left to the JDK.
final class LongUtf8 {
    /// From this length on a text is worth a look.
    static final int MIN_LENGTH = 512;

    /// How many words of a text are looked at, and how far apart they are at most.
    private static final int SAMPLES = 16;

    private static final int MAX_STRIDE = 1024;

    /// Room for longer texts is not kept.
    private static final int MAX_RETAINED = 1 << 17;

    /// How many more letters decoded alone than full words there may be at the start, and behind
    /// many full words.
    private static final int PATIENCE = 16;

    private static final int MAX_PATIENCE = 64;

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH = 0x80 * ONES;

    /// The marks of letters of two bytes each, and of letters of three, in a word full of them.
    private static final long TWOS = 0x80C0_80C0_80C0_80C0L;

    private static final long TWOS_MASK = 0xC0E0_C0E0_C0E0_C0E0L;
    private static final long THREES = 0x0000_8080_E080_80E0L;
    private static final long THREES_MASK = 0x0000_C0C0_F0C0_C0F0L;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// The room that the last text was decoded in: fresh memory costs more than decoding.
    private static final AtomicReference<LongUtf8> SPARE = new AtomicReference<>();

    private byte[] latin = {};
    private char[] any = {};

    private LongUtf8() {}

    /// Makes a text of at least [#MIN_LENGTH] bytes.
    ///
    /// @return the text, or null if the JDK is likely to be faster
    /// @throws ProtoException if a byte up to where that was found out is not UTF-8
    static @Nullable String decode(byte[] from, int at, int length) {
        if (seemsAscii(from, at, length)) {
            return null;
        }
        LongUtf8 spare = length > MAX_RETAINED ? null : SPARE.getAndSet(null);
        LongUtf8 room = spare == null ? new LongUtf8() : spare;
        String text = room.decodeLatin(from, at, at + length);
        if (length <= MAX_RETAINED) {
            SPARE.set(room);
        }
        return text;
    }

    private static boolean seemsAscii(byte[] from, int at, int length) {
        int stride = Math.clamp(length / SAMPLES, Long.BYTES, MAX_STRIDE);
        int last = at + length - Long.BYTES;
        long seen = 0;
        for (int i = at; i <= last; i += stride) {
            seen |= (long) LONG.get(from, i);
        }
        return (seen & HIGH) == 0;
    }

    /// Decodes letters up to U+00FF; goes over to all letters where there is another.
    ///
    /// A letter of two bytes starts with C2 or C3, whose last bit is the second of the letter; its
    /// other bits are in the second byte. So that bit is moved there, and the first byte goes.
    @SuppressWarnings("deprecation") // nothing is wrong with it for ISO 8859-1
    private @Nullable String decodeLatin(byte[] from, int start, int end) {
        if (latin.length < end - start + Long.BYTES) {
            latin = new byte[end - start + Long.BYTES];
        }
        byte[] into = latin;
        int count = 0;
        int at = start;
        long leads = 0; // the first bytes of letters: 0x80 in place of each
        long bits = 0; // the bits that are to be moved
        for (; at < end; at += Long.BYTES) {
            long word = word(from, at, end);
            long high = word & HIGH;
            int split = (int) (leads >>> 63);
            long moved = bits >>> 50;
            leads = high & word << 1;
            long wrong = leads << 8 ^ (long) split << 7 ^ leads ^ high; // not behind a first byte
            wrong |= (word ^ 0xC2 * ONES) & 0xFE * ONES & (leads << 1) - (leads >>> 7);
            if (wrong != 0) {
                return decodeAny(from, at - split, end, count);
            }
            bits = word & leads >>> 7;
            LONG.set(into, count, without(leads, word | bits << 14 | moved));
            count += Long.BYTES - Long.bitCount(leads);
        }
        if (leads < 0) {
            throw ProtoException.invalidUtf8();
        }
        return new String(into, 0, 0, count - (at - end));
    }

    /// Takes bytes out of a word: those that are marked by a 0x80 in the other one.
    private static long without(long marks, long word) {
        long result = word;
        for (long rest = marks; rest != 0; rest = (rest & rest - 1) >>> 8) {
            long below = (rest & -rest) - 1 >>> 7;
            result = result & below | result >>> 8 & ~below;
        }
        return result;
    }

    /// Decodes letters of all kinds.
    private @Nullable String decodeAny(byte[] from, int start, int end, int before) {
        int most = before + end - start + Long.BYTES;
        if (any.length < most) {
            any = new char[most];
        }
        char[] into = any;
        for (int i = 0; i < before; i++) {
            into[i] = (char) (latin[i] & 0xFF);
        }
        int count = before;
        int at = start;
        int patience = PATIENCE;
        while (at < end) {
            long word = word(from, at, end);
            if ((word & HIGH) == 0) {
                putOnes(word, into, count);
                int size = Math.min(Long.BYTES, end - at);
                at += size;
                count += size;
                patience += patience < MAX_PATIENCE ? 1 : 0;
            } else if ((word & THREES_MASK) == THREES) {
                into[count] = three((int) word);
                into[count + 1] = three((int) (word >>> 24));
                at += 6;
                count += 2;
                patience += patience < MAX_PATIENCE ? 1 : 0;
            } else if ((word & TWOS_MASK) == TWOS) {
                putTwos(word, into, count);
                at += 8;
                count += 4;
                patience += patience < MAX_PATIENCE ? 1 : 0;
            } else if (--patience < 0) {
                return null;
            } else {
                int point = codePoint((int) word);
                count += Character.toChars(point, into, count);
                at += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            }
        }
        return new String(into, 0, count);
    }

    /// Returns the next eight bytes; behind the end there are zeros.
    private static long word(byte[] from, int at, int end) {
        int spare = at + Long.BYTES - end;
        return spare <= 0
                ? (long) LONG.get(from, at)
                : (long) LONG.get(from, end - Long.BYTES) >>> spare * Byte.SIZE;
    }

    private static void putOnes(long word, char[] into, int at) {
        for (int i = 0; i < Long.BYTES; i++) {
            into[at + i] = (char) (word >>> i * Byte.SIZE & 0x7F);
        }
    }

    private static void putTwos(long word, char[] into, int at) {
        long points = (word & 0x001F_001F_001F_001FL) << 6 | word >>> 8 & 0x003F_003F_003F_003FL;
        for (int i = 0; i < 4; i++) {
            into[at + i] = two((int) (points >>> i * Character.SIZE) & 0x7FF);
        }
    }

    private static char two(int point) {
        if (point < 0x80) {
            throw ProtoException.invalidUtf8(); // too long a form
        }
        return (char) point;
    }

    /// Decodes a letter of three bytes, whose marks have been looked at.
    private static char three(int word) {
        int point = (word & 0xF) << 12 | word >>> 2 & 0xFC0 | word >>> 16 & 0x3F;
        if (point < 0x800 || Character.isSurrogate((char) point)) {
            throw ProtoException.invalidUtf8();
        }
        return (char) point;
    }

    private static int codePoint(int word) {
        if ((word & 0x80) == 0) {
            return word & 0x7F;
        }
        if ((word & 0xC0E0) == 0x80C0) {
            return two((word & 0x1F) << 6 | word >>> 8 & 0x3F);
        }
        if ((word & 0xC0C0F0) == 0x8080E0) {
            return three(word);
        }
        int high = (word & 0x7) << 18 | word << 4 & 0x3F000;
        int point = high | word >>> 10 & 0xFC0 | word >>> 24 & 0x3F;
        boolean marked = (word & 0xC0C0C0F8) == 0x808080F0;
        if (!marked || point < 0x10000 || point > 0x10FFFF) {
            throw ProtoException.invalidUtf8();
        }
        return point;
    }
}
