package dev.duet.compiler.link;

import dev.duet.compiler.model.OptionValues;
import dev.duet.compiler.model.OptionValues.Entry;
import dev.duet.compiler.model.OptionValues.Wire;

import java.io.ByteArrayOutputStream;
import java.util.List;

/// Writes options as bytes of the wire format.
final class OptionBytes {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int START_GROUP = 3;
    private static final int END_GROUP = 4;
    private static final int FIXED32 = 5;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private OptionBytes() {}

    static byte[] of(OptionValues values) {
        return of(values.entries());
    }

    static byte[] of(List<Entry> entries) {
        var bytes = new OptionBytes();
        bytes.write(entries);
        return bytes.out.toByteArray();
    }

    /// Numbers without tags, one behind the other.
    static byte[] packed(List<Long> values, Wire wire) {
        var bytes = new OptionBytes();
        for (long value : values) {
            bytes.number(wire, value);
        }
        return bytes.out.toByteArray();
    }

    private void write(List<Entry> entries) {
        for (Entry entry : entries) {
            switch (entry.wire()) {
                case VARINT -> tag(entry, VARINT);
                case FIXED64 -> tag(entry, FIXED64);
                case FIXED32 -> tag(entry, FIXED32);
                case BYTES, MESSAGE -> tag(entry, LENGTH_DELIMITED);
                case GROUP -> tag(entry, START_GROUP);
            }
            switch (entry.wire()) {
                case VARINT, FIXED64, FIXED32 -> number(entry.wire(), entry.value());
                case BYTES -> delimited(entry.bytes());
                case MESSAGE -> delimited(of(entry.message()));
                case GROUP -> {
                    write(entry.message().entries());
                    tag(entry, END_GROUP);
                }
            }
        }
    }

    private void tag(Entry entry, int wireType) {
        varint((long) entry.number() << 3 | wireType);
    }

    private void delimited(byte[] bytes) {
        varint(bytes.length);
        out.writeBytes(bytes);
    }

    private void number(Wire wire, long value) {
        switch (wire) {
            case VARINT -> varint(value);
            case FIXED64 -> fixed(value, 8);
            case FIXED32 -> fixed(value, 4);
            case BYTES, MESSAGE, GROUP -> throw new IllegalArgumentException(wire.name());
        }
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private void fixed(long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (value >>> 8 * i));
        }
    }
}
