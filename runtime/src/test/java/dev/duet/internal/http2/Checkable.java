package dev.duet.internal.http2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.internal.http2.hpack.HeaderField;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Header lists and content that show whether they have arrived as they were sent: a list ends with
/// a check sum, and each octet of content follows from its place.
final class Checkable {
    private static final int PERIOD = 251;
    private static final byte[] PATTERN = new byte[PERIOD + 200_000];
    private static final String SUM = "sum";

    static {
        for (int i = 0; i < PATTERN.length; i++) {
            PATTERN[i] = (byte) (i % PERIOD);
        }
    }

    private Checkable() {}

    static List<HeaderField> request(Random random) {
        return fields(
                random,
                ":method: POST",
                ":scheme: http",
                ":path: /a/" + random.nextInt(3),
                ":authority: x");
    }

    static List<HeaderField> response(Random random) {
        return fields(random, ":status: 200");
    }

    /// The given fields, some random ones, and the check sum.
    static List<HeaderField> fields(Random random, String... first) {
        List<HeaderField> fields = new ArrayList<>();
        for (String field : first) {
            int colon = field.indexOf(": ", 1);
            fields.add(
                    colon < 0
                            ? new HeaderField(field, "")
                            : new HeaderField(
                                    field.substring(0, colon), field.substring(colon + 2)));
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            String name =
                    switch (random.nextInt(8)) {
                        case 0 -> "authorization";
                        case 1 -> "grpc-timeout";
                        default -> "k" + random.nextInt(20);
                    };
            fields.add(new HeaderField(name, Integer.toString(random.nextInt(20)).repeat(i * 5)));
        }
        fields.add(new HeaderField(SUM, Integer.toString(fields.hashCode())));
        return fields;
    }

    static void check(List<HeaderField> fields) {
        HeaderField last = fields.getLast();
        int sum = fields.subList(0, fields.size() - 1).hashCode();
        assertThat(last).isEqualTo(new HeaderField(SUM, Integer.toString(sum)));
    }

    static byte[] content(int from, int length) {
        byte[] content = new byte[length];
        System.arraycopy(PATTERN, from % PERIOD, content, 0, length);
        return content;
    }

    static void checkContent(byte[] bytes, int offset, int length, int from) {
        for (int i = 0; i < length; i++) {
            if (bytes[offset + i] != PATTERN[(from + i) % PERIOD]) {
                throw new AssertionError("octet " + (from + i) + " of the content is wrong");
            }
        }
    }
}
