package dev.duet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A page whose Java blocks, one after the other, are a program: they compile without a warning and
/// print what the comments beside them say. The page also shows parts of the proto file that the
/// Java is about.
public final class JavaPage {
    /// What a line prints is behind it, or in whole lines after it.
    private static final Pattern PRINTED =
            Pattern.compile("^(?:.*IO\\.println\\(.*\\); )?// (.*)$");

    private final String text;

    /// Reads a page.
    ///
    /// @param page the file
    public JavaPage(Path page) throws IOException {
        text = Files.readString(page);
    }

    /// Runs the Java blocks and compares what they print with the page.
    ///
    /// @param imports what the page takes for granted, such as `import java.util.*;`
    /// @param folder an empty folder
    public void assertJavaPrintsWhatItSays(String imports, Path folder) throws Exception {
        String body = String.join("\n", blocks("java"));
        List<String> printed =
                body.lines()
                        .map(line -> PRINTED.matcher(line.strip()))
                        .filter(Matcher::matches)
                        .map(match -> match.group(1))
                        .toList();
        Path source = folder.resolve("Page.java");
        String type = "final class Page {static void run() throws Exception {";
        Files.writeString(source, imports + type + body + "}}");
        JavaFiles.compile(List.of(source), folder);

        assertThat(run(folder).lines()).containsExactlyElementsOf(printed).isNotEmpty();
    }

    /// Checks that the proto blocks are parts of a file.
    ///
    /// @param proto the file
    public void assertShows(Path proto) throws IOException {
        String whole = Files.readString(proto);

        assertThat(blocks("proto"))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(whole).contains(block));
    }

    private List<String> blocks(String language) {
        return Pattern.compile("(?ms)^```" + language + "\\R(.*?)^```$")
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private String run(Path classes) throws Exception {
        var out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        URL[] path = {classes.toUri().toURL()};
        try (var loader = new URLClassLoader(path, getClass().getClassLoader())) {
            var run = loader.loadClass("Page").getDeclaredMethod("run");
            run.setAccessible(true);
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            run.invoke(null);
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
