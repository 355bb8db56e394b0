package dev.duet.internal.http2.hpack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// The examples of RFC 7541, appendix C.
class HpackRfcExamplesTest {
    private static final int NO_LIMIT = 1 << 20;

    @Test
    void decodesSingleFields() throws HpackException {
        HpackDecoder decoder = new HpackDecoder(4096, NO_LIMIT, NO_LIMIT);
        check(
                decoder,
                "400a637573746f6d2d6b65790d637573746f6d2d686561646572",
                "custom-key: custom-header");
        check(decoder, "040c2f73616d706c652f70617468", ":path: /sample/path");
        check(decoder, "100870617373776f726406736563726574", "password: secret");
        check(decoder, "82", ":method: GET");
    }

    @Test
    void decodesRequestsWithoutHuffman() throws HpackException {
        HpackDecoder decoder = new HpackDecoder(4096, NO_LIMIT, NO_LIMIT);
        check(
                decoder,
                "828684410f7777772e6578616d706c652e636f6d",
                ":method: GET",
                ":scheme: http",
                ":path: /",
                ":authority: www.example.com");
        check(
                decoder,
                "828684be58086e6f2d6361636865",
                ":method: GET",
                ":scheme: http",
                ":path: /",
                ":authority: www.example.com",
                "cache-control: no-cache");
        check(
                decoder,
                "828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565",
                ":method: GET",
                ":scheme: https",
                ":path: /index.html",
                ":authority: www.example.com",
                "custom-key: custom-value");
    }

    @Test
    void decodesRequestsWithHuffmanAndEncodesThemTheSame() throws HpackException {
        HpackDecoder decoder = new HpackDecoder(4096, NO_LIMIT, NO_LIMIT);
        HpackEncoder encoder = new HpackEncoder(4096);
        for (String[] example :
                new String[][] {
                    {
                        "828684418cf1e3c2e5f23a6ba0ab90f4ff",
                        ":method: GET",
                        ":scheme: http",
                        ":path: /",
                        ":authority: www.example.com"
                    },
                    {
                        "828684be5886a8eb10649cbf",
                        ":method: GET",
                        ":scheme: http",
                        ":path: /",
                        ":authority: www.example.com",
                        "cache-control: no-cache"
                    },
                    {
                        "828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf",
                        ":method: GET",
                        ":scheme: https",
                        ":path: /index.html",
                        ":authority: www.example.com",
                        "custom-key: custom-value"
                    },
                }) {
            String[] fields = Arrays.copyOfRange(example, 1, example.length);
            check(decoder, example[0], fields);
            BlockBuffer block = new BlockBuffer();
            encoder.encode(fields(fields), block);
            assertThat(HexFormat.of().formatHex(block.array(), 0, block.length()))
                    .isEqualTo(example[0]);
        }
    }

    @Test
    void decodesResponsesThatEvictEntries() throws HpackException {
        String[][] examples = {
            {
                "488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff"
                        + "6e919d29ad171863c78f0b97c8e9ae82ae43d3",
                ":status: 302",
                "cache-control: private",
                "date: Mon, 21 Oct 2013 20:13:21 GMT",
                "location: https://www.example.com"
            },
            {
                "4883640effc1c0bf",
                ":status: 307",
                "cache-control: private",
                "date: Mon, 21 Oct 2013 20:13:21 GMT",
                "location: https://www.example.com"
            },
            {
                "88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab"
                        + "77ad94e7821dd7f2e6c7b335dfdfcd5b3960d5af27087f3672c1ab270fb5291f"
                        + "9587316065c003ed4ee5b1063d5007",
                ":status: 200",
                "cache-control: private",
                "date: Mon, 21 Oct 2013 20:13:22 GMT",
                "location: https://www.example.com",
                "content-encoding: gzip",
                "set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1"
            },
        };
        HpackDecoder decoder = new HpackDecoder(256, NO_LIMIT, NO_LIMIT);
        for (String[] example : examples) {
            check(decoder, example[0], Arrays.copyOfRange(example, 1, example.length));
        }
    }

    private static void check(HpackDecoder decoder, String hex, String... fields)
            throws HpackException {
        byte[] bytes = HexFormat.of().parseHex(hex);
        HeaderBlock block = decoder.decode(ByteBuffer.wrap(bytes), 0, bytes.length);
        assertThat(block.fields()).isEqualTo(fields(fields));
        assertThat(block.oversize()).isFalse();
    }

    private static List<HeaderField> fields(String... lines) {
        return Arrays.stream(lines)
                .map(
                        line -> {
                            int colon = line.indexOf(": ");
                            return new HeaderField(
                                    line.substring(0, colon), line.substring(colon + 2));
                        })
                .toList();
    }
}
