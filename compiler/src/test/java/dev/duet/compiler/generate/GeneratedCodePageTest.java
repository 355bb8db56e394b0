package dev.duet.compiler.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The page docs/generated-code.md: what is generated of its proto blocks is what its Java blocks
/// use. They compile without a warning, one after the other, and run.
class GeneratedCodePageTest {
    private static final Path PAGE = Path.of("..", "docs", "generated-code.md");

    @TempDir Path folder;

    private static String blocks(String language) throws IOException {
        var all = Pattern.compile("(?ms)^```" + language + "\\R(.*?)^```$");
        return String.join(
                "\n",
                all.matcher(Files.readString(PAGE))
                        .results()
                        .map(block -> block.group(1))
                        .map(block -> block.startsWith("oneof") ? inEvent(block) : block)
                        .toList());
    }

    private static String inEvent(String oneof) {
        return "message Event {" + oneof + "}";
    }

    private Generated generate() throws IOException {
        Files.writeString(
                folder.resolve("page.proto"),
                """
                syntax = "proto3";
                package page;
                message Address { string city = 1; }
                message Picture { bytes pixels = 1; }
                enum Weather { UNKNOWN = 0; SUNNY = 1; RAINY = 2; }
                message Report { Weather now = 1; }
                """
                        + blocks("proto"));
        Files.writeString(
                folder.resolve("options.proto"),
                """
                syntax = "proto2";
                package page;
                message Note { extensions 100 to 200; }
                extend Note { optional string label = 100; }
                """);
        return Generated.of(folder, List.of("page.proto", "options.proto"), "");
    }

    @Test
    void javaOfThePageCompilesAndRuns() throws Exception {
        var sources = new TreeMap<>(generate().sources);
        sources.put(
                "page/Page.java",
                """
                package page;

                import dev.duet.proto.*;
                import dev.duet.proto.wellknown.*;
                import java.io.*;
                import java.time.Instant;
                import java.util.*;

                public final class Page {
                    private static Picture shown;

                    private Page() {}

                    private static void show(Picture picture) {
                        shown = picture;
                    }

                    public static String run() throws IOException {
                        var out = new ByteArrayOutputStream();
                        var in = new ByteArrayInputStream(new byte[0]);
                        var report = new Report(Weather.of(7));
                        var event = Event.builder().picture(new Picture(Bytes.EMPTY)).build();
                        var any = Any.pack(new Address("Paris"));
                        var message = Note.builder().build();
                """
                        + blocks("java")
                        + """
                                return icon + next + shown + same.equals(sam) + older.scores();
                            }
                        }
                        """);
        Class<?> page = JavaSources.compile(sources).loadClass("page.Page");

        assertThat(page.getMethod("run").invoke(null)).isEqualTo("#7nullPicture[]true{chess=7}");
    }
}
