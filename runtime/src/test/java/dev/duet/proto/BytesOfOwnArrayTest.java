package dev.duet.proto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

/// Values that keep the array which they were read from are like any others.
class BytesOfOwnArrayTest {
    private static final int PREFIX = 5;

    private final byte[] content = content(1_000);
    private final byte[] array = framed(content);
    private final Bytes copy = Bytes.of(content);

    @Test
    void aValueThatIsMostOfAnOwnArrayKeepsIt() {
        Bytes value = readOwn(array);
        array[array.length - 1]++;

        assertThat(value.get(999)).isEqualTo(array[array.length - 1]);
    }

    @Test
    void aValueOfAForeignArrayIsACopy() {
        ProtoReader reader = new ProtoReader(new byte[0]);
        reader.resetToOwn(array, PREFIX, array.length - PREFIX);
        reader.reset(array, PREFIX, array.length - PREFIX);
        Bytes value = read(reader);
        array[array.length - 1]++;

        assertThat(value).isEqualTo(copy);
    }

    @Test
    void aValueThatIsTheLesserPartOfAnOwnArrayIsACopy() {
        byte[] larger = Arrays.copyOf(array, 3 * array.length);
        ProtoReader reader = new ProtoReader(new byte[0]);
        reader.resetToOwn(larger, PREFIX, array.length - PREFIX);
        Bytes value = read(reader);
        larger[array.length - 1]++;

        assertThat(value).isEqualTo(copy);
    }

    @Test
    void aValueInsideAnArrayEqualsItsCopy() {
        Bytes value = readOwn(array);

        assertThat(value).isEqualTo(copy).hasSameHashCodeAs(copy).hasToString(copy.toString());
        assertThat(copy).isEqualTo(value);
        assertThat(value.compareTo(copy)).isZero();
        assertThat(value).isGreaterThan(Bytes.of((byte) 0)).isLessThan(Bytes.of((byte) -1));
        assertThat(value.size()).isEqualTo(1_000);
        assertThat(value.get(0)).isEqualTo(content[0]);
        assertThat(value.toByteArray()).isEqualTo(content);
        assertThat(value.toUtf8()).isEqualTo(copy.toUtf8());
        assertThat(value.asByteBuffer()).isEqualTo(copy.asByteBuffer());
        byte[] into = new byte[1_001];
        value.copyTo(into, 1);
        assertThat(Arrays.copyOfRange(into, 1, 1_001)).isEqualTo(content);
        assertThatThrownBy(() -> value.get(1_000)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> value.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aValueInsideAnArrayIsWrittenAsItsCopyIs() {
        ProtoWriter expected = new ProtoWriter();
        expected.writeBytes(1, copy);
        ProtoWriter writer = new ProtoWriter();
        writer.writeBytes(1, readOwn(array));

        assertThat(writer.toByteArray()).isEqualTo(expected.toByteArray());
    }

    @Test
    void unknownFieldsMadeOfAValueInsideAnArrayDoNotTouchTheRest() {
        ProtoWriter field = new ProtoWriter();
        field.writeBytes(7, Bytes.of(content));
        byte[] outer = framed(field.toByteArray());
        byte[] behind = Arrays.copyOf(outer, outer.length + 100);
        ProtoReader reader = new ProtoReader(new byte[0]);
        reader.resetToOwn(behind, PREFIX, outer.length - PREFIX);

        UnknownFields fields = UnknownFields.of(read(reader)).appendVarint(8, 9);

        assertThat(fields.size()).isEqualTo(field.length() + 2);
        assertThat(Arrays.copyOfRange(behind, outer.length, behind.length))
                .isEqualTo(new byte[100]);
    }

    private static Bytes readOwn(byte[] array) {
        ProtoReader reader = new ProtoReader(new byte[0]);
        reader.resetToOwn(array, PREFIX, array.length - PREFIX);
        return read(reader);
    }

    private static Bytes read(ProtoReader reader) {
        assertThat(reader.readTag()).isEqualTo(1 << 3 | WireType.LENGTH_DELIMITED);
        Bytes value = reader.readBytes();
        assertThat(reader.readTag()).isZero();
        return value;
    }

    private static byte[] framed(byte[] content) {
        ProtoWriter writer = new ProtoWriter();
        writer.writeBytes(1, Bytes.of(content));
        writer.reserve(PREFIX);
        return writer.toByteArray();
    }

    private static byte[] content(int length) {
        byte[] result = new byte[length];
        for (int i = 0; i < length; i++) {
            result[i] = (byte) (i % 120 + 3);
        }
        return result;
    }
}
