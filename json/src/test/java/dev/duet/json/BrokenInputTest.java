package dev.duet.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.json.kinds.Scalars;
import dev.duet.json.kinds.Shapes;
import dev.duet.json.kinds.WellKnown;
import dev.duet.json.old.OldExtensions;
import dev.duet.json.old.Record;
import dev.duet.proto.Message;
import dev.duet.proto.MessageCodec;
import dev.duet.proto.TypeRegistry;
import dev.duet.text.ProtoText;
import dev.duet.text.TextException;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

/// Texts with a few characters changed are read, or refused with the exception that says so: never
/// with another one.
class BrokenInputTest {
    private static final int MUTANTS = 20_000;
    private static final String CHARACTERS =
            "{}[]<>:;,.\"'\\/@#-+0189aeEfnux_ \n\ud83c\udfbbé\u0000";
    private static final TypeRegistry TYPES =
            TypeRegistry.of(Scalars.CODEC, WellKnown.CODEC)
                    .withExtensions(
                            Record.CODEC, List.of(OldExtensions.PRIORITY, OldExtensions.LABELS));

    private final Random random = new Random(1);

    private String mutant(String text) {
        var mutant = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(mutant.length());
            char c = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
            switch (random.nextInt(4)) {
                case 0 -> mutant.insert(at, c);
                case 1 -> mutant.setCharAt(at, c);
                case 2 -> mutant.delete(at, Math.min(mutant.length() - 1, at + 3));
                default -> mutant.insert(at, text, 0, random.nextInt(text.length()));
            }
        }
        return mutant.toString();
    }

    private <M extends Message<M>> void checkJson(String json, MessageCodec<M> codec) {
        var forms =
                List.of(
                        ProtoJson.DEFAULT.withTypes(TYPES),
                        ProtoJson.DEFAULT.withTypes(TYPES).ignoringUnknownFields());
        int read = 0;
        for (int i = 0; i < MUTANTS; i++) {
            ProtoJson form = forms.get(i % 2);
            M message;
            try {
                message = form.parse(mutant(json), codec);
            } catch (JsonException refused) {
                assertThat(refused.line()).isPositive();
                continue;
            }
            String printed = form.print(message);
            assertThat(form.print(form.parse(printed, codec))).isEqualTo(printed);
            read++;
        }
        assertThat(read).isPositive();
    }

    private <M extends Message<M>> void checkText(String text, MessageCodec<M> codec) {
        var form = ProtoText.DEFAULT.withTypes(TYPES);
        int read = 0;
        for (int i = 0; i < MUTANTS; i++) {
            M message;
            try {
                message = form.parse(mutant(text), codec);
            } catch (TextException refused) {
                assertThat(refused.line()).isPositive();
                continue;
            }
            String printed = form.print(message);
            assertThat(form.print(form.parse(printed, codec))).isEqualTo(printed);
            read++;
        }
        assertThat(read).isPositive();
    }

    @Test
    void refusesBrokenJson() {
        checkJson(
                """
                {"maybe": 1, "inner": {"u64": "18446744073709551615", "ratio": 1.5e3,
                 "data": "_w==", "displayName": "\\ud83c\\udfbb\\n"}, "numbers": [1, 2e1],
                 "byNumber": {"-5": "a"}, "colours": ["RED", 7], "nothing": null}
                """,
                Shapes.CODEC);
        checkJson(
                """
                {"any": {"i32": 7, "@type": "x/kinds.Scalars"}, "duration": "-1.5s",
                 "timestamp": "2024-02-29T12:00:00.5+01:00", "mask": "a.bC,d",
                 "value": {"a": [null, 1, "b", true]}, "i64": "5", "counts": [1]}
                """,
                WellKnown.CODEC);
        checkJson(
                "{\"key\": \"k\", \"level\": \"LOW\", \"[old.labels]\": [\"a\"],"
                        + " \"[old.priority]\": 5, \"detail\": {\"depth\": 1}}",
                Record.CODEC);
    }

    @Test
    void refusesBrokenText() {
        checkText(
                """
                maybe: 1 inner { u64: 0xFF ratio: -inf data: '\\377\\x41' display_name: "a" 'b' }
                numbers: [1, 2]; by_number { key: -5 value: "a" } was_here: { a: [1] }
                """,
                Shapes.CODEC);
        checkText(
                "any { [x/kinds.Scalars] { i32: 7 } } duration < seconds: 1 > i64 { value: 5 }",
                WellKnown.CODEC);
        checkText(
                "key: 'k' level: LOW [old.labels]: ['a'] [old.priority]: 5 Detail { depth: 1 }",
                Record.CODEC);
    }
}
