package dev.duet.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GarbageCollectionTest {
    @Test
    void sumsTheHeapWithoutMetadata() {
        assertThat(
                        GarbageCollection.usedBytes(
                                """
                                4711:
                                 def new generation   total 4928K, used 100K [0x01, 0x02, 0x03)
                                  eden space 4416K,   2% used [0x01, 0x02, 0x03)
                                 tenured generation   total 10944K, used 900K [0x01, 0x02, 0x03)
                                 Metaspace       used 5000K, committed 5184K, reserved 1114112K
                                """))
                .isEqualTo(1_000 * 1_024);
    }

    @Test
    void refusesWhatSaysNothingOfAHeap() {
        assertThatThrownBy(() -> GarbageCollection.usedBytes("no such process"))
                .isInstanceOf(MeasurementException.class);
    }

    @Test
    void measuresARealProcess() throws InterruptedException {
        assertThat(GarbageCollection.heapBytesAfter(ProcessHandle.current().pid()))
                .isGreaterThan(100_000);
    }
}
