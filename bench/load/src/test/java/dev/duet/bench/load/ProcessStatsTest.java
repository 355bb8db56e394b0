package dev.duet.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessStatsTest {
    @Test
    void addsUserAndSystemTimeWhateverTheCommandIsCalled() {
        String stat =
                "4711 (a (b) c 1 2) S 1 4711 4711 0 -1 4194304 21 0 0 0 250 150 0 0 20 0 9 0 77 1 2"
                        + " 3";

        assertThat(ProcessStats.cpuSecondsIn(stat)).isEqualTo(4.0);
    }

    @Test
    void findsResidentMemory() {
        assertThat(
                        ProcessStats.residentKibIn(
                                "Name:\tjava\nVmPeak:\t   9 kB\nVmRSS:\t  123456 kB\n"))
                .isEqualTo(123_456);
    }
}
