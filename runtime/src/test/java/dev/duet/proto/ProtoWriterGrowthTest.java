package dev.duet.proto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;

/// A writer may have to grow before any single byte that it puts in front of the others.
class ProtoWriterGrowthTest {
    @Test
    void growsBeforeAnyPartOfAField() {
        byte[] value = new byte[3000];
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) i;
        }
        for (int size = 1; size < value.length; size++) {
            ProtoWriter writer = new ProtoWriter();
            Wrappers.BYTES.encode(Bytes.copyOf(value, 0, size), writer);
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            expected.write(0x0a);
            writeVarint(expected, size);
            expected.write(value, 0, size);
            assertThat(writer.toByteArray()).isEqualTo(expected.toByteArray());
        }
    }

    @Test
    void growsBeforeAVarintOfAnyLength() {
        for (int before = 200; before < 256; before++) {
            for (long value = 1; value > 0; value <<= 7) {
                ProtoWriter writer = new ProtoWriter();
                writer.reserve(before);
                writer.writeUInt64(1, value);
                ByteArrayOutputStream expected = new ByteArrayOutputStream();
                expected.write(0x08);
                writeVarint(expected, value);
                expected.writeBytes(new byte[before]);
                assertThat(writer.toByteArray()).isEqualTo(expected.toByteArray());
            }
        }
    }

    private static void writeVarint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest > 0x7f) {
            out.write((int) rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
