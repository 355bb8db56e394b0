package dev.duet.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.duet.Compressor;
import dev.duet.Status;
import dev.duet.StatusException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

class CompressionTest {
    private static final byte[] MESSAGE = "hello ".repeat(1000).getBytes(StandardCharsets.UTF_8);

    private final Compression compression = Compression.BUILT_IN;

    @Test
    void whatIsCompressedWithGzipComesBack() {
        byte[] compressed = compression.compress("gzip", MESSAGE, 0, MESSAGE.length);

        assertThat(compressed).hasSizeLessThan(200).startsWith(0x1f, 0x8b);
        assertThat(inflate(compressed, MESSAGE.length)).isEqualTo(MESSAGE);
    }

    @Test
    void aMessageMayLieAnywhereInAnArray() {
        byte[] compressed = compression.compress("gzip", MESSAGE, 6, 5);
        byte[] padded = new byte[compressed.length + 7];
        System.arraycopy(compressed, 0, padded, 3, compressed.length);

        byte[] inflated = compression.decompress("gzip", padded, 3, compressed.length, 5);

        assertThat(inflated).asString(StandardCharsets.UTF_8).isEqualTo("hello");
    }

    @Test
    void anEmptyMessageComesBackEvenIfNothingMayInflate() {
        byte[] compressed = compression.compress("gzip", MESSAGE, 0, 0);

        assertThat(inflate(compressed, 0)).isEmpty();
    }

    @Test
    void aMessageThatInflatesBeyondTheLimitIsRefused() {
        byte[] compressed = compression.compress("gzip", MESSAGE, 0, MESSAGE.length);

        assertThatExceptionOfType(StatusException.class)
                .isThrownBy(() -> inflate(compressed, MESSAGE.length - 1))
                .withMessageContaining("5999 bytes")
                .extracting(e -> e.status().code())
                .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 10, 20})
    void aMessageThatIsCutOffIsAnInternalError(int length) {
        byte[] compressed = compression.compress("gzip", MESSAGE, 0, MESSAGE.length);

        assertThatExceptionOfType(StatusException.class)
                .isThrownBy(() -> inflate(Arrays.copyOf(compressed, length), 10_000))
                .extracting(e -> e.status().code())
                .isEqualTo(Status.Code.INTERNAL);
    }

    @Test
    void bytesThatAreNotGzipAreAnInternalError() {
        assertThatExceptionOfType(StatusException.class)
                .isThrownBy(() -> inflate(MESSAGE, 10_000))
                .withMessageContaining("gzip")
                .extracting(e -> e.status().code())
                .isEqualTo(Status.Code.INTERNAL);
    }

    @Test
    void aWrongChecksumIsAnInternalError() {
        byte[] compressed = compression.compress("gzip", MESSAGE, 0, MESSAGE.length);
        compressed[compressed.length - 6] ^= 1;

        assertThatExceptionOfType(StatusException.class)
                .isThrownBy(() -> inflate(compressed, 10_000));
    }

    @Test
    void anotherCompressionCanBeAdded() {
        Compression more = compression.with(new Deflate());

        byte[] compressed = more.compress("deflate", MESSAGE, 0, MESSAGE.length);

        assertThat(more.decompress("deflate", compressed, 0, compressed.length, 6000))
                .isEqualTo(MESSAGE);
        assertThat(more.acceptHeader()).isEqualTo("identity,gzip,deflate");
        assertThat(more.knows("deflate")).isTrue();
        assertThat(compression.knows("deflate")).isFalse();
    }

    @Test
    void identityAndGzipAreBuiltIn() {
        assertThat(compression.acceptHeader()).isEqualTo("identity,gzip");
        assertThat(compression.knows("identity")).isTrue();
        assertThat(compression.knows("gzip")).isTrue();
        assertThat(compression.knows("br")).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> compression.compress("br", MESSAGE, 0, 1));
    }

    @Test
    void acceptedEncodingsAreReadLeniently() {
        assertThat(Compression.parseAccept(null)).containsExactly("identity");
        assertThat(Compression.parseAccept("")).containsExactly("identity");
        assertThat(Compression.parseAccept("gzip")).containsExactly("gzip", "identity");
        assertThat(Compression.parseAccept("identity, deflate ,,gzip,"))
                .containsExactly("identity", "deflate", "gzip");
    }

    private byte[] inflate(byte[] compressed, int limit) {
        return compression.decompress("gzip", compressed, 0, compressed.length, limit);
    }

    private static final class Deflate implements Compressor {
        @Override
        public String name() {
            return "deflate";
        }

        @Override
        public OutputStream compress(OutputStream out) {
            return new DeflaterOutputStream(out);
        }

        @Override
        public InputStream decompress(InputStream in) {
            return new InflaterInputStream(in);
        }
    }
}
