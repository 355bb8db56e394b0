package dev.duet.internal.http2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;

class LargeMessageTest {
    private static final int SIZE = 1_000_003;

    @Test
    void arrivingBytesEndUpInAnArrayOfTheirSize() {
        ByteBuffer sent = numbered(SIZE);
        LargeMessage message = new LargeMessage(new byte[0], 0, SIZE);
        for (int at = 0; at < SIZE; at += 16_384) {
            int count = Math.min(16_384, SIZE - at);
            assertThat(message.append(sent, at, count)).isEqualTo(count);
        }

        assertThat(message.length()).isEqualTo(SIZE);
        assertThat(message.bytes()).isEqualTo(sent.array());
    }

    @Test
    void whatIsAnnouncedTakesNoMemoryBeforeItArrives() {
        ByteBuffer sent = numbered(SIZE);
        LargeMessage message = new LargeMessage(new byte[5], 5, SIZE);
        for (int at = 5; at < SIZE; at += 1_000) {
            message.append(sent, at, Math.min(1_000, SIZE - at));
            assertThat(message.bytes().length).isLessThanOrEqualTo(4 * message.length());
        }
    }

    @Test
    void whatFollowsTheMessageIsLeft() {
        LargeMessage message = new LargeMessage(new byte[SIZE], SIZE - 10, SIZE);

        assertThat(message.append(numbered(100), 0, 100)).isEqualTo(10);
        assertThat(message.append(numbered(100), 10, 90)).isZero();
    }

    @Test
    void theLargestMessageOfAllGrowsWithoutOverflow() {
        LargeMessage message = new LargeMessage(new byte[0], 0, Integer.MAX_VALUE);

        message.append(numbered(100_000), 0, 100_000);

        assertThat(message.bytes()).hasSize(400_000);
    }

    private static ByteBuffer numbered(int count) {
        ByteBuffer result = ByteBuffer.allocate(count);
        for (int i = 0; i < count; i++) {
            result.put((byte) (i * 31 + 7));
        }
        return result.clear();
    }
}
