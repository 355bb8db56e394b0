package dev.duet.internal.http2.hpack;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What we encode, Netty decodes to the same list, and the other way round: random lists, with the
/// table's size changing in between.
class HpackAgainstNettyTest {
    private static final int NO_LIMIT = 1 << 20;
    private static final int BLOCKS = 3_000;
    private static final int[] TABLE_SIZES = {0, 31, 64, 100, 500, 4096, 10_000, 65_536};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void nettyDecodesWhatWeEncode(long seed) throws Http2Exception {
        Random random = new Random(seed);
        HpackEncoder encoder = new HpackEncoder(seed % 2 == 0 ? 4096 : 16_384);
        DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false, NO_LIMIT);
        BlockBuffer block = new BlockBuffer();
        for (int i = 0; i < BLOCKS; i++) {
            for (int changes = random.nextInt(20) == 0 ? 1 + random.nextInt(3) : 0;
                    changes > 0;
                    changes--) {
                int size = TABLE_SIZES[random.nextInt(TABLE_SIZES.length)];
                encoder.setMaxTableSize(size);
                decoder.configuration().maxHeaderTableSize(size);
            }
            List<HeaderField> fields = randomFields(random);
            block.reset(NO_LIMIT);
            encoder.encode(fields, block);
            ByteBuf wire = Unpooled.wrappedBuffer(block.array(), 0, block.length());
            Http2Headers decoded = decoder.decodeHeaders(1, wire);
            assertThat(fieldsOf(decoded)).as("seed %d, block %d", seed, i).isEqualTo(fields);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void weDecodeWhatNettyEncodes(long seed) throws Http2Exception, HpackException {
        Random random = new Random(seed);
        DefaultHttp2HeadersEncoder encoder =
                new DefaultHttp2HeadersEncoder(
                        (name, value) -> name.length() % 5 == 4, seed % 2 == 0, 16);
        HpackDecoder decoder = new HpackDecoder(4096, NO_LIMIT, NO_LIMIT);
        for (int i = 0; i < BLOCKS; i++) {
            if (random.nextInt(20) == 0) {
                int size = TABLE_SIZES[random.nextInt(TABLE_SIZES.length)];
                encoder.configuration().maxHeaderTableSize(size);
                decoder.setMaxTableSize(size);
            }
            List<HeaderField> fields = randomFields(random);
            Http2Headers headers = new DefaultHttp2Headers(false);
            fields.forEach(f -> headers.add(AsciiString.of(f.name()), octets(f.value())));
            ByteBuf wire = Unpooled.buffer();
            encoder.encodeHeaders(1, headers, wire);
            byte[] bytes = ByteBufUtil.getBytes(wire);
            List<HeaderField> decoded =
                    decoder.decode(ByteBuffer.wrap(bytes), 0, bytes.length).fields();
            assertThat(decoded).as("seed %d, block %d", seed, i).isEqualTo(fields);
        }
    }

    private static List<HeaderField> fieldsOf(Http2Headers headers) {
        List<HeaderField> fields = new ArrayList<>();
        for (Map.Entry<CharSequence, CharSequence> entry : headers) {
            fields.add(new HeaderField(entry.getKey().toString(), entry.getValue().toString()));
        }
        return fields;
    }

    private static AsciiString octets(String value) {
        byte[] bytes = new byte[value.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) value.charAt(i);
        }
        return new AsciiString(bytes, false);
    }

    /// Names are distinct within a list, since Netty's class groups values by name.
    private static List<HeaderField> randomFields(Random random) {
        List<HeaderField> fields = new ArrayList<>();
        fields.add(new HeaderField(":method", random.nextInt(9) == 0 ? "GET" : "POST"));
        fields.add(new HeaderField(":path", "/s.S/m" + random.nextInt(40)));
        String[] names = {
            "te",
            "content-type",
            "authorization",
            "cookie",
            "grpc-timeout",
            "x",
            "user-agent",
            "traceparent",
            "age",
            "x-long",
            "via",
            "tenant",
            "k" + random.nextInt(50)
        };
        for (String name : names) {
            if (random.nextInt(3) == 0) {
                fields.add(new HeaderField(name, randomValue(random, name)));
            }
        }
        return fields;
    }

    private static String randomValue(Random random, String name) {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> name + random.nextInt(5);
            case 2 -> random.nextInt(100_000_000) + "u";
            default -> {
                StringBuilder value = new StringBuilder();
                int bound = random.nextBoolean() ? 256 : 127;
                int length = name.equals("x-long") ? random.nextInt(3000) : random.nextInt(30);
                for (int i = 0; i < length; i++) {
                    value.append((char) random.nextInt(32, bound));
                }
                yield value.toString();
            }
        };
    }
}
