package dev.duet.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.duet.Status;
import dev.duet.StatusException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeoutHeaderTest {
    @ParameterizedTest
    @CsvSource({
        "1n, 1",
        "00000007u, 7000",
        "250m, 250000000",
        "3S, 3000000000",
        "2M, 120000000000",
        "1H, 3600000000000",
        "0n, 0",
        "2562047H, 9223369200000000000",
        "2562048H, 9223372036854775807",
        "99999999H, 9223372036854775807",
    })
    void readsNumberAndUnit(String header, long nanos) {
        assertThat(TimeoutHeader.parse(header)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "S", "123456789n", "-1S", "+1S", "1s", "1 S", "1SS", "٣S", "1h"})
    void everythingElseIsAnInternalError(String header) {
        assertThatExceptionOfType(StatusException.class)
                .isThrownBy(() -> TimeoutHeader.parse(header))
                .extracting(e -> e.status().code())
                .isEqualTo(Status.Code.INTERNAL);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1n",
        "99999999, 99999999n",
        "100000000, 100000u",
        "100000001, 100001u",
        "99999999000, 99999999u",
        "99999999001, 100000m",
        "9223372036854775807, 2562048H",
        "0, 1n",
        "-5, 1n",
    })
    void writesTheFinestUnitThatFitsAndRoundsUp(long nanos, String header) {
        assertThat(TimeoutHeader.format(nanos)).isEqualTo(header);
    }

    @Test
    void whatIsWrittenIsReadWithinAMillionth() {
        for (long nanos = 1; nanos > 0 && nanos < Long.MAX_VALUE / 3; nanos = nanos * 3 + 1) {
            long read = TimeoutHeader.parse(TimeoutHeader.format(nanos));
            assertThat(read).isBetween(nanos, nanos + nanos / 1_000);
        }
    }
}
