package dev.duet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

class MetadataTest {
    private static final byte[] ONE_TWO = {1, 2};

    @Test
    void keepsAllValuesInTheirOrderAndGivesTheLast() {
        Metadata metadata = Metadata.of("a", "1", "b", "2", "a", "3");

        assertThat(metadata.get("a")).isEqualTo("3");
        assertThat(metadata.getAll("a")).containsExactly("1", "3");
        assertThat(metadata.keys()).containsExactly("a", "b");
        assertThat(metadata.size()).isEqualTo(3);
    }

    @Test
    void whatIsNotThereIsNull() {
        assertThat(Metadata.EMPTY.get("a")).isNull();
        assertThat(Metadata.EMPTY.getAll("a")).isEmpty();
        assertThat(Metadata.EMPTY.getBinary("a-bin")).isNull();
        assertThat(Metadata.EMPTY.containsKey("a")).isFalse();
        assertThat(Metadata.of()).isSameAs(Metadata.EMPTY);
    }

    @Test
    void changesMakeNewMetadata() {
        Metadata one = Metadata.EMPTY.with("a", "1");
        Metadata two = one.with("a", "2");

        assertThat(Metadata.EMPTY.isEmpty()).isTrue();
        assertThat(one.getAll("a")).containsExactly("1");
        assertThat(two.getAll("a")).containsExactly("1", "2");
        assertThat(two.with("b", "3").without("a")).isEqualTo(Metadata.of("b", "3"));
        assertThat(one.without("b")).isSameAs(one);
    }

    @Test
    void mergingPutsTheOthersBehind() {
        Metadata one = Metadata.of("a", "1");
        Metadata two = Metadata.of("b", "2", "a", "3");

        assertThat(one.merge(two)).isEqualTo(Metadata.of("a", "1", "b", "2", "a", "3"));
        assertThat(one.merge(Metadata.EMPTY)).isSameAs(one);
        assertThat(Metadata.EMPTY.merge(one)).isSameAs(one);
    }

    @Test
    void bytesTravelAsBase64WithoutPadding() {
        Metadata metadata = Metadata.EMPTY.withBinary("x-bin", ONE_TWO);

        List<String> wire = new ArrayList<>();
        metadata.forEachWire((name, value) -> wire.add(name + "=" + value));

        assertThat(wire).containsExactly("x-bin=AQI");
        assertThat(metadata.getBinary("x-bin")).isEqualTo(ONE_TWO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AQI", "AQI=", " AQI ", "AA,AQI=", "AA==, AQI"})
    void bytesAreReadWithAndWithoutPaddingAndSplitAtCommas(String wire) {
        Metadata metadata = Metadata.fromWire(new String[] {"x-bin", wire});

        assertThat(metadata.getBinary("x-bin")).isEqualTo(ONE_TWO);
        assertThat(metadata.getAllBinary("x-bin").getLast()).isEqualTo(ONE_TWO);
    }

    @Test
    void joinedAndSeparateBinaryValuesKeepTheirOrder() {
        Metadata metadata =
                Metadata.fromWire(
                        new String[] {"x-bin", "AQ==,Ag", "y", "-", "x-bin", "", "x-bin", "Aw"});

        assertThat(metadata.getAllBinary("x-bin"))
                .containsExactly(new byte[] {1}, new byte[] {2}, new byte[0], new byte[] {3});
    }

    @Test
    void everyByteSurvivesTheWire() {
        for (int length = 0; length < 20; length++) {
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++) {
                bytes[i] = (byte) (i * 37 + length * 11);
            }
            assertThat(Metadata.EMPTY.withBinary("x-bin", bytes).getBinary("x-bin"))
                    .isEqualTo(bytes);
        }
    }

    @Test
    void bytesThatAreNotBase64AreAnInternalError() {
        Metadata metadata = Metadata.fromWire(new String[] {"x-bin", "!!"});

        assertThatExceptionOfType(StatusException.class)
                .isThrownBy(() -> metadata.getBinary("x-bin"))
                .withMessageContaining("x-bin")
                .extracting(e -> e.status().code())
                .isEqualTo(Status.Code.INTERNAL);
    }

    @Test
    void textAndBytesAreNotMixedUp() {
        assertThatIllegalArgumentException().isThrownBy(() -> Metadata.of("x-bin", "text"));
        assertThatIllegalArgumentException().isThrownBy(() -> Metadata.EMPTY.get("x-bin"));
        assertThatIllegalArgumentException().isThrownBy(() -> Metadata.EMPTY.getAll("x-bin"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metadata.EMPTY.withBinary("x", ONE_TWO));
        assertThatIllegalArgumentException().isThrownBy(() -> Metadata.EMPTY.getBinary("x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Metadata.EMPTY.getAllBinary("x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Upper",
                "with blank",
                "ümlaut",
                ":path",
                "a/b",
                "a\n",
                "grpc-status",
                "grpc-timeout",
                "te",
                "content-type",
                "connection",
                "transfer-encoding",
                "host"
            })
    void keysThatMayNotBeSentAreRefused(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> Metadata.EMPTY.with(key, "value"));
        assertThatIllegalArgumentException().isThrownBy(() -> Metadata.of(key, "value"));
    }

    @Test
    void detailsOfAnErrorMayBeSent() {
        assertThat(Metadata.EMPTY.withBinary("grpc-status-details-bin", ONE_TWO).size())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"line\nbreak", "tab\t", "ümlaut", "\u007f", "\r", "\0"})
    void textThatIsNotPrintableAsciiIsRefused(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> Metadata.of("key", value));
    }

    @Test
    void blanksAtTheEndsOfTextAreNotSent() {
        assertThat(Metadata.of("key", "  a b ").get("key")).isEqualTo("a b");
        assertThat(Metadata.of("key", "").get("key")).isEmpty();
    }

    @Test
    void aKeyWithoutAValueIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Metadata.of("a", "1", "b"));
    }

    @Test
    void whatAPeerSentIsTakenAsItCame() {
        Metadata metadata = Metadata.fromWire(new String[] {"key", "\u00fc"});

        assertThat(metadata.get("key")).isEqualTo("\u00fc");
    }

    @Test
    void secretsDoNotShow() {
        Metadata metadata = Metadata.of("user", "ann", "authorization", "Bearer 1234");

        assertThat(metadata).hasToString("{user=ann, authorization=***}");
    }

    @Test
    void equalIfAllIsEqualInTheSameOrder() {
        assertThat(Metadata.of("a", "1", "b", "2"))
                .isEqualTo(Metadata.of("a", "1").with("b", "2"))
                .hasSameHashCodeAs(Metadata.of("a", "1").with("b", "2"))
                .isNotEqualTo(Metadata.of("b", "2", "a", "1"));
    }
}
