package dev.duet.internal.http2.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.internal.http2.hpack.BlockBuffer;
import dev.duet.internal.http2.hpack.HeaderField;
import dev.duet.internal.http2.hpack.HpackDecoder;
import dev.duet.internal.http2.hpack.HpackEncoder;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Whatever comes, the reader gives frames or an [Http2Exception], uses up what it has read, and
/// gives the same for the same octets however they are cut. Seeds replay exactly.
class FrameReaderFuzzTest {
    private static final int ROUNDS = 2_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void brokenOctetsAreFramesOrErrorsHoweverTheyAreCut(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] octets = damaged(random);
            List<String> whole = read(octets, octets.length);
            List<String> cut = read(octets, 1 + random.nextInt(40));
            assertThat(cut).as("seed %d, round %d", seed, round).isEqualTo(whole);
        }
    }

    /// Good frames, a few octets of which are then changed, or nothing but noise.
    private static byte[] damaged(Random random) {
        if (random.nextInt(10) == 0) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            return noise;
        }
        ByteBuffer out = ByteBuffer.allocate(4096);
        HpackEncoder encoder = new HpackEncoder(4096);
        for (int frames = 1 + random.nextInt(6); frames > 0; frames--) {
            write(random, encoder, out);
        }
        byte[] octets = new byte[out.position()];
        out.get(0, octets);
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            octets[random.nextInt(octets.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return octets;
    }

    private static void write(Random random, HpackEncoder encoder, ByteBuffer out) {
        int id = random.nextInt(5);
        switch (random.nextInt(8)) {
            case 0 -> {
                byte[] content = new byte[random.nextInt(50)];
                FrameWriter.dataHeader(out, id, content.length, random.nextBoolean());
                out.put(content);
            }
            case 1, 2 -> {
                BlockBuffer block = new BlockBuffer();
                String value = "v".repeat(random.nextInt(60)) + random.nextInt(3);
                encoder.encode(List.of(new HeaderField("n" + random.nextInt(3), value)), block);
                FrameWriter.headers(out, id, random.nextBoolean(), block, 10 + random.nextInt(90));
            }
            case 3 -> FrameWriter.windowUpdate(out, id, random.nextInt(3));
            case 4 -> FrameWriter.ping(out, random.nextBoolean(), random.nextLong());
            case 5 ->
                    FrameWriter.settings(
                            out, List.of(new Setting(random.nextInt(8), random.nextInt(70_000))));
            case 6 -> FrameWriter.goAway(out, id, ErrorCode.CANCEL, "x".repeat(random.nextInt(9)));
            default -> FrameWriter.rstStream(out, id, ErrorCode.of(random.nextInt(16)));
        }
    }

    /// Reads as a connection does: goes on after a stream error, stops at a connection error.
    private static List<String> read(byte[] octets, int atOnce) {
        FrameReader reader =
                new FrameReader(new HpackDecoder(4096, 300, 10), 500, 16, octets.length % 2 == 0);
        List<String> seen = new ArrayList<>();
        ByteBuffer in = ByteBuffer.allocateDirect(octets.length + 1).flip();
        for (int from = 0; from < octets.length; from += atOnce) {
            in.compact().put(octets, from, Math.min(atOnce, octets.length - from)).flip();
            while (true) {
                int before = in.position();
                try {
                    Frame frame = reader.read(in);
                    if (frame == null) {
                        break;
                    }
                    assertThat(in.position()).isGreaterThan(before);
                    seen.add(describe(frame));
                } catch (Http2Exception e) {
                    seen.add(e.code() + " " + e.streamId());
                    if (e.isConnectionError()) {
                        return seen;
                    }
                }
            }
        }
        return seen;
    }

    private static String describe(Frame frame) {
        if (!(frame instanceof Frame.Data data)) {
            return frame.toString();
        }
        StringBuilder content = new StringBuilder("DATA " + data.streamId() + data.endStream());
        content.append(' ').append(data.flowControlled());
        for (int i = 0; i < data.length(); i++) {
            content.append(' ').append(data.buffer().get(data.offset() + i));
        }
        return content.toString();
    }
}
