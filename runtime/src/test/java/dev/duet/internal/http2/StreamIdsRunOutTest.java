package dev.duet.internal.http2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.CountDownLatch;

/// Ids of streams end at 2^31 - 1 (RFC 9113, section 5.1.1): a client's connection that comes near
/// takes no further calls, and ends when those that it has are over.
@Timeout(30)
class StreamIdsRunOutTest {
    @Test
    void theConnectionDrainsAndItsCallsGoOn() throws Exception {
        try (ConnectedPair pair = new ConnectedPair(Limits.DEFAULT)) {
            Connection client = pair.client;
            client.writer().queue.skipTo(SendQueue.LAST_STREAM_ID - 4);
            Stream before = client.newStream();
            ConnectedPair.submit(before, ConnectedPair.REQUEST, true);
            assertThat(client.isOpen()).isTrue();
            Stream last = client.newStream();
            ConnectedPair.submit(last, ConnectedPair.REQUEST, true);
            CountDownLatch drained = new CountDownLatch(1);
            pair.loop.execute(drained::countDown);
            drained.await();
            assertThat(client.isOpen()).as("open for further calls").isFalse();
            for (int i = 0; i < 2; i++) {
                ConnectedPair.submit(pair.opened.take(), ConnectedPair.RESPONSE, true);
            }
            assertThat(before.awaitHeaders(Long.MAX_VALUE)).isNotNull();
            assertThat(last.awaitHeaders(Long.MAX_VALUE)).isNotNull();
            assertThat(last.id()).isEqualTo(SendQueue.LAST_STREAM_ID - 2);
            pair.closed.await();
            assertThatThrownBy(
                            () ->
                                    ConnectedPair.submit(
                                            client.newStream(), ConnectedPair.REQUEST, true))
                    .isInstanceOf(StreamException.class);
        }
    }
}
