package dev.duet.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The page docs/json.md: its Java blocks, one after the other, compile without a warning and print
/// what the comments beside them say.
class JsonPageTest {
    private static final Path PAGE = Path.of("..", "docs", "json.md");
    private static final String IMPORTS =
            """
            import dev.duet.json.*;
            import dev.duet.json.page.*;
            import dev.duet.proto.*;
            import dev.duet.proto.wellknown.Any;
            import dev.duet.text.*;
            """;

    /// What a line prints is behind it, or in whole lines after it.
    private static final Pattern PRINTED =
            Pattern.compile("^(?:.*IO\\.println\\(.*\\); )?// (.*)$");

    @TempDir Path folder;

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?ms)^```" + language + "\\R(.*?)^```$")
                .matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private void compile(String body) throws IOException {
        Path source = folder.resolve("Page.java");
        String type = "final class Page {static void run() throws Exception {";
        Files.writeString(source, IMPORTS + type + body + "}}");
        JavaFiles.compile(List.of(source), folder);
    }

    private String run() throws Exception {
        var out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        URL[] classes = {folder.toUri().toURL()};
        try (var loader = new URLClassLoader(classes, getClass().getClassLoader())) {
            var run = loader.loadClass("Page").getDeclaredMethod("run");
            run.setAccessible(true);
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            run.invoke(null);
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void javaCompilesAndPrintsWhatThePageSays() throws Exception {
        String body = String.join("\n", blocks("java"));
        var printed = new ArrayList<String>();
        body.lines()
                .map(line -> PRINTED.matcher(line.strip()))
                .filter(match -> match.matches())
                .forEach(match -> printed.add(match.group(1)));
        compile(body);

        assertThat(run().lines()).containsExactlyElementsOf(printed).isNotEmpty();
    }

    @Test
    void protoIsTheOneThatTheJavaIsAbout() throws IOException {
        String proto = Files.readString(Path.of("src/test/proto/page.proto"));

        assertThat(blocks("proto"))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(proto).contains(block));
    }
}
