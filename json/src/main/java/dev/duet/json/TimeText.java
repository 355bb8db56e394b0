package dev.duet.json;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A `Timestamp` (RFC 3339) or a `Duration` (`1.5s`) as text.
///
/// @param seconds whole seconds
/// @param nanos the rest; of a negative duration negative, too
record TimeText(long seconds, int nanos) {
    private static final Pattern TIMESTAMP =
            Pattern.compile(
                    "(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2})(?:\\.(\\d{1,9}))?"
                            + "(?:Z|([+-])(\\d{2}):([0-5]\\d))");
    private static final Pattern DURATION = Pattern.compile("(-?)(\\d{1,12})(?:\\.(\\d{1,9}))?s");

    /// 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z.
    private static final long MIN_TIMESTAMP = -62_135_596_800L;

    private static final long MAX_TIMESTAMP = 253_402_300_799L;

    /// 10,000 years.
    private static final long MAX_DURATION = 315_576_000_000L;

    private static final int NANOS_PER_SECOND = 1_000_000_000;
    private static final int MAX_OFFSET_HOURS = 23;

    /// Reads a timestamp; null if the text is none.
    static TimeText parseTimestamp(String text) {
        Matcher match = TIMESTAMP.matcher(text);
        if (!match.matches()) {
            return null;
        }
        long seconds;
        try {
            seconds = LocalDateTime.parse(match.group(1)).toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
        if (match.group(3) != null) {
            int hours = Integer.parseInt(match.group(4));
            if (hours > MAX_OFFSET_HOURS) {
                return null;
            }
            int offset = hours * 3_600 + Integer.parseInt(match.group(5)) * 60;
            seconds -= match.group(3).equals("-") ? -offset : offset;
        }
        var result = new TimeText(seconds, nanos(match.group(2)));
        return result.isTimestamp() ? result : null;
    }

    /// Reads a duration; null if the text is none.
    static TimeText parseDuration(String text) {
        Matcher match = DURATION.matcher(text);
        if (!match.matches()) {
            return null;
        }
        int sign = match.group(1).isEmpty() ? 1 : -1;
        var result =
                new TimeText(sign * Long.parseLong(match.group(2)), sign * nanos(match.group(3)));
        return result.isDuration() ? result : null;
    }

    private static int nanos(String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    }

    boolean isTimestamp() {
        return seconds >= MIN_TIMESTAMP
                && seconds <= MAX_TIMESTAMP
                && nanos >= 0
                && nanos < NANOS_PER_SECOND;
    }

    boolean isDuration() {
        return seconds >= -MAX_DURATION
                && seconds <= MAX_DURATION
                && nanos > -NANOS_PER_SECOND
                && nanos < NANOS_PER_SECOND
                && (seconds == 0 || nanos == 0 || seconds < 0 == nanos < 0);
    }

    String timestamp() {
        LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").format(time)
                + fraction(nanos)
                + "Z";
    }

    String duration() {
        String sign = seconds < 0 || nanos < 0 ? "-" : "";
        return sign + Math.abs(seconds) + fraction(Math.abs(nanos)) + "s";
    }

    /// None, three, six or nine digits behind the point.
    private static String fraction(int nanos) {
        if (nanos == 0) {
            return "";
        }
        String digits = Integer.toString(NANOS_PER_SECOND + nanos).substring(1);
        int length = nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
        return "." + digits.substring(0, length);
    }
}
