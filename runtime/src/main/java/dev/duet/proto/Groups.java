package dev.duet.proto;

/// Messages in the delimited encoding, and the skipping of fields, which may be such messages.
///
/// The end of a group that is being read becomes the reader's limit, so that whoever reads fields
/// up to the limit need not know about groups.
final class Groups {
    private Groups() {}

    /// Starts to read a group; [#leave] takes what this returns.
    static long enter(ProtoReader in, int number) {
        long outer = (long) in.groupDepth << 32 | in.groupEnd & 0xFFFF_FFFFL;
        if (++in.depth > ProtoReader.MAX_DEPTH) {
            throw ProtoException.tooDeep();
        }
        in.groupEnd = number << 3 | WireType.END_GROUP;
        in.groupDepth = in.depth;
        return outer;
    }

    /// Makes what has been read the end of the group, up to [#leave].
    private static void end(ProtoReader in, int tag) {
        if (tag != in.groupEnd || in.groupDepth != in.depth) {
            throw ProtoException.unmatchedGroup(tag);
        }
        in.groupEnd = 0;
        in.groupLimit = in.limit;
        in.limit = in.position;
    }

    static void leave(ProtoReader in, long outer) {
        if (in.groupEnd != 0) {
            throw ProtoException.truncated(); // its end was not read
        }
        in.depth--;
        in.limit = in.groupLimit;
        in.groupEnd = (int) outer;
        in.groupDepth = (int) (outer >>> 32);
    }

    /// Skips a field whose tag has just been read.
    static void skipField(ProtoReader in, int tag) {
        if (tag >>> 3 == 0) {
            throw ProtoException.malformedTag(tag);
        }
        switch (tag & 7) {
            case WireType.VARINT -> in.readInt64();
            case WireType.FIXED64 -> in.advance(8);
            case WireType.LENGTH_DELIMITED -> in.advance(in.readLength());
            case WireType.START_GROUP -> skip(in, tag >>> 3);
            case WireType.END_GROUP -> end(in, tag);
            case WireType.FIXED32 -> in.advance(4);
            default -> throw ProtoException.malformedTag(tag);
        }
    }

    private static void skip(ProtoReader in, int number) {
        long outer = enter(in, number);
        for (int inner = in.readTag(); inner != 0; inner = in.readTag()) {
            skipField(in, inner);
        }
        leave(in, outer);
    }
}
