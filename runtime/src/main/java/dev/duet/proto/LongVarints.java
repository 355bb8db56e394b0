package dev.duet.proto;

/// Reads tags, values and lengths of more than one byte; those of one are read by [ProtoReader]
/// itself.
final class LongVarints {
    /// How many bytes a value has at most.
    static final int MAX_LENGTH = 10;

    private LongVarints() {}

    static int readTag(ProtoReader in) {
        int tag = 0;
        int last = 0;
        int shift = 0;
        do {
            if (in.position == in.limit) {
                throw ProtoException.truncated();
            }
            last = in.array[in.position++];
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

    /// Reads a value whose first byte says that it has more, and behind whose start there are
    /// [#MAX_LENGTH] bytes or more.
    static long read(ProtoReader in, int start) {
        byte[] from = in.array;
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
        in.position = at;
        return value;
    }

    /// Reads any value, looking at the limit before every byte.
    static long readNearLimit(ProtoReader in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (in.position == in.limit) {
                throw ProtoException.truncated();
            }
            byte next = in.array[in.position++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw ProtoException.malformedVarint();
    }

    /// Reads a length and checks that so much is there.
    static int readLength(ProtoReader in) {
        long length = in.readInt64();
        if (length < 0 || length > Integer.MAX_VALUE) {
            throw ProtoException.negativeLength();
        }
        if (length > in.limit - in.position) {
            throw ProtoException.truncated();
        }
        return (int) length;
    }

    /// Counts the values up to the limit.
    static int count(ProtoReader in) {
        byte[] from = in.array;
        int count = 0;
        for (int i = in.position; i < in.limit; i++) {
            count += from[i] >= 0 ? 1 : 0;
        }
        return count;
    }
}
