package dev.duet.proto;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Puts long texts into a writer's array as UTF-8, without an array in between.
///
/// A text that seems to be ASCII is put by the JDK's own copying of strings to memory, which asks
/// for the room when it knows the size. What else there is, is encoded here: faster than
/// [String#getBytes], which makes two arrays.
final class LongText implements SegmentAllocator {
    private static final int CHUNK = 1024;

    /// Room for the longest form of a character, and to write four bytes where three are meant.
    private static final int MAX_CHAR = 4;

    /// How many characters of a text are looked at, and how far apart they are at least.
    private static final int SAMPLES = 64;

    private static final int MIN_STRIDE = 8;

    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final ProtoWriter out;
    private char[] chars;

    /// Where the text being put starts, and the byte behind it.
    private int start;

    private byte behind;

    LongText(ProtoWriter out) {
        this.out = out;
    }

    /// Puts the UTF-8 form of a text in front of what has been written.
    void put(String text) {
        if (seemsAscii(text)) {
            allocateFrom(text, StandardCharsets.UTF_8); // calls allocate
            out.array()[out.start()] = behind;
            out.grown(start);
        } else {
            encode(text);
        }
    }

    /// Makes room for a text, and for the zero that the caller puts behind it.
    @Override
    public MemorySegment allocate(long size, long alignment) {
        int length = Math.toIntExact(size - 1);
        start = out.ensure(length) - length;
        behind = out.array()[start + length]; // the writer keeps a byte to spare at its end
        return MemorySegment.ofArray(out.array()).asSlice(start, size);
    }

    private static boolean seemsAscii(String text) {
        int stride = Math.max(MIN_STRIDE, text.length() / SAMPLES);
        int seen = 0;
        for (int i = 0; i < text.length(); i += stride) {
            seen |= text.charAt(i);
        }
        return seen < 0x80;
    }

    private void encode(String text) {
        if (chars == null) {
            chars = new char[CHUNK];
        }
        int end = text.length();
        while (end > 0) {
            int from = Math.max(0, end - CHUNK);
            if (from > 0 && Character.isLowSurrogate(text.charAt(from))) {
                from++; // its partner is in the next chunk
            }
            text.getChars(from, end, chars, 0);
            int at = out.ensure((end - from) * MAX_CHAR);
            out.grown(encode(chars, end - from, out.array(), at));
            end = from;
        }
    }

    private static int encode(char[] from, int count, byte[] into, int end) {
        int at = end;
        int i = count;
        while (i > 0) {
            char last = from[--i];
            if (last < 0x80) {
                into[--at] = (byte) last;
            } else if (last < 0x800) {
                at -= 2;
                SHORT.set(into, at, (short) (0x80C0 | (last & 0x3F) << 8 | last >> 6));
            } else if (!Character.isSurrogate(last)) {
                INT.set(
                        into,
                        at - 4,
                        (last & 0x3F) << 24
                                | (last & 0xFC0) << 10
                                | last >> 4 & 0xF00
                                | 0x8080E000);
                at -= 3;
            } else if (i > 0 && Character.isSurrogatePair(from[i - 1], last)) {
                int point = Character.toCodePoint(from[--i], last);
                at -= 4;
                INT.set(
                        into,
                        at,
                        0x808080F0
                                | (point & 0x3F) << 24
                                | (point & 0xFC0) << 10
                                | point >> 4 & 0x3F00
                                | point >> 18);
            } else {
                into[--at] = '?';
            }
        }
        return at;
    }
}
