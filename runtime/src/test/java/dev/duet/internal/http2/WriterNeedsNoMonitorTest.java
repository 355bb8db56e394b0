package dev.duet.internal.http2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.internal.http2.hpack.HeaderField;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A virtual thread that waits at a monitor loses its carrier, and while handlers compute it gets
/// none. The event loop spins for the writer lock; so whoever holds that must not wait for a
/// monitor, such as one that is held by somebody without a carrier.
@Timeout(30)
class WriterNeedsNoMonitorTest {
    @Test
    void streamsAreOpenedAndEndedWithoutOne() throws Exception {
        try (ConnectedPair pair = new ConnectedPair(Limits.DEFAULT)) {
            Stream request = pair.client.newStream();
            end(pair.client, request, ConnectedPair.REQUEST);
            Stream response = pair.opened.take();
            end(pair.server, response, ConnectedPair.RESPONSE);
            assertThat(response.state()).isEqualTo(StreamState.CLOSED);
            assertThat(request.awaitHeaders(Long.MAX_VALUE)).isNotNull();
        }
    }

    /// Sends headers that end our side, while all that could be waited for is held.
    private static void end(Connection connection, Stream stream, List<HeaderField> headers)
            throws Exception {
        synchronized (connection.streams()) {
            synchronized (stream) {
                synchronized (stream.inbox) {
                    CompletableFuture.runAsync(() -> submit(stream, headers))
                            .get(20, TimeUnit.SECONDS);
                }
            }
        }
    }

    private static void submit(Stream stream, List<HeaderField> headers) {
        try {
            ConnectedPair.submit(stream, headers, true);
        } catch (StreamException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
