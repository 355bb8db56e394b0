package dev.duet.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.HexFormat;

class H2LoadTest {
    @Test
    void framesMessagesWithPrefixAndField() {
        byte[] two = new H2Load("Unary", 1, 1, 2, 2, 2).messages(2);

        assertThat(HexFormat.of().formatHex(two)).isEqualTo("00000000040a020726".repeat(2));
    }

    @Test
    void writesLongLengthsInSeveralBytes() {
        byte[] one = new H2Load("Unary", 1, 1, 1_048_576, 1, 1).messages(1);

        assertThat(one).hasSize(5 + 1 + 3 + 1_048_576);
        assertThat(HexFormat.of().formatHex(one, 0, 9)).isEqualTo("0000100004" + "0a" + "808040");
    }
}
