package dev.duet.proto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/// A writer that leaves a large value where it is says the same as one that copies it.
class ProtoWriterLeavingTest {
    private static final int LARGE = 1_000;

    private final Bytes large = Bytes.of(new byte[LARGE]);

    @Test
    void aLargeValueBetweenOthersIsLeft() {
        leavesOne(
                out -> {
                    out.writeInt32(3, 3);
                    out.writeBytes(2, large);
                    out.writeString(1, "before");
                });
    }

    @Test
    void aLargeValueInsideOthersIsLeft() {
        leavesOne(
                out -> {
                    int outer = out.length();
                    out.writeString(9, "behind");
                    int inner = out.length();
                    out.writeBytes(2, large);
                    out.writeInt32(1, 1);
                    out.writeLength(7, inner);
                    out.writeLength(8, outer);
                });
    }

    @Test
    void onlyOneIsLeft() {
        leavesOne(
                out -> {
                    out.writeBytes(2, large);
                    out.writeBytes(1, large);
                });
    }

    @Test
    void theArrayMayGrowAround() {
        leavesOne(
                out -> {
                    out.writeString(3, "c".repeat(700));
                    out.writeBytes(2, large);
                    out.writeString(1, "a".repeat(7_000));
                });
    }

    @Test
    void smallerValuesAreCopied() {
        ProtoWriter writer = new ProtoWriter();
        writer.leaveLarge(LARGE + 1);
        writer.writeBytes(1, large);

        assertThat(writer.left()).isNull();
    }

    @Test
    void aResetEndsIt() {
        ProtoWriter writer = new ProtoWriter();
        writer.leaveLarge(LARGE);
        writer.writeBytes(1, large);
        writer.reset();
        assertThat(writer.length()).isZero();
        assertThat(writer.left()).isNull();

        writer.writeBytes(1, large);
        assertThat(writer.left()).isNull();
    }

    private void leavesOne(Consumer<ProtoWriter> message) {
        ProtoWriter copying = new ProtoWriter();
        message.accept(copying);
        ProtoWriter leaving = new ProtoWriter();
        leaving.leaveLarge(LARGE);
        message.accept(leaving);

        assertThat(leaving.left()).isSameAs(large);
        assertThat(leaving.length()).isEqualTo(copying.length());
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        int before = leaving.leftAt() - leaving.start();
        joined.write(leaving.array(), leaving.start(), before);
        joined.writeBytes(leaving.left().toByteArray());
        int behind = leaving.length() - before - LARGE;
        joined.write(leaving.array(), leaving.leftAt(), behind);
        assertThat(joined.toByteArray()).isEqualTo(copying.toByteArray());
    }
}
