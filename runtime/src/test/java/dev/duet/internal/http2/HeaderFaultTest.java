package dev.duet.internal.http2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duet.internal.http2.hpack.HeaderField;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.AbstractList;
import java.util.List;

/// Memory runs out between the encoding of a header block and the sending of it.
@Timeout(30)
class HeaderFaultTest {
    /// Enters its first field into the encoder's table and has no second one.
    private static final List<HeaderField> FATAL =
            new AbstractList<>() {
                @Override
                public HeaderField get(int index) {
                    if (index > 0) {
                        throw new OutOfMemoryError("thrown by a test");
                    }
                    return new HeaderField("x-entered", "but never sent");
                }

                @Override
                public int size() {
                    return 2;
                }
            };

    @Test
    void theConnectionEndsBeforeAnythingElseIsSentOnIt() throws Exception {
        try (ConnectedPair pair = new ConnectedPair(Limits.DEFAULT)) {
            Connection client = pair.client;
            Stream first = client.newStream();
            ConnectedPair.submit(first, ConnectedPair.REQUEST, false);
            pair.opened.take();
            assertThatThrownBy(() -> ConnectedPair.submit(client.newStream(), FATAL, false))
                    .isInstanceOf(OutOfMemoryError.class);
            assertThatThrownBy(
                            () -> {
                                while (true) { // what is appended until the loop knows is dropped
                                    ConnectedPair.submit(
                                            client.newStream(), ConnectedPair.REQUEST, false);
                                }
                            })
                    .isInstanceOf(StreamException.class);
            pair.closed.await();
            assertThat(first.failure()).isNotNull();
            assertThat(pair.opened).as("opened after the fault").isEmpty();
        }
    }
}
