package dev.duet.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.MethodDescriptor;
import dev.duet.MethodDescriptor.Kind;
import dev.duet.internal.http2.frame.Frame;
import dev.duet.internal.http2.frame.FrameReader;
import dev.duet.internal.http2.frame.FrameWriter;
import dev.duet.internal.http2.frame.Setting;
import dev.duet.internal.http2.hpack.BlockBuffer;
import dev.duet.internal.http2.hpack.HeaderField;
import dev.duet.internal.http2.hpack.HpackDecoder;
import dev.duet.internal.http2.hpack.HpackEncoder;
import dev.duet.internal.transport.MemoryTransport;
import dev.duet.proto.Bytes;
import dev.duet.proto.Wrappers;
import dev.duet.server.Server;
import dev.duet.server.ServiceDefinition;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// How long a small message waits behind the large ones of other streams, counted in octets by a
/// client that reads what the server sends one frame at a time.
class FairnessTest {
    private static final int LARGE = 4 << 20;
    private static final String SERVICE = "test.Fairness";

    private static final int FRAME = 16 * 1024;

    /// What may be ahead of a message that has just been sent: the transport (64 KiB), what is
    /// being written to it (128 KiB), what is written next (128 KiB), a frame for each of the other
    /// streams whose turn it is, and two that we hold ourselves. The number of frames may be
    /// greater, since at the end of a message they are smaller.
    private static final int OCTETS_AHEAD = (4 + 8 + 8 + 3 + 2) * FRAME;

    private final Semaphore answered = new Semaphore(0);
    private final MemoryTransport.Pair pair = MemoryTransport.pair();
    private final ByteBuffer in = ByteBuffer.allocate(17 * 1024).flip();
    private final FrameReader frames =
            new FrameReader(new HpackDecoder(4096, 8192, 100), 16_384, 16, true);
    private final HpackEncoder encoder = new HpackEncoder(4096);

    private ServiceDefinition service() {
        var flood = method("Flood", Kind.SERVER_STREAMING);
        var echo = method("Echo", Kind.BIDI_STREAMING);
        Bytes large = Bytes.of(new byte[LARGE]);
        return ServiceDefinition.builder(SERVICE)
                .serverStreaming(
                        flood,
                        (_, responses) -> {
                            while (true) {
                                responses.send(large);
                            }
                        })
                .bidi(
                        echo,
                        (requests, responses) -> {
                            for (Bytes message : requests) {
                                responses.send(message);
                                answered.release();
                            }
                        })
                .build();
    }

    private static MethodDescriptor<Bytes, Bytes> method(String name, Kind kind) {
        return new MethodDescriptor<>(SERVICE, name, kind, Wrappers.BYTES, Wrappers.BYTES);
    }

    @Test
    void aSmallMessageIsNoMoreThanAFewFramesBehindLargeOnes() throws Exception {
        try (Server server = Server.inMemory().service(service()).start()) {
            MemoryServers.find(server.target()).accept(pair.server());
            writePreface();
            for (int stream = 1; stream <= 5; stream += 2) {
                int id = stream;
                write(out -> headers(out, "Flood", id));
                write(out -> data(out, id, true, 0, 0, 0, 0, 0));
            }
            write(out -> headers(out, "Echo", 7));
            for (int i = 0; i < 30; i++) {
                octetsBeforeAnswer(100 * FRAME); // lets the large messages get ahead
                write(out -> data(out, 7, false, 0, 0, 0, 0, 5, 0x0a, 3, 1, 2, 3));
                assertThat(answered.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
                assertThat(octetsBeforeAnswer(1000 * FRAME)).isLessThanOrEqualTo(OCTETS_AHEAD);
            }
            pair.client().close();
        }
    }

    /// Reads DATA frames of the large messages until a small one comes or there were enough.
    private int octetsBeforeAnswer(int atMost) throws Exception {
        int count = 0;
        while (count < atMost) {
            if (readFrame() instanceof Frame.Data data) {
                if (data.streamId() == 7) {
                    return count;
                }
                count += data.length();
            }
        }
        return count;
    }

    private Frame readFrame() throws Exception {
        Frame frame = frames.read(in);
        while (frame == null) {
            in.compact();
            if (pair.client().read(in) == 0) {
                Thread.onSpinWait();
            }
            frame = frames.read(in.flip());
        }
        return frame;
    }

    private interface Content {
        void put(ByteBuffer out);
    }

    private void write(Content content) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(16_384);
        content.put(out);
        ByteBuffer[] all = {out.flip()};
        while (out.hasRemaining()) {
            pair.client().write(all, 0, 1);
        }
    }

    /// With windows that never close.
    private void writePreface() throws IOException {
        int most = Integer.MAX_VALUE;
        write(out -> out.put("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.UTF_8)));
        write(out -> FrameWriter.settings(out, List.of(new Setting(4, most))));
        write(out -> FrameWriter.windowUpdate(out, 0, most - 65_535));
    }

    private void headers(ByteBuffer out, String method, int stream) {
        BlockBuffer block = new BlockBuffer();
        encoder.encode(
                List.of(
                        new HeaderField(":method", "POST"),
                        new HeaderField(":scheme", "http"),
                        new HeaderField(":path", "/" + SERVICE + "/" + method),
                        new HeaderField(":authority", "test"),
                        new HeaderField("te", "trailers"),
                        new HeaderField("content-type", "application/grpc")),
                block);
        FrameWriter.headers(out, stream, false, block, 16_384);
    }

    private static void data(ByteBuffer out, int stream, boolean end, int... octets) {
        FrameWriter.dataHeader(out, stream, octets.length, end);
        for (int octet : octets) {
            out.put((byte) octet);
        }
    }
}
