package dev.duet.internal.http2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The arithmetic of flow control.
class WindowsTest {
    @Test
    void aSendWindowMayBecomeNegativeAndThenHasNothing() {
        SendWindow window = new SendWindow(10);
        window.spend(10);
        assertThat(window.add(-5)).isTrue();
        assertThat(window.available()).isZero();
        assertThat(window.add(7)).isTrue();
        assertThat(window.available()).isEqualTo(2);
    }

    @Test
    void aSendWindowOverflowsAbove31Bits() {
        SendWindow window = new SendWindow(Integer.MAX_VALUE - 1);
        assertThat(window.add(1)).isTrue();
        assertThat(window.add(1)).isFalse();
    }

    @Test
    void aReceiveWindowGivesBackInHalves() {
        ReceiveWindow window = new ReceiveWindow(100);
        assertThat(window.receive(60)).isTrue();
        assertThat(window.consume(49)).isZero();
        assertThat(window.consume(1)).isEqualTo(50);
        assertThat(window.available()).isEqualTo(90);
    }

    @Test
    void aReceiveWindowNoticesWhatWasNotAllowed() {
        ReceiveWindow window = new ReceiveWindow(100);
        assertThat(window.receive(100)).isTrue();
        assertThat(window.receive(1)).isFalse();
    }

    @Test
    void borrowedCreditIsKeptBackFromWhatIsConsumed() {
        ReceiveWindow window = new ReceiveWindow(100);
        window.extend(300);
        assertThat(window.receive(400)).isTrue();
        window.shrink(300);
        assertThat(window.consume(400)).isEqualTo(100);
        assertThat(window.available()).isEqualTo(100);
        assertThat(window.owed()).isZero();
    }

    @Test
    void whatIsOwedCanBeGivenBackAtOnce() {
        ReceiveWindow window = new ReceiveWindow(100);
        window.receive(10);
        assertThat(window.consume(10)).isZero();
        assertThat(window.giveAll()).isEqualTo(10);
        assertThat(window.available()).isEqualTo(100);
    }
}
