package dev.duet.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.server.Server;
import dev.duet.testing.VirtualThreads;
import dev.duet.testing.wire.Frames;
import dev.duet.testing.wire.WirePeer;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// What many connections hold that are open and have little to say.
class IdleConnectionsTest {
    private static final int CONNECTIONS = Scale.of(50, 1_000);
    private static final int MESSAGES = 3;

    @Test
    void aConnectionWithASingleStreamNeedsNoFlusher() throws Exception {
        long before = VirtualThreads.count("duet-flusher");
        List<WirePeer> peers = new ArrayList<>();
        try (Server server = Server.listen(0).service(new Hold()).start()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                WirePeer peer = WirePeer.connect(server.port());
                peers.add(peer);
                peer.handshake();
                peer.send(Frames.request(1, "/hold.Hold/Echo"));
            }
            byte[] message = {0, 0, 0, 0, 3, 10, 1, 'x'};
            for (int i = 0; i < MESSAGES; i++) {
                for (WirePeer peer : peers) { // all at once, so that the loop wakes many together
                    peer.send(Frames.data(1, message));
                }
                for (WirePeer peer : peers) {
                    if (i == 0) {
                        peer.expectHeaders(1);
                    }
                    peer.expect(Frames.data(1, message));
                }
            }
            assertThat(VirtualThreads.count("duet-flusher")).isLessThanOrEqualTo(before);
        } finally {
            peers.forEach(WirePeer::close);
        }
    }
}
