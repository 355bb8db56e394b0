package dev.duet.bench.raw;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.HexFormat;

class EchoFrameTest {
    @Test
    void isADataFrameWithOneMessageOfSixteenBytes() {
        ByteBuffer out = ByteBuffer.allocate(EchoFrame.SIZE);
        EchoFrame.write(out, 5, 258);

        assertThat(out.hasRemaining()).isFalse();
        assertThat(HexFormat.of().formatHex(out.array(), 0, 16))
                .isEqualTo("000017" + "00" + "00" + "00000005" + "00" + "00000012" + "0a10");
        assertThat(HexFormat.of().formatHex(out.array(), 24, 32)).isEqualTo("0000000000000102");
        assertThat(EchoFrame.isAt(out, 0)).isTrue();
    }

    @Test
    void belongsToItsStreamAndHasItsPlace() {
        ByteBuffer out = ByteBuffer.allocate(EchoFrame.SIZE);
        EchoFrame.write(out, 5, 258);

        assertThat(EchoFrame.carries(out, EchoFrame.MESSAGE_OFFSET, 5, 258)).isTrue();
        assertThat(EchoFrame.carries(out, EchoFrame.MESSAGE_OFFSET, 7, 258)).isFalse();
        assertThat(EchoFrame.carries(out, EchoFrame.MESSAGE_OFFSET, 5, 259)).isFalse();
    }

    @Test
    void isNotRecognisedWithOtherFlagsOrAnotherMessage() {
        for (int at : new int[] {2, 3, 4, 9, 13, 14, 15}) {
            ByteBuffer out = ByteBuffer.allocate(EchoFrame.SIZE);
            EchoFrame.write(out, 5, 258);
            out.put(at, (byte) (out.get(at) ^ 1));

            assertThat(EchoFrame.isAt(out, 0)).as("byte %d changed", at).isFalse();
        }
    }
}
