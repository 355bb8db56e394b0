package dev.duet.internal.http2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.frame.Frame;
import dev.duet.internal.http2.frame.FrameWriter;
import dev.duet.internal.http2.frame.Setting;
import dev.duet.internal.http2.hpack.BlockBuffer;
import dev.duet.internal.http2.hpack.HeaderBlock;
import dev.duet.internal.http2.hpack.HeaderField;
import dev.duet.internal.http2.hpack.HpackEncoder;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The frame log: what it shows, what it hides, and that it is off unless asked for.
class FrameLogTest {
    private final List<String> lines = new ArrayList<>();
    private final FrameLog log = new FrameLog(lines::add, () -> 1_000_000, 7, Role.SERVER);

    private void received(Frame frame) {
        log.received(frame);
    }

    @Test
    void whatWasReceivedIsOnTheLeft() {
        received(new Frame.WindowUpdate(3, 500));
        received(new Frame.RstStream(5, ErrorCode.CANCEL));
        received(new Frame.Ping(true, 0x2a));
        received(new Frame.GoAway(1, ErrorCode.ENHANCE_YOUR_CALM, "too_many_pings"));
        received(new Frame.SettingsFrame(true, List.of()));
        received(new Frame.SettingsFrame(false, List.of(new Setting(3, 100), new Setting(99, 1))));
        received(new Frame.Unknown(0xbe, 1, 12));
        assertThat(lines)
                .containsExactly(
                        "#7     0.000000  WINDOW_UPDATE 3 +500",
                        "#7     0.000000  RST_STREAM 5 CANCEL",
                        "#7     0.000000  PING ACK 2a",
                        "#7     0.000000  GOAWAY last stream 1 ENHANCE_YOUR_CALM too_many_pings",
                        "#7     0.000000  SETTINGS ACK",
                        "#7     0.000000  SETTINGS MAX_CONCURRENT_STREAMS=100 99=1",
                        "#7     0.000000  of type 190, stream 1, 12 octets");
    }

    @Test
    void dataIsShownByItsLengthAndFirstOctets() {
        ByteBuffer content = ByteBuffer.allocate(100).put(new byte[] {0, 0, 0, 0, 95, (byte) 0xff});
        received(new Frame.Data(1, true, content, 0, 6, 10));
        received(new Frame.Data(1, false, content, 0, 100, 100));
        assertThat(lines.getFirst())
                .isEqualTo(
                        "#7     0.000000  DATA 1 END_STREAM 6 and 4 of padding: 00 00 00 00 5f ff");
        assertThat(lines.getLast())
                .endsWith("DATA 1 100: 00 00 00 00 5f ff" + " 00".repeat(10) + " …");
    }

    @Test
    void secretsAreNotShownAndLongValuesAreCut() {
        received(
                new Frame.Headers(
                        1,
                        true,
                        new HeaderBlock(
                                List.of(
                                        new HeaderField(":path", "/a/b"),
                                        new HeaderField("authorization", "Bearer hunter2"),
                                        new HeaderField("cookie", "a=b"),
                                        new HeaderField("trace-bin", "A".repeat(40)),
                                        new HeaderField("long", "b".repeat(500)),
                                        new HeaderField("odd", "a\n#1 \u001b[2J")),
                                false)));
        String indent = "\n" + " ".repeat(19);
        assertThat(lines)
                .containsExactly(
                        "#7     0.000000  HEADERS 1 END_STREAM"
                                + indent
                                + ":path: /a/b"
                                + indent
                                + "authorization: (14 characters)"
                                + indent
                                + "cookie: (3 characters)"
                                + indent
                                + "trace-bin: "
                                + "A".repeat(32)
                                + "… (40 characters)"
                                + indent
                                + "long: "
                                + "b".repeat(200)
                                + "… (500 characters)"
                                + indent
                                + "odd: a.#1 .[2J");
    }

    @Test
    void whatIsSentIsOnTheRightAsItIsOnTheWire() {
        ByteBuffer page = ByteBuffer.allocate(1_000);
        BlockBuffer block = new BlockBuffer();
        HpackEncoder encoder = new HpackEncoder(4_096);
        for (int id = 1; id <= 3; id += 2) { // the second block refers to the first
            block.reset(1_000);
            encoder.encode(List.of(new HeaderField("a", "b")), block);
            FrameWriter.headers(page, id, false, block, 1_000);
        }
        FrameWriter.dataHeader(page, 1, 2, false);
        page.put((byte) 7).put((byte) 8);
        log.sent(page.flip());
        String right = " ".repeat(50);
        assertThat(lines)
                .containsExactly(
                        "#7     0.000000  "
                                + right
                                + "HEADERS 1\n"
                                + right
                                + " ".repeat(19)
                                + "a: b",
                        "#7     0.000000  "
                                + right
                                + "HEADERS 3\n"
                                + right
                                + " ".repeat(19)
                                + "a: b",
                        "#7     0.000000  " + right + "DATA 1 2: 07 08");
    }

    @Test
    void isOffUnlessAskedFor() {
        assertThat(FrameLog.ifWanted(Role.CLIENT, "x", System::nanoTime)).isNull();
    }
}
