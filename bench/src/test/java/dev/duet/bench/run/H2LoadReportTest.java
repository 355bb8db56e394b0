package dev.duet.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class H2LoadReportTest {
    private static final String PRINTED =
            """
            finished in 812.33ms, 24620.53 req/s, 2.06MB/s
            requests: 20000 total, 20000 started, 20000 done, 19999 succeeded, 1 failed, 0 errored, 0 timeout
            status codes: 19998 2xx, 0 3xx, 1 4xx, 0 5xx
            traffic: 1.67MB (1754000) total, 156.8KB (160539) headers (space savings 96.00%), \
            449.2KB (460000) data
            """;

    @Test
    void readsRateStatusAndBytes() {
        H2LoadReport report = H2LoadReport.parse(PRINTED);

        assertThat(report).isEqualTo(new H2LoadReport(24_620.53, 19_999, 19_998, 460_000));
    }

    @Test
    void doesNotAcceptAMissingCallOrMissingBytes() {
        H2LoadReport report = new H2LoadReport(1_000, 200, 200, 4_600);

        report.check(200, 4_600);
        assertThatThrownBy(() -> report.check(201, 4_600))
                .hasMessageContaining("only 200 of 201 calls");
        assertThatThrownBy(() -> report.check(200, 4_623)).hasMessageContaining("4600 bytes");
    }

    @Test
    void saysWhatItMissesInAnUnknownOutput() {
        assertThatThrownBy(() -> H2LoadReport.parse("connection refused"))
                .isInstanceOf(MeasurementException.class)
                .hasMessageContaining("connection refused");
    }
}
