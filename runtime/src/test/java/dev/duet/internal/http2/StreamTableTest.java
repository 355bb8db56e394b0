package dev.duet.internal.http2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// The table of streams against a map, with many random steps.
class StreamTableTest {
    @Test
    void behavesLikeAMap() {
        Random random = new Random(7);
        StreamTable table = new StreamTable();
        Map<Integer, Stream> expected = new HashMap<>();
        for (int step = 0; step < 100_000; step++) {
            int id = 1 + 2 * random.nextInt(300);
            Stream known = expected.get(id);
            assertThat(table.get(id)).isSameAs(known);
            if (known == null) {
                Stream stream = stream(id);
                expected.put(id, stream);
                table.put(stream);
            } else if (random.nextBoolean()) {
                expected.remove(id);
                assertThat(table.remove(known)).isTrue();
                assertThat(table.remove(known)).isFalse();
            }
            assertThat(table.size()).isEqualTo(expected.size());
        }
        assertThat(table.all()).containsExactlyInAnyOrderElementsOf(expected.values());
    }

    /// Takes a fraction of a second; many times the limit if a removal looks at all open streams.
    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void removingCostsTheSameHoweverManyStreamsAreOpen() {
        StreamTable table = new StreamTable();
        Deque<Stream> open = new ArrayDeque<>();
        for (int id = 1; id < 600_000; id += 2) {
            Stream stream = stream(id);
            table.put(stream);
            open.add(stream);
            if (open.size() > 60_000) {
                assertThat(table.remove(open.remove())).isTrue();
            }
        }
        assertThat(table.size()).isEqualTo(60_000);
    }

    /// The garbage collector copies streams in the order of the table: the next one should be in
    /// the same page of memory as the one before, for most of them.
    @Test
    void streamsOpenedOneAfterAnotherLieSideBySide() {
        StreamTable table = new StreamTable();
        for (int id = 1; id < 20_000; id += 2) {
            table.put(stream(id));
        }
        List<Stream> all = table.all();
        int neighbours = 0;
        for (int i = 1; i < all.size(); i++) {
            neighbours += all.get(i).id() - all.get(i - 1).id() == 2 ? 1 : 0;
        }
        assertThat(neighbours).isGreaterThan(all.size() * 3 / 4);
    }

    private static Stream stream(int id) {
        Stream stream = new Stream(null, false, new ReceiveWindow(1));
        stream.open(id, 1);
        return stream;
    }
}
