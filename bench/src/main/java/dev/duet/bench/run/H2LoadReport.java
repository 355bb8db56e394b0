package dev.duet.bench.run;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `h2load` printed at the end of a run.
///
/// @param requestsPerSecond its rate
/// @param succeeded requests answered with a status that h2load likes
/// @param status2xx answers with status 2xx
/// @param dataBytes bytes of DATA frames received, without frame headers
record H2LoadReport(double requestsPerSecond, long succeeded, long status2xx, long dataBytes) {
    private static final Pattern RATE = Pattern.compile("finished in [^,]+, ([0-9.]+) req/s");
    private static final Pattern SUCCEEDED = Pattern.compile("(\\d+) succeeded");
    private static final Pattern STATUS_2XX = Pattern.compile("status codes: (\\d+) 2xx");
    private static final Pattern DATA = Pattern.compile("\\((\\d+)\\) data");

    static H2LoadReport parse(String text) {
        return new H2LoadReport(
                Double.parseDouble(find(RATE, text)),
                Long.parseLong(find(SUCCEEDED, text)),
                Long.parseLong(find(STATUS_2XX, text)),
                Long.parseLong(find(DATA, text)));
    }

    /// @throws MeasurementException unless every call was answered, by as many bytes as expected
    void check(long calls, long expectedDataBytes) {
        if (succeeded != calls || status2xx != calls) {
            throw new MeasurementException(
                    "only %d of %d calls succeeded, %d with status 2xx"
                            .formatted(succeeded, calls, status2xx));
        }
        if (dataBytes != expectedDataBytes) {
            throw new MeasurementException(
                    "%d bytes of data came back, not %d".formatted(dataBytes, expectedDataBytes));
        }
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new MeasurementException("h2load printed no \"" + pattern + "\":\n" + text);
        }
        return matcher.group(1);
    }
}
