package dev.duet.text;

import dev.duet.proto.Bytes;
import dev.duet.proto.ProtoException;
import dev.duet.proto.ProtoReader;
import dev.duet.proto.UnknownFields;
import dev.duet.proto.wellknown.Empty;

import java.util.Set;

/// Writes unknown fields: their numbers, and values as far as the wire format tells them.
final class UnknownWriter {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int START_GROUP = 3;
    private static final int FIXED32 = 5;

    private final TextWriter out;

    UnknownWriter(TextWriter out) {
        this.out = out;
    }

    /// Writes fields.
    ///
    /// @param fields the fields
    /// @param known the numbers of those that are not to be written
    void fields(UnknownFields fields, Set<Integer> known) {
        ProtoReader in = fields.reader();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int number = tag >>> 3;
            if (known.contains(number)) {
                in.skip(tag);
            } else {
                field(Integer.toUnsignedString(number), tag, in);
            }
        }
    }

    private void field(String name, int tag, ProtoReader in) {
        switch (tag & 7) {
            case VARINT -> out.line(name + ": " + Long.toUnsignedString(in.readInt64()));
            case FIXED32 -> out.line(String.format("%s: 0x%08x", name, in.readFixed32()));
            case FIXED64 -> out.line(String.format("%s: 0x%016x", name, in.readFixed64()));
            case LENGTH_DELIMITED -> bytes(name, in.readBytes());
            case START_GROUP -> {
                UnknownFields group = in.readGroup(tag >>> 3, Empty.CODEC, null).unknownFields();
                out.braces(name, () -> fields(group, Set.of()));
            }
            default -> throw new AssertionError("unknown fields are well-formed");
        }
    }

    /// Writes what may be a message as one, if its bytes are well-formed.
    private void bytes(String name, Bytes value) {
        if (!value.isEmpty() && !out.isTooDeep()) {
            UnknownFields message;
            try {
                message = UnknownFields.of(value);
            } catch (ProtoException e) {
                message = null;
            }
            if (message != null) {
                UnknownFields inside = message;
                out.braces(name, () -> fields(inside, Set.of()));
                return;
            }
        }
        out.line(name + ": " + TextLiterals.print(value.toByteArray()));
    }
}
