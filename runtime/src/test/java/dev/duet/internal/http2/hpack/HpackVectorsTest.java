package dev.duet.internal.http2.hpack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Header blocks that nghttp2 has encoded, recorded by `src/test/scripts/make-hpack-vectors.mjs`.
class HpackVectorsTest {
    private static final int NO_LIMIT = 1 << 20;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "requests-4096",
                "requests-no-table",
                "requests-small-table",
                "requests-changing-table",
                "responses-4096",
                "responses-small-table"
            })
    void decodesWhatAnotherImplementationEncoded(String story) throws IOException, HpackException {
        HpackDecoder decoder = new HpackDecoder(4096, NO_LIMIT, NO_LIMIT);
        List<VectorFile.Case> cases = read(story);
        assertThat(cases).hasSizeGreaterThanOrEqualTo(30);
        for (VectorFile.Case one : cases) {
            if (one.tableSize() >= 0) {
                decoder.setMaxTableSize(one.tableSize());
            }
            HeaderBlock block = decoder.decode(ByteBuffer.wrap(one.wire()), 0, one.wire().length);
            assertThat(block.fields()).isEqualTo(one.fields());
        }
    }

    private static List<VectorFile.Case> read(String story) throws IOException {
        try (InputStream in = HpackVectorsTest.class.getResourceAsStream(story + ".json")) {
            return VectorFile.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
