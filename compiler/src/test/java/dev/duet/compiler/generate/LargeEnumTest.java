package dev.duet.compiler.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;

import dev.duet.proto.EnumType;
import dev.duet.proto.Message;
import dev.duet.proto.MessageCodec;
import dev.duet.proto.ProtoEnum;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Enums with more values than a Java enum can have.
class LargeEnumTest {
    private static final int VALUES = 10_000;

    @TempDir Path folder;

    /// Half of the numbers are negative, in no order; the last value is an alias of the first.
    private static int number(int index) {
        return index % 2 == 0 ? index * 200_000 : -index * 7;
    }

    private Generated generate(String syntax, int values) throws IOException {
        var text =
                new StringBuilder("syntax = \"" + syntax + "\";\npackage large;\nenum Large {\n");
        text.append("  option allow_alias = true;\n");
        for (int i = 0; i < values; i++) {
            text.append("  VALUE_").append(i).append(" = ").append(number(i)).append(";\n");
        }
        text.append("  // The first one.\n  name = 0 [deprecated = true];\n}\n");
        String optional = syntax.equals("proto2") ? "optional " : "";
        text.append("message Uses {\n  ").append(optional).append("Large one = 1;\n");
        text.append("  repeated Large many = 2;\n  map<string, Large> by_name = 3;\n");
        text.append("  oneof choice { Large it = 4; }\n}\n");
        Files.writeString(folder.resolve("large.proto"), text);
        return Generated.of(folder, List.of("large.proto"), "");
    }

    @ParameterizedTest
    @CsvSource({"proto3, 3399", "proto3, 3400", "proto2, 3399", "proto2, 3400"})
    void theLargestJavaEnumAndTheSmallestOtherOneCompile(String syntax, int values)
            throws IOException {
        assertThat(generate(syntax, values).classes()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"Part1", "Part2", "EnumType", "Known", "Large"})
    void compilesWhateverItsValuesAndTheMessageAroundAreCalled(String message) throws IOException {
        var text = new StringBuilder("syntax = \"proto3\";\npackage large;\nmessage ");
        text.append(message).append(" { enum Large {\n  EnumType = 0;\n  dev = 1;\n");
        text.append("  Part1 = 2;\n  Known = 3;\n  Description = 4;\n");
        for (int i = 5; i < 3_500; i++) {
            text.append("  VALUE_").append(i).append(" = ").append(i).append(";\n");
        }
        Files.writeString(folder.resolve("large.proto"), text + "}\nLarge one = 1; }\n");

        assertThat(Generated.of(folder, List.of("large.proto"), "").classes()).isNotNull();
    }

    private static <M extends Message<M>> void exchange(MessageCodec<M> codec, Descriptor type)
            throws IOException {
        for (int seed = 0; seed < 50; seed++) {
            RoundTrips.check(codec, type, new RandomMessages(seed).message(type, 2), seed);
        }
    }

    @ParameterizedTest
    @CsvSource({"proto3", "proto2"})
    void tenThousandValuesAreFoundPrintedAndExchanged(String syntax) throws Exception {
        Generated generated = generate(syntax, VALUES);
        Class<?> large = generated.classes().loadClass("large.Large");
        Class<?> known = generated.classes().loadClass("large.Large$Known");
        var type = (EnumType<?>) large.getMethod("type").invoke(null);
        var of = large.getMethod("of", int.class);
        for (int i = 0; i < VALUES; i++) {
            var value = (ProtoEnum) of.invoke(null, number(i));
            assertThat(value).isInstanceOf(known).hasToString("VALUE_" + i);
            assertThat(value.number()).isEqualTo(number(i));
            assertThat(known.getField("VALUE_" + i).get(null)).isSameAs(value);
            assertThat(type.of("VALUE_" + i)).isSameAs(value);
            assertThat(type.nameOf(value)).isEqualTo("VALUE_" + i);
        }
        assertThat(type.names()).hasSize(VALUES + 1).startsWith("VALUE_0").endsWith("name");
        assertThat(type.defaultValue()).isSameAs(known.getField("VALUE_0").get(null));
        assertThat(known.getField("name_").get(null)).isSameAs(of.invoke(null, 0));

        Descriptor uses = generated.messages().getFirst();
        exchange(generated.codec(uses), uses);
    }

    private static byte[] unknownNumber(Descriptor uses) throws IOException {
        ByteString.Output bytes = ByteString.newOutput();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeEnum(1, 123_456_789);
        out.flush();
        return DynamicMessage.parseFrom(uses, bytes.toByteString()).toByteArray();
    }

    @Test
    void aNumberThatIsNotDeclaredIsKept() throws Exception {
        for (String syntax : List.of("proto2", "proto3")) {
            Generated generated = generate(syntax, VALUES);
            Descriptor uses = generated.messages().getFirst();
            byte[] bytes = unknownNumber(uses);
            Message<?> message = generated.codec(uses).parse(bytes);

            assertThat(message.toByteArray()).isEqualTo(bytes);
            assertThat(message.unknownFields().isEmpty()).isEqualTo(syntax.equals("proto3"));
        }
    }
}
