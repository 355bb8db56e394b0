package dev.duet.internal.http2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.internal.http2.hpack.HeaderField;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Two connections that talk to each other, with stream windows smaller than what they send.
class SmallWindowsTest {
    private static final int LARGE = 1 << 20;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private ConnectedPair pair;

    @AfterEach
    void close() {
        pair.close();
        threads.shutdownNow();
    }

    private void connect(int window, long budget) {
        pair = new ConnectedPair(new Limits(100, window, budget, 8192, 100));
    }

    private static byte[] message(int size, int seed) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) seed);
        return bytes;
    }

    private Future<?> sendAll(
            Stream stream, List<HeaderField> headers, int size, int count, boolean end) {
        return threads.submit(
                () -> {
                    for (int i = 0; i < count; i++) {
                        stream.submit(
                                i == 0 ? headers : null,
                                message(size, i),
                                0,
                                size,
                                null,
                                end && i == count - 1,
                                Long.MAX_VALUE);
                    }
                    return null;
                });
    }

    private Future<?> receiveAll(Stream stream, int size, int count) {
        return threads.submit(
                () -> {
                    byte[] chunk = {};
                    int limit = 0;
                    int used = 0;
                    for (int i = 0; i < count; i++) {
                        chunk = stream.take(chunk, used, limit, used, size, Long.MAX_VALUE);
                        limit = stream.taken();
                        used = size;
                        assertThat(limit).isGreaterThanOrEqualTo(size);
                        assertThat(Arrays.equals(chunk, 0, size, message(size, i), 0, size))
                                .as("message " + i)
                                .isTrue();
                    }
                    return null;
                });
    }

    private static void await(Future<?> future) throws Exception {
        future.get(30, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000, 40_000, 65_535, 65_536, 200_000})
    void messagesOfEverySizePassBothWays(int window) throws Exception {
        for (int size : new int[] {1, window - 1, window, window + 1, 70_000}) {
            connect(window, LARGE);
            Stream up = pair.client.newStream();
            Future<?> sent = sendAll(up, ConnectedPair.REQUEST, size, 20, true);
            Stream down = pair.opened.poll(30, TimeUnit.SECONDS);
            Future<?> received = receiveAll(down, size, 20);
            Future<?> answered = sendAll(down, ConnectedPair.RESPONSE, size, 20, true);
            up.awaitHeaders(Long.MAX_VALUE);
            await(receiveAll(up, size, 20));
            await(sent);
            await(received);
            await(answered);
            pair.settle(); // the loop gives back what a stream has borrowed
            assertThat(pair.client.unusedBudget()).isEqualTo(LARGE);
            assertThat(pair.server.unusedBudget()).isEqualTo(LARGE);
            pair.close();
        }
    }

    @Test
    void aLargeMessageThatIsNotDoneWithDoesNotHoldUpOthers() throws Exception {
        connect(1_000, LARGE); // credit for one such message at a time
        CompletableFuture<Void> over = new CompletableFuture<>();
        for (int i = 0; i < 5; i++) {
            Stream up = pair.client.newStream();
            sendAll(up, ConnectedPair.REQUEST, LARGE, 2, false);
            Stream down = pair.opened.poll(30, TimeUnit.SECONDS);
            await(
                    threads.submit(
                            () -> {
                                down.take(new byte[0], 0, 0, 0, LARGE, Long.MAX_VALUE);
                                threads.submit(() -> over.get()); // and keeps it
                                return null;
                            }));
        }
        over.complete(null);
    }
}
