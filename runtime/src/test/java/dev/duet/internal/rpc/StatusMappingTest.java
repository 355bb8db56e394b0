package dev.duet.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.Status;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusMappingTest {
    @ParameterizedTest
    @CsvSource({
        "400, INTERNAL",
        "431, INTERNAL",
        "401, UNAUTHENTICATED",
        "403, PERMISSION_DENIED",
        "404, UNIMPLEMENTED",
        "429, UNAVAILABLE",
        "502, UNAVAILABLE",
        "503, UNAVAILABLE",
        "504, UNAVAILABLE",
        "200, UNKNOWN",
        "302, UNKNOWN",
        "415, UNKNOWN",
        "500, UNKNOWN",
        "999, UNKNOWN",
    })
    void httpStatusBecomesACode(int httpStatus, Status.Code code) {
        assertThat(StatusMapping.ofHttpStatus(httpStatus)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "0, INTERNAL",
        "1, INTERNAL",
        "2, INTERNAL",
        "3, INTERNAL",
        "7, UNAVAILABLE",
        "8, CANCELLED",
        "11, RESOURCE_EXHAUSTED",
        "12, PERMISSION_DENIED",
        "13, INTERNAL",
        "-1, INTERNAL",
    })
    void resetBecomesACode(int errorCode, Status.Code code) {
        assertThat(StatusMapping.ofResetCode(errorCode)).isEqualTo(code);
    }
}
