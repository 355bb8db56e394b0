package dev.duet.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplayBufferTest {
    private static final byte[] BYTES = new byte[1_000];

    private final ReplayBudget budget = new ReplayBudget();
    private final long whole = budget.available();
    private final ReplayBuffer buffer = new ReplayBuffer(budget, 10_000);

    @Test
    void whatWasKeptIsReadInPieces() {
        buffer.append(new byte[] {9, 1, 2, 3, 9}, 1, 3);
        buffer.append(new byte[] {4, 5}, 0, 2);
        assertThat(buffer.read(0, 2)).containsExactly(1, 2);
        assertThat(buffer.read(2, 10)).containsExactly(3, 4, 5);
        assertThat(buffer.read(5, 10)).isEmpty();
    }

    @Test
    void whatWasNotSentIsForgotten() {
        buffer.append(new byte[] {1, 2, 3}, 0, 3);
        buffer.undo(2);
        buffer.append(new byte[] {4}, 0, 1);
        assertThat(buffer.read(0, 10)).containsExactly(1, 4);
    }

    @Test
    void noMoreIsKeptThanTheCallMay() {
        for (int i = 0; i < 10; i++) {
            assertThat(buffer.append(BYTES, 0, BYTES.length)).isTrue();
        }
        assertThat(buffer.append(BYTES, 0, 1)).isFalse();
        assertThat(whole - budget.available()).isEqualTo(10_000);
    }

    @Test
    void noMoreIsKeptThanTheChannelMay() {
        ReplayBuffer other = new ReplayBuffer(budget, Integer.MAX_VALUE);
        assertThat(other.append(new byte[(int) whole], 0, (int) whole)).isTrue();
        assertThat(buffer.append(BYTES, 0, BYTES.length)).isFalse();
        other.close();
        assertThat(buffer.append(BYTES, 0, BYTES.length)).isTrue();
    }

    @Test
    void closingGivesEverythingBack() {
        buffer.append(BYTES, 0, BYTES.length);
        assertThat(buffer.closeAt(999)).isFalse();
        assertThat(buffer.closeAt(1_000)).isTrue();
        buffer.close();
        assertThat(budget.available()).isEqualTo(whole);
        assertThat(buffer.append(BYTES, 0, 1)).isFalse();
        assertThat(buffer.read(0, 10)).isEmpty();
    }
}
