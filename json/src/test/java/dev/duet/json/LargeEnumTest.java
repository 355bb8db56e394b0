package dev.duet.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duet.compiler.Generation;
import dev.duet.proto.Message;
import dev.duet.proto.MessageCodec;
import dev.duet.text.ProtoText;
import dev.duet.text.TextException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Enums with more values than a Java enum can have, as JSON and as text. `open.Uses` has an open
/// one and `closed.Uses` a closed one: `VALUE_n` has the number n if that is even, else -n, and
/// `FIRST` is another name of `VALUE_0`.
class LargeEnumTest {
    private static final int VALUES = 4_000;

    @TempDir static Path folder;
    private static URLClassLoader classes;

    @BeforeAll
    static void generate() throws IOException {
        proto("open", "proto3", "");
        proto("closed", "proto2", "optional ");
        var options = Generation.Options.of(List.of(folder.toString()), folder.resolve("java"));
        Generation.Result result = Generation.run(options);
        assertThat(result.succeeded()).isTrue();
        JavaFiles.compile(result.written(), folder);
        URL[] urls = {folder.toUri().toURL()};
        classes = new URLClassLoader(urls, LargeEnumTest.class.getClassLoader());
    }

    private static void proto(String name, String syntax, String label) throws IOException {
        var text = new StringBuilder("syntax = \"" + syntax + "\";\npackage " + name + ";\n");
        text.append("enum Large {\n  option allow_alias = true;\n");
        for (int i = 0; i < VALUES; i++) {
            int number = i % 2 == 0 ? i : -i;
            text.append("  VALUE_").append(i).append(" = ").append(number).append(";\n");
        }
        text.append("  FIRST = 0;\n}\nmessage Uses {\n  ").append(label).append("Large one = 1;\n");
        text.append("  repeated Large many = 2;\n  map<string, Large> named = 3;\n");
        text.append("  oneof choice { Large it = 4; }\n}\n");
        Files.writeString(folder.resolve(name + ".proto"), text);
    }

    @AfterAll
    static void close() throws IOException {
        classes.close();
    }

    /// Of the message type `Uses`, which no class here knows.
    @SuppressWarnings("unchecked")
    private static <M extends Message<M>> MessageCodec<M> codec(String name) {
        try {
            return (MessageCodec<M>) classes.loadClass(name + ".Uses").getField("CODEC").get(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static <M extends Message<M>> Message<M> json(String name, String json) {
        MessageCodec<M> codec = codec(name);
        return ProtoJson.DEFAULT.parse(json, codec);
    }

    private static <M extends Message<M>> Message<M> text(String name, String text) {
        MessageCodec<M> codec = codec(name);
        return ProtoText.DEFAULT.parse(text, codec);
    }

    private static String printed(Message<?> message) {
        return ProtoJson.DEFAULT.print(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "closed"})
    void jsonHasTheNames(String name) {
        String json =
                "{\"one\":\"VALUE_3999\",\"many\":[\"VALUE_1\",\"VALUE_2000\"],"
                        + "\"named\":{\"a\":\"VALUE_3998\"},\"it\":\"VALUE_7\"}";

        assertThat(printed(json(name, json))).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "closed"})
    void jsonMayHaveTheNumbers(String name) {
        Message<?> message = json(name, "{\"one\":-3999,\"many\":[2,-3],\"it\":\"VALUE_7\"}");

        assertThat(printed(message))
                .isEqualTo(
                        "{\"one\":\"VALUE_3999\",\"many\":[\"VALUE_2\",\"VALUE_3\"],"
                                + "\"it\":\"VALUE_7\"}");
        assertThat(ProtoJson.DEFAULT.withEnumNumbers().print(message))
                .isEqualTo("{\"one\":-3999,\"many\":[2,-3],\"it\":-7}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "closed"})
    void anotherNameOfAValueIsRead(String name) {
        assertThat(printed(json(name, "{\"it\":\"FIRST\"}"))).isEqualTo("{\"it\":\"VALUE_0\"}");
        assertThat(text(name, "it: FIRST")).hasToString(json(name, "{\"it\":0}").toString());
    }

    @Test
    void anOpenOneKeepsNumbersThatAreNotDeclared() {
        String json = "{\"one\":123456,\"many\":[-2,\"VALUE_2\"],\"named\":{\"a\":1}}";

        assertThat(printed(json("open", json))).isEqualTo(json);
        Message<?> message = text("open", "one: 123456 many: [-2, VALUE_2]");
        assertThat(ProtoText.DEFAULT.print(message))
                .isEqualTo("one: 123456\nmany: -2\nmany: VALUE_2\n");
    }

    @Test
    void aClosedOneRefusesThem() {
        assertThatThrownBy(() -> json("closed", "{\"one\":123456}"))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("123456 is no number of closed.Large");
        assertThatThrownBy(() -> text("closed", "one: 123456"))
                .isInstanceOf(TextException.class)
                .hasMessage("1:6: 123456 is no value of closed.Large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "closed"})
    void aNameThatIsNotDeclaredIsRefused(String name) {
        assertThatThrownBy(() -> json(name, "{\"many\":[\"VALUE_1\",\"VALUE_4000\"]}"))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("VALUE_4000");
        assertThatThrownBy(() -> text(name, "one: VALUE_4000"))
                .isInstanceOf(TextException.class)
                .hasMessageContaining("VALUE_4000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "closed"})
    void textHasTheNamesAndMayHaveTheNumbers(String name) {
        Message<?> message = text(name, "one: -3999 many: VALUE_1 many: 2000 it: VALUE_7");

        assertThat(ProtoText.DEFAULT.print(message))
                .isEqualTo("one: VALUE_3999\nmany: VALUE_1\nmany: VALUE_2000\nit: VALUE_7\n");
    }

    @Test
    void everyValueIsFoundByItsName() {
        for (int i = 1; i < VALUES; i++) {
            String json = "{\"one\":\"VALUE_" + i + "\"}";
            assertThat(printed(json("closed", json))).isEqualTo(json);
        }
    }
}
